"""Workbooks of several sheets in a lot: each sheet that fits is an outcome of its own."""

import logging
from collections.abc import Callable, Sequence

from reports.collecting.reading import ODD, Desk, read
from reports.models import State, Upload
from unions.importing.catalogue import importable
from unions.importing.files import Sheet, read_sheets
from unions.importing.guards import Unreadable
from unions.importing.recognition import whole_table
from unions.importing.unread import other_sheets

__all__ = ["read_apart"]

LONGEST = 100  # characters of a sheet's name that can be kept; Excel allows 31
logger = logging.getLogger(__name__)


def read_apart(new: Callable[[], Upload], desk: Desk, content: bytes, room: int) -> list[Upload]:
    """One upload for the file, or one for each sheet that fits as long as there is room for all.

    What can be read is kept: the content of all sheets lies on the disk once.
    """
    first = new()
    try:
        sheets = read_sheets(content)
        apart = _fitting(sheets, desk, first.resource)
    except Unreadable as error:
        first.outcome = {"trouble": str(error)}
        return [first]
    except Exception:  # a fault of ours in one file must not keep the others out
        logger.exception("File of a lot not read")
        first.outcome = {"trouble": ODD}
        return [first]
    if not 1 < len(apart) <= room:
        apart = {"": first.resource}
    uploads = [first, *(new() for _ in range(len(apart) - 1))]
    for upload, (name, kind) in zip(uploads, apart.items(), strict=True):
        upload.sheet, upload.resource = name, kind
        read(upload, desk, content, sheets)
        _keep(upload, uploads, content)
    if len(apart) > 1 and "notes" in first.outcome:
        left = [sheet.name for sheet in sheets if sheet.name not in apart and len(sheet.rows) > 1]
        first.outcome["notes"] += other_sheets(left)
    return uploads


def _fitting(sheets: Sequence[Sheet], desk: Desk, said: str) -> dict[str, str]:
    """The record type of every sheet that holds all columns one needs, by the sheet's name."""
    if len(sheets) == 1:
        return {}
    known = importable()
    by_resource = {known[name]: name for name in ([said] if said else desk.kinds)}
    resources = [*by_resource]
    found = {one.name: whole_table(one, resources) for one in sheets if len(one.name) <= LONGEST}
    return {name: by_resource[resource] for name, resource in found.items() if resource}


def _keep(upload: Upload, uploads: Sequence[Upload], content: bytes) -> None:
    if upload.state is State.UNREADABLE:
        return
    if kept := next((one for one in uploads if one.digest), None):
        upload.share(kept)
    else:
        upload.keep(content)

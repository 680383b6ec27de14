"""What goes out to the unions to be filled in: blank templates and prefilled forms."""

import tempfile
from datetime import date
from typing import IO

from django.conf import settings

from reports.collecting.prefilled import FORMS, write_forms
from reports.collecting.workbooks import FormSheet, form_workbook
from unions.clock import today
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed
from unions.importing.resources import SheetResource
from unions.models import Union, User

__all__ = ["prefilled_forms", "template"]


def template(name: str, root: Union, user: User) -> bytes:
    """A blank workbook of the record type, with the lists of the town."""
    resource = _resource(name, root, user, today())
    standing = Union.objects.subtree_of(root).filter(dissolved_on=None).order_by("code")
    return form_workbook(FormSheet(resource, unions=[union.name for union in standing]))


def prefilled_forms(name: str, root: Union, user: User, day: date) -> IO[bytes] | None:
    """A .zip with a form per union, in a file that has no name on the disk; None without unions."""
    settings.SHEET_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    stream = tempfile.TemporaryFile(dir=settings.SHEET_FOLDER)  # noqa: SIM115 - kept by the answer
    if not write_forms(stream, _resource(name, root, user, day), FORMS[name], root, day):
        stream.close()
        return None
    stream.seek(0)
    return stream


def _resource(name: str, root: Union, user: User, day: date) -> SheetResource:
    directory = UnionDirectory(Union.objects.subtree_of(root))
    period = (date(day.year, 1, 1), day)
    return importable()[name](Assumed(root, directory, None, day, period, user))

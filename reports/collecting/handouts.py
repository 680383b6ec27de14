"""What goes out to the unions to be filled in: blank templates and prefilled forms."""

import tempfile
from datetime import date
from typing import IO

from django.conf import settings

from reports.collecting.prefilled import FORMS, write_forms
from reports.collecting.workbooks import FormSheet, form_workbook
from unions.exporting.registers import set_up
from unions.importing.catalogue import importable
from unions.models import Union, User

__all__ = ["prefilled_forms", "template"]


def template(name: str, root: Union, user: User) -> bytes:
    """A blank workbook of the record type, with the lists of the town."""
    resource = set_up(importable()[name], root, user)
    standing = Union.objects.subtree_of(root).filter(dissolved_on=None).order_by("code")
    return form_workbook(FormSheet(resource, unions=[union.name for union in standing]))


def prefilled_forms(name: str, root: Union, user: User, day: date) -> IO[bytes] | None:
    """A .zip with a form per union, in a file that has no name on the disk; None without unions."""
    settings.SHEET_FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)
    stream = tempfile.TemporaryFile(dir=settings.SHEET_FOLDER)  # noqa: SIM115 - kept by the answer
    resource = set_up(importable()[name], root, user)
    if not write_forms(stream, resource, FORMS[name], root, day):
        stream.close()
        return None
    stream.seek(0)
    return stream

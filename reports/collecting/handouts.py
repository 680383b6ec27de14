"""What goes out to the unions to be filled in: blank templates and prefilled forms."""

from datetime import date

from reports.collecting.workbooks import FormSheet, form_workbook
from unions.clock import today
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed
from unions.importing.resources import SheetResource
from unions.models import Union, User

__all__ = ["template"]


def template(name: str, root: Union, user: User) -> bytes:
    """A blank workbook of the record type, with the lists of the town."""
    resource = _resource(name, root, user, today())
    standing = Union.objects.subtree_of(root).filter(dissolved_on=None).order_by("code")
    return form_workbook(FormSheet(resource, unions=[union.name for union in standing]))


def _resource(name: str, root: Union, user: User, day: date) -> SheetResource:
    directory = UnionDirectory(Union.objects.subtree_of(root))
    period = (date(day.year, 1, 1), day)
    return importable()[name](Assumed(root, directory, None, day, period, user))

"""Whose sheet it is, where it does not tell or tells it wrong: said on the page of the file."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from reports.collecting.reading import union_column, union_trouble, unions_meant
from reports.models import Upload
from unions.importing.directory import UnionDirectory
from unions.importing.plans import Plan
from unions.models import Union

__all__ = ["Whose", "names_offered", "whose_of"]


@dataclass(frozen=True)
class Whose:
    """``trouble`` says why nobody knows yet; without it the sheet is taken for that of ``now``.

    ``column``: the one that names unions of which none is known; what staff say stands for it.
    """

    trouble: str
    now: Union | None
    typed: str
    near: list[Union]
    column: int | None


def whose_of(plan: Plan, upload: Upload, typed: str) -> Whose | None:
    """``typed``: what somebody said and no union is called. None where every row tells its own."""
    directory = plan.assumed.directory
    column = union_column(plan)
    trouble = _unknown(directory, typed) or union_trouble(plan, upload, directory)
    now = None if column else plan.assumed.union
    if plan.resource.model is Union or not (trouble or now):
        return None
    near = directory.near(typed) if typed else unions_meant(plan, upload, directory)
    return Whose(trouble, now, typed, near if trouble else [], column.index if column else None)


def _unknown(directory: UnionDirectory, typed: str) -> str:
    try:
        if typed:
            directory.find(typed)
    except ValidationError as error:
        return str(error.messages[0])
    return ""


def names_offered(root: Union) -> Any:
    """What may be typed for a grassroots union, as a list to choose from."""
    unions = Union.objects.subtree_of(root).grassroots().order_by("code")
    return unions.values_list("name", flat=True)

"""Whose sheet it is, where it does not tell or tells it wrong: said on the page of the file."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from reports.collecting.naming import several_named, union_column, union_trouble, unions_meant
from reports.models import Upload
from unions.importing.directory import UnionDirectory
from unions.importing.plans import Plan
from unions.importing.tables import Column
from unions.models import Union

__all__ = ["Whose", "mistyped", "names_offered", "unknown_column", "whose_of"]


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
    """``typed``: what somebody said, which no union may be called.

    None where rows tell their own: what was mistyped must not take their place.
    """
    directory = plan.assumed.directory
    asked = union_trouble(plan, upload, directory)
    now = None if union_column(plan) else plan.assumed.union
    if plan.resource.model is Union or not (asked or now):
        return None
    wrong, column = mistyped(directory, typed), unknown_column(plan, upload, directory)
    trouble = wrong + several_named(plan) if wrong else asked
    near = directory.near(typed) if wrong else unions_meant(plan, upload, directory)
    return Whose(trouble, now, typed, near if trouble else [], column.index if column else None)


def unknown_column(plan: Plan, upload: Upload, directory: UnionDirectory) -> Column | None:
    """The column of unions of which none is known: only that may be set aside for one said."""
    return union_column(plan) if union_trouble(plan, upload, directory) else None


def mistyped(directory: UnionDirectory, typed: str) -> str:
    """Why what somebody typed is no union; "" where it is one, or nothing."""
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

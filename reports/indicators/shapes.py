"""Breakdowns, parts and conditions that several lines of work share."""

from datetime import date
from typing import Any, TypeVar

from django.db.models import Choices, QuerySet

from reports.registry import Counted, Dimension, Part

__all__ = ["of_choices", "of_standing", "part_of", "through", "yes_or_no"]

R = TypeVar("R", bound=QuerySet[Any, Any])


def of_choices(name: str, path: str, choices: type[Choices]) -> Dimension:
    """One part for every choice of a field."""
    return Dimension(name, path, {str(label): (value,) for value, label in choices.choices})


def yes_or_no(name: str, path: str, yes: str, no: str) -> Dimension:
    """The two parts of a tick; nothing is left over."""
    return Dimension(name, path, {yes: (True,), no: (False,)})


def through(path: str, dimension: Dimension) -> Dimension:
    """The same breakdown for rows that reach its record by ``path``."""
    return Dimension(dimension.name, f"{path}__{dimension.path}", dimension.parts)


def part_of(
    whole: Counted,
    code: str,
    name: str,
    dimension: Dimension,
    *labels: str,
    unit: str = "",
    source: str = "",
) -> Part:
    """A part with a name of its own; counted in the whole's unit unless told otherwise."""
    return Part(
        code=code,
        name=name,
        unit=unit or whole.unit,
        decimals=whole.decimals,
        whole=whole.code,
        dimension=dimension.name,
        labels=labels,
        definition=f"{whole.name}中{dimension.name}为{'、'.join(labels)}的。",
        source=source,
        inputs=(whole.code,),
    )


def of_standing(rows: R, day: date, path: str = "union") -> R:
    """Rows whose union is not dissolved on the day: what it held ended with it."""
    return rows.exclude(**{f"{path}__dissolved_on__lte": day})

"""Rules within one row, worded for the person who typed it.

Only what is wrong within the row is refused; what contradicts other records is a data check.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from unions.clock import today
from unions.dates import PRECISION_SUFFIX, Precision, display_date

__all__ = [
    "all_of",
    "earliest",
    "normalise",
    "overlap_warnings",
    "overlapping",
    "refuse_future",
    "refuse_more",
    "require_order",
]


def all_of(*rules: Callable[[], None]) -> None:
    """Every rule is looked at, so that whoever typed the row hears of all that is wrong at once."""
    faults: dict[str, list[ValidationError]] = {}
    for rule in rules:
        try:
            rule()
        except ValidationError as error:
            faults = error.update_error_dict(faults)
    if faults:
        raise ValidationError(faults)


def normalise(record: models.Model, name: str, cleaner: Callable[[str], str]) -> None:
    """Stores the one spelling of a code or number, or reports its fault at its field."""
    told = getattr(record, name)
    try:
        if (cleaned := cleaner(told)) != told:
            setattr(record, name, cleaned)
    except ValidationError as error:
        raise ValidationError({name: error.messages}) from error


def refuse_future(record: models.Model, *names: str) -> None:
    """Refuses what is said to have happened after today."""
    faults = {
        name: f"{_label(record, name)}（{display_date(day)}）晚于今天，请核对日期。"
        for name in names
        if (day := getattr(record, name)) and earliest(record, name) > today()
    }
    if faults:
        raise ValidationError(faults)


def refuse_more(record: models.Model, *pairs: tuple[str, str]) -> None:
    """Refuses a part above its whole: (part, whole) names of one row; blanks are passed over."""
    faults = {
        part: _too_many(record, part, whole)
        for part, whole in pairs
        if getattr(record, part) is not None
        and getattr(record, whole) is not None
        and getattr(record, part) > getattr(record, whole)
    }
    if faults:
        raise ValidationError(faults)


def _label(record: models.Model, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _too_many(record: models.Model, part: str, whole: str) -> str:
    return (
        f"{_label(record, part)}（{getattr(record, part)}）不能大于"
        f"{_label(record, whole)}（{getattr(record, whole)}），请核对两个数。"
    )


def overlap_warnings(records: Sequence[Any], *same: str) -> list[list[str]]:
    return [[_overlap(row) for row in rows] for rows in overlapping(records, *same)]


def overlapping(records: Sequence[Any], *same: str) -> list[list[Any]]:
    """Per record: which stored rows of the same kind tell of some of the same days."""
    if not records:
        return []
    near = type(records[0])._default_manager.filter(
        **{f"{name}__in": {getattr(record, name) for record in records} for name in same},
        period_from__lte=max(record.period_to for record in records),
        period_to__gte=min(record.period_from for record in records),
    )
    rows = list(near)
    return [[row for row in rows if _overlaps(row, one, same)] for one in records]


def _overlaps(row: Any, record: Any, same: tuple[str, ...]) -> bool:
    is_other = row.pk != record.pk
    is_alike = all(getattr(row, name) == getattr(record, name) for name in same)
    days = row.period_from <= record.period_to and row.period_to >= record.period_from
    return bool(is_other and is_alike and days)


def _overlap(row: Any) -> str:
    return (
        f"期间与已有的一份（{row.period_from:%Y-%m-%d}至{row.period_to:%Y-%m-%d}）重叠，"
        "重叠的部分可能重复计算，请核对期间。"
    )


def require_order(record: models.Model, *names: str) -> None:
    """Refuses dates that run backwards within one row; blank ones are passed over."""
    dated = [name for name in names if getattr(record, name)]
    for earlier, later in pairwise(dated):
        if getattr(record, later) < earliest(record, earlier):
            raise ValidationError({later: _backwards(record, earlier, later)})


def earliest(record: models.Model, name: str) -> date:
    """The first day a date may mean: one known to the month or year is held as its last day."""
    day: date = getattr(record, name)
    precision = getattr(record, name + PRECISION_SUFFIX, Precision.DAY)
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def _backwards(record: models.Model, earlier: str, later: str) -> str:
    return (
        f"{_label(record, later)}（{getattr(record, later):%Y-%m-%d}）早于"
        f"{_label(record, earlier)}（{getattr(record, earlier):%Y-%m-%d}），请核对两个日期。"
    )

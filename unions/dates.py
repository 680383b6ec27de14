"""Dates as people know and write them.

Founding, joining or election is often known only to the month, the year, or not at all. A month
is held as its last day and a year as 31 December, so that nothing counts before it surely
happened; an unknown date is None and counts as before the first year kept.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncMonth, TruncYear

from unions.text import half_width, shorten

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
else:
    _CharField = models.CharField  # generic in the stubs only

FIRST_YEAR, LAST_YEAR = 1900, 2100
PRECISION_SUFFIX = "_precision"
PLACEHOLDER = "如 2009年3月12日、2009年3月或 2009"
DAY_PLACEHOLDER = "如 2009年3月12日"

_UNKNOWN_WORDS = frozenset({"", "不详", "未详", "不清楚", "不知道", "未知", "不明", "空", "无"})
_DIGITS = str.maketrans("〇○◯零OoО一二三四五六七八九", "0000000123456789")
_TENS = re.compile(r"([1-9]?)十([1-9]?)")
_TIME_OF_DAY = re.compile(r"[ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?$")
_BLANKS_AT_SIGNS = re.compile(r" *([^0-9 ]) *")
_PLAIN_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", re.ASCII)
_SHAPES = (
    re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})日?)?)?", re.ASCII),
    re.compile(r"(\d{4})(?P<sign>[-./。、, ])(\d{1,2})(?:(?P=sign)(\d{1,2}))?", re.ASCII),
    re.compile(r"(\d{4})(?:(\d{2})(\d{2})?)?", re.ASCII),
)


class Precision(models.TextChoices):
    DAY = "day", "到日"
    MONTH = "month", "到月"
    YEAR = "year", "到年"
    UNKNOWN = "unknown", "不详"


def a_year_after(day: date) -> date:
    """29 February has its anniversary on the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap else day.day)


def _held_day(day: date | None, precision: Precision) -> date | None:
    if day is None or precision == Precision.DAY:
        return day
    month = 12 if precision == Precision.YEAR else day.month
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


@dataclass(frozen=True)
class PartialDate:
    """A day with what is known of it; always held in the form the module's text tells.

    No day makes the precision UNKNOWN; a day without a stated precision is known to the day.
    """

    day: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        precision = Precision(self.precision or Precision.UNKNOWN)
        if self.day is None:
            precision = Precision.UNKNOWN
        elif precision == Precision.UNKNOWN:
            precision = Precision.DAY
        object.__setattr__(self, "precision", precision)
        object.__setattr__(self, "day", _held_day(self.day, precision))

    def __str__(self) -> str:
        return display_partial_date(self.day, self.precision)


UNKNOWN_DATE = PartialDate(None, Precision.UNKNOWN)


class PrecisionField(_CharField):
    """How exactly the date of the same name without `_precision` is known.

    Not editable: forms show one text field for both. Saving brings it in line with the date, so
    that code which sets only the date stores a day, and code which sets none stores "unknown".
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults = {"choices": Precision.choices, "default": Precision.DAY, "max_length": 7}
        super().__init__(*args, **{**defaults, "editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        partial = partial_date_of(model_instance, self.attname.removesuffix(PRECISION_SUFFIX))
        setattr(model_instance, self.attname, partial.precision.value)
        return partial.precision.value


def precision_field(label: str) -> PrecisionField:
    """The companion of a DateField: `founded_on_precision = precision_field("成立日期")`."""
    return PrecisionField(f"{label}准确到")


def partial_date_of(instance: models.Model, name: str) -> PartialDate:
    """The date `name` of a record together with its precision."""
    return PartialDate(getattr(instance, name), getattr(instance, name + PRECISION_SUFFIX))


def since(field: str, day: date) -> Q:
    """Happened on or before `day`; an unknown date counts as before the first year kept.

    Only for dates of things that did happen: a blank dissolved_on means "not dissolved".
    """
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__lte": day})


def surely_before(earlier: str, later: str) -> Q:
    """The date ``earlier`` of a row lies before every day its date ``later`` may mean.

    ``later`` carries a precision: a month or year is held as its last day. Unknown dates say
    nothing.
    """
    precision = later + PRECISION_SUFFIX
    known = Q(**{precision: Precision.DAY})
    for unit, truncated in ((Precision.MONTH, TruncMonth), (Precision.YEAR, TruncYear)):
        first = truncated(later, output_field=models.DateField())
        known |= Q(**{precision: unit, f"{earlier}__lt": first})
    return Q(**{f"{earlier}__lt": F(later)}) & known


def plain_day(written: str) -> PartialDate | None:
    """2009-3-12, as most sheets write it; None of whatever has to be looked at more closely."""
    found = _PLAIN_DAY.fullmatch(written)
    if found is None or not FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
        return None
    try:
        return PartialDate(date(int(found[1]), int(found[3]), int(found[4])))
    except ValueError:
        return None


def parse_partial_date(text: str) -> PartialDate:
    """Read a date, month or year in any usual spelling; 不详 or nothing is an unknown date.

    ValidationError for anything else, for days that do not exist, and outside 1900 to 2100.
    """
    if plain := plain_day(text):
        return plain
    shown = shorten(half_width(text))
    spelling = in_digits(shown)
    if spelling.strip("-/?") in _UNKNOWN_WORDS:
        return UNKNOWN_DATE
    found = next(filter(None, (shape.fullmatch(spelling) for shape in _SHAPES)), None)
    if found is None:
        raise ValidationError(_wrong(shown, "看不懂这种写法"), code="date_spelling")
    return _checked(shown, *_numbers(found))


def display_date(day: date) -> str:
    """2009年12月20日, without leading zeros (GB/T 9704)."""
    return f"{day.year}年{day.month}月{day.day}日"


def display_partial_date(day: date | None, precision: str = Precision.DAY) -> str:
    """2006年8月3日, 2006年8月, 2006年 or 不详."""
    if day is None:
        return Precision.UNKNOWN.label
    if precision == Precision.YEAR:
        return f"{day.year}年"
    return f"{day.year}年{day.month}月" if precision == Precision.MONTH else display_date(day)


def in_digits(text: str) -> str:
    """Chinese numerals to digits, blanks only where they part two numbers, no time of day."""
    text = _TIME_OF_DAY.sub("", text).replace("元月", "1月").replace("号", "日")
    text = _TENS.sub(_ten, text.translate(_DIGITS))
    return _BLANKS_AT_SIGNS.sub(r"\1", text)


def _ten(found: re.Match[str]) -> str:
    return str(int(found[1] or 1) * 10 + int(found[2] or 0))


def _numbers(found: re.Match[str]) -> list[int | None]:
    groups = [group for group in found.groups() if group is None or group.isdigit()]
    return [None if group is None else int(group) for group in groups]


def _checked(shown: str, year: int | None, month: int | None, day: int | None) -> PartialDate:
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR:
        reason = f"年份应在{FIRST_YEAR}至{LAST_YEAR}之间"
        raise ValidationError(_wrong(shown, reason), code="date_year")
    if month is not None and not 1 <= month <= 12:
        raise ValidationError(_wrong(shown, f"没有{month}月"), code="date_month")
    if day is not None and not 1 <= day <= calendar.monthrange(year, month or 12)[1]:
        reason = f"{year}年{month}月没有{day}日"
        raise ValidationError(_wrong(shown, reason), code="date_day")
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return PartialDate(date(year, month or 12, day or 1), precision)


def _wrong(shown: str, reason: str) -> str:
    return (
        f"日期“{shown}”不对：{reason}。"
        "请填写如 2009年3月12日；只知道月份填 2009年3月，只知道年份填 2009，都不知道填“不详”。"
    )

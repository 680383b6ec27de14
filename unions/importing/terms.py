"""How long something runs, as clerks write it: two days in one cell, or years and months."""

import re
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError

from unions.dates import in_digits
from unions.importing import cells
from unions.importing.widgets import CountWidget, DayWidget, TextWidget
from unions.text import half_width, shorten

__all__ = ["DaysWidget", "FirstDayWidget", "OrdinalWidget", "Span", "TermWidget", "in_year"]

LONGEST = 1200  # months
_DATE = r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?"
_SPAN = re.compile(rf"自?({_DATE})\s*(?:起?\s*[至到~〜]|-+)\s*({_DATE})止?", re.ASCII)
_DAYS = re.compile(  # 2009.3.5-3.7, 2009年4月10日至12日: the year, or the month too, is told once
    r"(\d{4})([年./])(\d{1,2})([月./])(\d{1,2})日?(?:[至到~〜—–]|-+)(?:(\d{1,2})[月./])?(\d{1,2})日?",
    re.ASCII,
)
_NO_YEAR = re.compile(r"\d{1,2}月\d{1,2}日")
_TITLED_YEAR = re.compile(r"(\d{4})年")
_TERM = re.compile(
    r"(?:(?P<years>\d{1,2}(?:\.\d)?)(?P<unit>年|个?月)?)?(?P<half>半年?)?"
    r"零?(?:(?P<months>\d{1,2})个?月)?[期整]?",
    re.ASCII,
)


class Span(NamedTuple):
    """First and last day."""

    start: date
    end: date


def span_in(cell: cells.Cell) -> Span | None:
    """2009.3.1-2011.2.28, 2009年3月1日至2011年2月28日; None for what are not two days."""
    if not isinstance(cell, str):
        return None
    found = _SPAN.fullmatch(in_digits(half_width(cell)))
    if found is None:
        return None
    start, end = (cells.day(re.sub(r"\s", "", text)) for text in found.groups())
    if start is None or end is None or end < start:
        raise ValidationError(f"“{shorten(cell)}”的后一个日期早于前一个，请核对。", code="span")
    return Span(start, end)


def days_in(cell: cells.Cell) -> Span | None:
    """The same, also where the second day leaves out what the first one tells."""
    written = re.sub(r"\s", "", in_digits(half_width(cell))) if isinstance(cell, str) else ""
    if found := _DAYS.fullmatch(written):
        year, _sign, month, _other, day, later, end = found.groups()
        cell = f"{year}年{month}月{day}日-{year}年{later or month}月{end}日"
    return span_in(cell)


def in_year(cell: cells.Cell, title: str) -> cells.Cell:
    """4月10日 with the year that the title tells, where it tells one only."""
    if not isinstance(cell, str) or not _NO_YEAR.match(written := in_digits(half_width(cell))):
        return cell
    years = {*_TITLED_YEAR.findall(in_digits(half_width(title)))}
    return f"{years.pop()}年{written}" if len(years) == 1 else cell


def months_in(cell: cells.Cell, unit: str = "") -> int | None:
    """1年, 两年, 一年半, 12个月, 2年6个月; a bare number is years unless the heading says 月."""
    written = half_width(cells.text(cell)).replace(" ", "").replace("两", "二")
    if cells.is_blank(written):
        return None
    if written == "无固定期限":
        raise ValidationError(
            "“无固定期限”算不出终止日期，集体合同也要写明几年。请核对后填几年，如 2 或“2年”。",
            code="term",
        )
    found = _TERM.fullmatch(in_digits(written))
    months = _months(found, unit) if found else None
    if months is None or months != int(months) or not 0 < months <= LONGEST:
        raise ValidationError(
            f"“{shorten(cells.text(cell))}”看不懂，请填几年，如 2 或“2年”，也可以填“18个月”。",
            code="term",
        )
    return int(months)


def _months(found: "re.Match[str]", unit: str) -> float:
    first = float(found["years"] or 0)
    in_months = (found["unit"] or unit).endswith("月")
    months = first if in_months else 12 * first
    return months + (6 if found["half"] else 0) + int(found["months"] or 0)


class OrdinalWidget(CountWidget):
    """A whole number that nobody adds up: 第3届, a term of 5 years."""

    is_summed = False
    advice = "整数。"
    example = "3"


class TermWidget(TextWidget):
    """Months, or the first and the last day; `unit` is what the heading says of a bare number."""

    has_unit = True
    advice = "几年，如 2 或“2年”；不满一年的写“6个月”。"
    example = "2年"

    def clean(self, value: Any, row: Any = None, unit: str = "", **_more: Any) -> Any:
        return span_in(value) or months_in(value, unit)


class FirstDayWidget(DayWidget):
    is_exact = False
    """A day beside which clerks write the last one, too: then both, as a Span."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return span_in(value) or cells.day(value)


class DaysWidget(DayWidget):
    """A day, or the first and the last of a few days in one cell."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return days_in(value) or cells.day(value)

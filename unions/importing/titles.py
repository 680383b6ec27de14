"""What the title and the notes around a table say: the days it covers, the unit, whose it is."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError

from unions.clock import today
from unions.dates import PartialDate, in_digits, parse_partial_date
from unions.importing.files import Value
from unions.text import half_width

__all__ = ["Notes", "notes_of", "text_of"]

_REPORTING_UNION = re.compile(
    r"(?:填报|报送|上报|填表)(?:单位|工会)(?:\(盖章\)|\(公章\)|名称)*[::]?\s*([^\s::]++)(?!\s*:)"
)  # what another colon follows is the next label: 填报单位: 填报日期:2009年10月
_MONEY_UNIT = re.compile(r"单位[::]\s*(万元|元)")
_DAY = re.compile(r"\d{4}\s*[年.\-/]\s*\d{1,2}(?:\s*[月.\-/](?:\s*\d{1,2}\s*日?)?)?|\d{4}年")
_TO = r"月?\s*(?:[-—–~～至到])+\s*"
_YEAR = r"(\d{4})\s*[年./-]\s*(?:度\s*)?"
# 2009年1-9月, 2009年1月至9月; 2009.1-2009.9, 2009年1月-2009年9月; 2009年上半年; 2009年第3季度
_MONTHS = re.compile(rf"{_YEAR}(\d{{1,2}}){_TO}(\d{{1,2}})月")
_LONG = re.compile(
    rf"{_YEAR}(\d{{1,2}}){_TO}(\d{{4}})\s*[年./-]\s*(\d{{1,2}})(?:月|(?![\d月./-]))(?!\d)"
)
_HALF = re.compile(r"(\d{4})年(?:度)?(上|下)半年")
_QUARTER = re.compile(r"(\d{4})年(?:度)?第?([1-4])季度(?!\s*[—–~～至到-])")
# 2008年10月1日至2009年9月30日, 2009年10月1日-12月31日
_EXACT = re.compile(
    r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?\s*[-—–~～至到]+\s*"
    r"(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)"
)
# 2009年11月: no day of it, no end (截至2009年11月), nor when the sheet was filled in
_MONTH = re.compile(r"(?<![至到止])(\d{4})年(\d{1,2})月(?!\s*\d|份?[底末止])")
_FILLED_IN = re.compile(r"(?:日期|[填报]\w{0,3}时间)[::\s]*\d{4}年\d{1,2}月")
_UP_TO = re.compile(r"截[至止]")
# Of a year told elsewhere, or nowhere: 第四季度, 下半年; 前三季度, 1-3季度
_PART = re.compile(r"([上下])半年|(?<![\d前—–~～至到、-])第?([1-4])季度")
_QUARTERS = re.compile(r"(?:前|1(?:季度)?\s*[—–~～至到-]\s*第?)([2-4])个?季度")


@dataclass(frozen=True)
class Notes:
    """What the title and the notes around the table say."""

    title: str = ""
    day: PartialDate | None = None  # the last of the days told
    since: date | None = None  # the first of them, where a period is told
    unit: str = ""  # of money, for columns that do not tell their own
    reporting_union: str = ""
    above: Sequence[str] = ()  # the lines over the header


def notes_of(above: Sequence[Sequence[Value]], below: Sequence[Sequence[Value]]) -> Notes:
    """Of the rows above the header and those below it that are no data."""
    texts = [text for cells in above for cell in cells if (text := text_of(cell))]
    everything = half_width(" ".join(texts))
    union = _REPORTING_UNION.search(everything)
    unit = _MONEY_UNIT.search(everything)
    since, day = _days_in(in_digits(everything))
    return Notes(
        title=texts[0] if texts else "",
        day=day or _day_in_cells(above),
        since=since,
        unit=unit[1] if unit else "",
        reporting_union=union[1] if union else "",
        above=texts,
    )


def text_of(cell: Value) -> str:
    return cell.strip() if isinstance(cell, str) else "" if cell is None else str(cell)


def _days_in(text: str) -> tuple[date | None, PartialDate | None]:
    """First and last day told; of a single day or year only the last."""
    day = _day_in(text)
    for first, last in (*_exact_spans_in(text), *_spans_in(text), *_parts_in(text, day)):
        if first <= last:
            return first, PartialDate(last)
    return None, day


def _exact_spans_in(text: str) -> Iterator[tuple[date, date]]:
    """Periods told by their days; days that do not exist are none."""
    for year, month, day, later, *end in _EXACT.findall(text):
        with suppress(ValueError):
            first = date(int(year), int(month), int(day))
            yield first, date(int(later or year), int(end[0]), int(end[1]))


def _spans_in(text: str) -> Iterator[tuple[date, date]]:
    """Periods of whole months; months that do not exist are none."""
    for year, half in _HALF.findall(text):
        yield from _span(year, "1" if half == "上" else "7", year, "6" if half == "上" else "12")
    for year, quarter in _QUARTER.findall(text):
        yield from _span(year, str(3 * int(quarter) - 2), year, str(3 * int(quarter)))
    for year, begin, later, end in _LONG.findall(text):
        yield from _span(year, begin, later, end)
    for year, begin, end in _MONTHS.findall(text):
        yield from _span(year, begin, year, end)
    months = () if _UP_TO.search(text) else _MONTH.findall(_FILLED_IN.sub("", text))
    for year, month in months:
        yield from _span(year, month, year, month)


def _parts_in(text: str, day: PartialDate | None) -> Iterator[tuple[date, date]]:
    """第四季度 without its year: the last one begun by the day told, else by today."""
    told = {(1, 3 * int(quarter)) for quarter in _QUARTERS.findall(text)}
    told = told or {_months(half, quarter) for half, quarter in _PART.findall(text)}
    if len(told) == 1:  # of several, which is meant?
        first, last = told.pop()
        latest = day.day if day and day.day else today()
        year = str(latest.year - (first > latest.month))
        yield from _span(year, str(first), year, str(last))


def _months(half: str, quarter: str) -> tuple[int, int]:
    last = {"上": 6, "下": 12}[half] if half else 3 * int(quarter)
    return last - (5 if half else 2), last


def _span(year: str, begin: str, later: str, end: str) -> Iterator[tuple[date, date]]:
    if 1 <= int(begin) <= 12 and 1 <= int(end) <= 12 and 1900 <= int(year) <= int(later) <= 2100:
        last = monthrange(int(later), int(end))[1]
        yield date(int(year), int(begin), 1), date(int(later), int(end), last)


def _day_in(text: str) -> PartialDate | None:
    """The last day named: of 2008年10月1日至2009年9月30日 it is the end."""
    for found in reversed(_DAY.findall(text)):
        try:
            return parse_partial_date(re.sub(r"\s", "", found))
        except ValidationError:  # there is no such day
            continue
    return None


def _day_in_cells(rows: Sequence[Sequence[Value]]) -> PartialDate | None:
    days = [cell for cells in rows for cell in cells if isinstance(cell, date)]
    return PartialDate(date(days[-1].year, days[-1].month, days[-1].day)) if days else None

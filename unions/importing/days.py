"""Of when the rows of a sheet are, where they do not say so: by hand, by the title, or today.

Whoever reports 第四季度 in November tells of October and November: what a title promises of the
days to come is cut off today, in words. Of a period that lies wholly ahead nothing can be told.
"""

from dataclasses import dataclass
from datetime import date

from unions.clock import today
from unions.dates import Precision, display_date
from unions.importing.titles import Notes

__all__ = ["Days", "day_cut", "days_of"]

CUT = "表上写到{}，还没有到，按到今天（{}）收"
AHEAD = (
    "表的标题或说明里写的是{}，还没有到，这张表没有收。请核对标题里的年份和月份，改好再收；"
    "确是已经有的数，请在“统计截至”填是哪一天的，再核对一次。"
)


@dataclass(frozen=True)
class Days:
    """``period`` ends on ``day``, which is never after today where the title tells it."""

    day: date
    period: tuple[date, date]
    cut: str = ""  # a sentence without its stop, on the days still to come
    ahead: str = ""  # a sentence: the title's days are all to come


def days_of(notes: Notes, said: date | None, year: int | None) -> Days:
    """``said``: 统计截至 by hand; ``year``: the one asked for, of which a title may tell a part."""
    told = notes.day.day if notes.day else None
    if said or told is None or (year and told.year != year):
        day = said or min(date(year, 12, 31) if year else today(), today())
        return Days(day, (_first(notes, day), day))
    start, day = notes.since or told.replace(month=1, day=1), min(told, today())
    if start > today():
        return Days(day, (day.replace(month=1, day=1), day), ahead=AHEAD.format(_words(notes)))
    # Every sheet of the running year says 2009年: that is no word about December.
    is_cut = day < told and notes.day is not None and notes.day.precision != Precision.YEAR
    words = CUT.format(display_date(told), display_date(day)) if is_cut else ""
    return Days(day, (start, day), cut=words)


def day_cut(cut: str) -> list[str]:
    """The warning where a number is kept as of a day that is not the one written."""
    return [f"{cut}。请核对这些数是哪一天的；不是今天的，请改“统计截至”再核对一次。"] if cut else []


def _first(notes: Notes, day: date) -> date:
    """Of the period the title tells when the day is one of it; else of the year."""
    last = notes.day.day if notes.day else None
    is_inside = notes.since and last and notes.since <= day <= last
    return notes.since if is_inside and notes.since else day.replace(month=1, day=1)


def _words(notes: Notes) -> str:
    """2010年1月1日至2010年3月31日, or the day, month or year as it is known."""
    if notes.since and notes.day and notes.day.day:
        return f"{display_date(notes.since)}至{display_date(notes.day.day)}"
    return str(notes.day)

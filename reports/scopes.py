"""From what people type (a union, a year, days) to a checked Scope and its figure book."""

from datetime import date

from reports.book import FigureBook
from reports.figures import Scope
from reports.models import catalogue_at
from reports.periods import SPANS, Period
from unions.clock import today
from unions.dates import display_date
from unions.models import Union

__all__ = ["book_at", "book_of", "own_period", "scope_of_period", "scope_of_year"]

MOST_YEARS = 10  # of a period of one's own; no paper speaks of more


def scope_of_year(
    root: Union,
    year: int,
    as_of: date | None = None,
    until: date | None = None,
    span: str = "",
) -> Scope:
    """The calendar year or a part of it, counted to 截至: by default its end, or today in it.

    A 截至 left over from another part of the year gives way. ValueError in Chinese.
    """
    label, preset = SPANS[span]
    period = preset(year)
    if period.start > today():
        earlier = "请改选早一些的期间" if span else f"请改填{today().year}年或更早的年度"
        raise ValueError(f"{year}年{label if span else ''}还没有开始，{earlier}。")
    if span:
        return scope_of_period(root, period, as_of, until)
    return Scope.of(root, period, as_of or min(period.end, today()), until)


def scope_of_period(
    root: Union, period: Period, as_of: date | None = None, until: date | None = None
) -> Scope:
    """A 截至 or 大事截止 left over from another period gives way."""
    as_of, until = (day if day and day in period else None for day in (as_of, until))
    return Scope.of(root, period, as_of or min(period.end, today()), until)


def own_period(start: date | None, end: date | None) -> Period:
    """自 and 至 as people choose them. ValueError in Chinese."""
    if start is None or end is None:
        raise ValueError("“自”和“至”要一起填；看全年、季度、月份的，两格都空着。")
    if end < start:
        raise ValueError(
            f"“自”{display_date(start)}晚于“至”{display_date(end)}，请核对这两个日期。"
        )
    if start > today():
        raise ValueError(f"“自”{display_date(start)}还没有到，请改填今天或以前的日期。")
    if end.year - start.year > MOST_YEARS:
        raise ValueError(f"“自”到“至”超过{MOST_YEARS}年，请改短一些。")
    return Period(start, end)


def book_of(
    root: Union,
    year: int,
    as_of: date | None = None,
    until: date | None = None,
    span: str = "",
) -> FigureBook:
    """With the figures the union keeps of its own (自定义指标)."""
    return book_at(scope_of_year(root, year, as_of, until, span))


def book_at(scope: Scope) -> FigureBook:
    return FigureBook(scope, catalogue_at(scope.root))

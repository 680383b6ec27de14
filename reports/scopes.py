"""From what people type (a union, a year, days) to a checked Scope and its figure book."""

from datetime import date

from reports.book import FigureBook
from reports.figures import Scope
from reports.models import catalogue_at
from reports.periods import SPANS
from unions.clock import today
from unions.models import Union

__all__ = ["book_of", "scope_of_year"]


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
        as_of, until = (day if day and day in period else None for day in (as_of, until))
    return Scope.of(root, period, as_of or min(period.end, today()), until)


def book_of(
    root: Union,
    year: int,
    as_of: date | None = None,
    until: date | None = None,
    span: str = "",
) -> FigureBook:
    """With the figures the union keeps of its own (自定义指标)."""
    return FigureBook(scope_of_year(root, year, as_of, until, span), catalogue_at(root))

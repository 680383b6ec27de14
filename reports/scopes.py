"""From what people type (a union, a year, days) to a checked Scope and its figure book."""

from datetime import date

from reports.book import FigureBook
from reports.figures import Scope
from reports.models import catalogue_at
from reports.periods import Period
from unions.clock import today
from unions.models import Union

__all__ = ["book_of", "scope_of_year"]


def scope_of_year(
    root: Union, year: int, as_of: date | None = None, until: date | None = None
) -> Scope:
    """The calendar year; counted to 截至 (default: its end, or today while it runs).

    ValueError in Chinese.
    """
    period = Period.for_year(year)
    if period.start > today():
        raise ValueError(f"{year}年还没有开始，请改填{today().year}年或更早的年度。")
    return Scope.of(root, period, as_of or min(period.end, today()), until)


def book_of(
    root: Union, year: int, as_of: date | None = None, until: date | None = None
) -> FigureBook:
    """With the figures the union keeps of its own (自定义指标)."""
    return FigureBook(scope_of_year(root, year, as_of, until), catalogue_at(root))

"""Rows of the grid: what is counted, what is typed, which of the two is used, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports.book import FigureBook
from reports.drilldown import shielded_rows, told_to
from reports.figures import Figure, Number, Source, rounded
from reports.models import ReportedFigure
from reports.registry import Change, Completion, Indicator, Ratio
from reports.typed import TypedTotal
from unions.models import User

__all__ = ["Grid", "Row", "plain_text"]

DERIVED = (Ratio, Change, Completion)


class _CountedBook(FigureBook):
    """The same scope as if nobody had typed a total."""

    def typed(self, code: str) -> list[TypedTotal]:
        return []


@dataclass(frozen=True)
class Row:
    """One figure. ``own``: the total typed for the grid's union; ``below``: typed under it."""

    indicator: Indicator
    figure: Figure
    previous: Figure
    computed: Figure
    own: TypedTotal | None
    below: tuple[TypedTotal, ...]
    is_used: bool
    until: date  # the last day counted: 截至, of events 大事截止

    @property
    def is_derived(self) -> bool:
        """Worked out from other figures: nothing to type."""
        return isinstance(self.indicator, DERIVED)

    @property
    def entries(self) -> tuple[ReportedFigure, ...]:
        return self.own.entries if self.own else ()

    @property
    def typed_text(self) -> str:
        return plain_text(self.own.value) if self.own else ""

    @property
    def typed_below(self) -> Number:
        """What unions below typed; a total typed above another one includes it."""
        return sum(total.value for total in self.below)

    @property
    def typed_days(self) -> str:
        """The days the typed total is of, where these are not the days of the grid."""
        if not self.entries or self.entries[0].period_to == self.until:
            return ""
        return f"截至{self.entries[0].period_to:%Y-%m-%d}"

    @property
    def sources(self) -> str:
        return "；".join(dict.fromkeys(entry.source for entry in self.entries))

    @property
    def difference(self) -> Number | None:
        """Typed less counted; None unless there are both. 0 counted from no rows is no number."""
        if self.own is None or self.computed.value is None or self.is_used:
            return None
        return self.own.value - self.computed.value

    @property
    def remark(self) -> str:
        """What is to be said of the row, in words; "" when all is well."""
        if self.figure.value is None:
            return "" if self.is_derived else "缺数"
        if self.difference is not None:
            return self._difference_words(self.difference)
        coverage = self.figure.coverage
        if coverage and not coverage.is_complete:
            return f"还有{coverage.due - coverage.reported}家没有报"
        return ""

    def _difference_words(self, difference: Number) -> str:
        if not difference:
            return "填报与台账一致"
        more = "多" if difference > 0 else "少"
        size = max(difference, -difference)
        amount = plain_text(rounded(size, self.indicator.decimals))
        return f"填报比台账{more}{amount}{self.indicator.unit}"

    @property
    def is_odd(self) -> bool:
        """Something to look into: unknown, not all reported, or typed otherwise than counted."""
        return bool(self.remark) and self.difference != 0


class Grid:
    """Rows of one scope, computed as they are asked for."""

    def __init__(self, book: FigureBook, user: User) -> None:
        self.book, self.user = book, user

    def rows(self, indicators: Iterable[Indicator]) -> list[Row]:
        return [self.row(indicator) for indicator in indicators]

    def row(self, indicator: Indicator) -> Row:
        code = indicator.code
        figure = told_to(self.user, self.book, code)
        is_shielded = shielded_rows(self.user, self.book, code) is not None
        typed = (
            [] if is_shielded or isinstance(indicator, DERIVED) else self.book.typed_in_all(code)
        )
        own = next((total for total in typed if total.union == self.book.scope.root), None)
        return Row(
            indicator=indicator,
            figure=figure,
            previous=told_to(self.user, self.book.previous, code),
            computed=figure if is_shielded else self._computed(figure),
            own=own,
            below=_outermost(total for total in typed if total is not own),
            is_used=own is not None and own in self.book.typed(code),
            until=self.book.window_of(code).end,
        )

    def _computed(self, figure: Figure) -> Figure:
        is_counted = figure.source == Source.ROWS
        return figure if is_counted else self._counted.figure(figure.code)

    @cached_property
    def _counted(self) -> FigureBook:
        return _CountedBook(self.book.scope, self.book.catalogue)


def _outermost(totals: Iterable[TypedTotal]) -> tuple[TypedTotal, ...]:
    kept: list[TypedTotal] = []
    for total in totals:
        if not total.is_within(kept):
            kept.append(total)
    return tuple(kept)


def plain_text(value: Number) -> str:
    """As people type it: 4000 rather than 4000.00."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

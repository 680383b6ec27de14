"""手工填报: totals typed with their source where rows do not exist yet (先填总数，后补明细)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from reports.figures import Scope
from reports.models import ReportedFigure
from reports.periods import Period
from unions.models import Union

__all__ = ["TypedTotal", "TypedTotals", "standing_beside"]


@dataclass(frozen=True, slots=True)
class TypedTotal:
    """What one union typed for one figure; ``entries`` are the typed rows it adds up."""

    union: Union
    entries: tuple[ReportedFigure, ...]

    @property
    def value(self) -> Decimal:
        return sum((entry.value for entry in self.entries), Decimal(0))

    def is_within(self, others: Iterable["TypedTotal"]) -> bool:
        """Whether one of the others was typed by the same union or one above it."""
        return any(self.union.is_within(other.union) for other in others)


class TypedTotals:
    """The typed totals of a scope, read once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def of(self, code: str, window: Period, *, is_stock: bool) -> list[TypedTotal]:
        """One per union, a union before those below it.

        A number on a day: the latest. A number of a period: all typed periods inside the window
        that do not overlap, so that twelve months typed make a year.
        """
        found = []
        for union, entries in self._entries.get(code, {}).items():
            kept = _latest(entries, window) if is_stock else _apart(entries, window)
            if kept:
                found.append(TypedTotal(union, tuple(kept)))
        return sorted(found, key=lambda total: total.union.path)

    @property
    def is_any(self) -> bool:
        return bool(self._entries)

    @cached_property
    def _entries(self) -> dict[str, dict[Union, list[ReportedFigure]]]:
        """Latest first, of one end the longest first."""
        rows = ReportedFigure.objects.subtree_of(self.scope.root).ending_in(
            self.scope.period.start, self.scope.told.end
        )
        found: dict[str, dict[Union, list[ReportedFigure]]] = {}
        for row in rows.select_related("union").order_by("-period_to", "period_from", "pk"):
            found.setdefault(row.code, {}).setdefault(row.union, []).append(row)
        return found


def _latest(entries: list[ReportedFigure], window: Period) -> list[ReportedFigure]:
    return [entry for entry in entries if entry.period_to in window][:1]


def _apart(entries: list[ReportedFigure], window: Period) -> list[ReportedFigure]:
    kept: list[ReportedFigure] = []
    for entry in entries:
        is_inside = entry.period_from in window and entry.period_to in window
        if is_inside and all(entry.period_to < later.period_from for later in kept):
            kept.append(entry)
    return kept


def standing_beside(totals: list[TypedTotal], told: Collection[str]) -> list[TypedTotal]:
    """Totals of unions below which nothing is told otherwise.

    ``told`` are the paths of unions with rows; a total typed above another one includes it.
    """
    kept: list[TypedTotal] = []
    for total in totals:
        has_rows = any(path.startswith(total.union.path) for path in told)
        if not has_rows and not total.is_within(kept):
            kept.append(total)
    return kept

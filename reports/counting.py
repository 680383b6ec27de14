"""Rows of one scope: what stands behind a figure, by parts, by union, and typed beside it."""

from functools import cached_property

from django.db.models import Exists, Q

from members.models import Membership
from reports.cells import Cells
from reports.figures import Number, Scope
from reports.periods import Period
from reports.registry import (
    UNCLASSIFIED,
    Counted,
    Dimension,
    Flow,
    Indicator,
    Part,
    Preferred,
    Registry,
    Reported,
    Rows,
    Stock,
)
from reports.reporting import Reporting
from reports.typed import TypedTotal, TypedTotals, standing_beside
from unions.models import Union

__all__ = ["Counting"]

UNDATED = (Union, Membership)


class Counting:
    """Asks indicators for the rows of one scope, which has been checked against rights."""

    def __init__(self, scope: Scope, catalogue: Registry) -> None:
        self.scope = scope
        self.catalogue = catalogue
        self._typed = TypedTotals(scope)
        self._cells: dict[tuple[object, Period], Cells] = {}
        self._families: dict[tuple[object, Period], Rows] = {}

    @cached_property
    def reporting(self) -> Reporting:
        """Which unions have reported."""
        return Reporting(self.scope)

    @cached_property
    def is_kept(self) -> bool:
        """Whether anything was recorded or typed of the period: without it a zero tells nothing.

        Unions and the roll are no evidence: entered this year, they tell of all years before.
        """
        if self._typed.is_any or any(rows.exists() for rows in self._returns()):
            return True  # nearly always, and the rest is much to ask
        told = Q()
        for rows in self._happened():
            told |= Q(Exists(rows.order_by()))
        return Union.objects.filter(told, pk=self.scope.root.pk).exists()

    def _returns(self) -> list[Rows]:
        """What unions returned up to the day."""
        stocks = {one.rows for one in self.catalogue if isinstance(one, Stock) and one.by_headcount}
        return [rows(self.scope.root, self.scope.as_of) for rows in stocks]

    def _happened(self) -> list[Rows]:
        """What happened in the period, one of every kind of rows."""
        root, period = self.scope.root, self.scope.period
        flows = dict.fromkeys(one.rows for one in self.catalogue if isinstance(one, Flow))
        found = [rows(root, period.start, period.end) for rows in flows]
        return [rows for rows in found if rows.model not in UNDATED]

    def rows(self, indicator: Counted) -> Rows:
        """The records behind a counted figure."""
        return indicator.own_rows(self._family_rows(indicator))

    def _family_rows(self, indicator: Counted) -> Rows:
        """A copy that nobody has read: putting the question together costs as much as asking it."""
        key = (indicator.rows, self._window(indicator))
        if key not in self._families:
            self._families[key] = self._rows_of_family(indicator)
        return self._families[key].all()

    def _rows_of_family(self, indicator: Counted) -> Rows:
        root = self.scope.root
        if isinstance(indicator, Stock):
            return indicator.rows(root, self.scope.as_of)
        assert isinstance(indicator, Flow)  # noqa: S101 - the two kinds of Counted
        window = self._window(indicator)
        return indicator.rows(root, window.start, window.end)

    def breakdown(self, code: str, dimension: Dimension) -> dict[str, Number]:
        """Value of every part in the dimension's order.

        未分类 only when something falls there; typed totals do, because they tell no parts.
        """
        indicator = self.counted(code)
        parts: dict[str, Number] = dict.fromkeys(dimension.parts, 0)
        cells = self._cells_of(indicator, with_parts=True)
        for key, (value, _) in cells.by(dimension.path, indicator).items():
            if value is not None:
                label = dimension.label_of(key)
                parts[label] = parts.get(label, 0) + value
        if typed := self.typed(code):
            parts[UNCLASSIFIED] = parts.get(UNCLASSIFIED, 0) + sum(total.value for total in typed)
        return parts

    def by_union(self, code: str) -> dict[int, Number]:
        """Value of every union that has rows, by primary key; typed totals are not among them."""
        indicator = self.catalogue.find(code)
        if isinstance(indicator, Preferred):
            return {pk: value for pk, (value, _) in self.chosen_sources(indicator).items()}
        measured = self.measured(self.counted(code))
        return {pk: value for pk, (value, _) in measured.items() if value is not None}

    def measured(self, indicator: Counted) -> dict[int, tuple[Number | None, int]]:
        """Value and number of rows of every union; the figure is their sum, so both agree."""
        return self._cells_of(indicator).by(indicator.to_union, indicator)

    def _cells_of(self, indicator: Counted, *, with_parts: bool = False) -> Cells:
        """Of the whole family: figures that count the same rows of the same days share a query."""
        key = (indicator.rows, self._window(indicator))
        known = self._cells.get(key)
        if known is None or (with_parts and not known.with_parts):
            family = self.catalogue.family(indicator)
            known = Cells(self._family_rows(indicator), family, with_parts=with_parts)
            self._cells[key] = known
        return known

    def chosen_sources(self, indicator: Preferred) -> dict[int, tuple[Number, str]]:
        """Per union the value and which source gave it."""
        roll = self.by_union(indicator.roll)
        otherwise = {
            pk: (value, self.catalogue.find(indicator.otherwise).name)
            for pk, value in self.by_union(indicator.otherwise).items()
        }
        name = self.catalogue.find(indicator.roll).name
        complete = self.reporting.with_complete_roll
        return otherwise | {pk: (roll.get(pk, 0), name) for pk in complete}

    def typed(self, code: str) -> list[TypedTotal]:
        """Typed totals of the unions below which nothing is counted for the figure."""
        found = self.typed_in_all(code)
        return standing_beside(found, self._told(self._whole_of(code))) if found else []

    def typed_in_all(self, code: str) -> list[TypedTotal]:
        """Typed totals of the scope, those replaced by rows included."""
        return self._typed.of(code, self.window_of(code), is_stock=self.is_stock(code))

    def window_of(self, code: str) -> Period:
        """The days a figure is counted over, and a total typed for it has to lie in."""
        return self._window(self._whole_of(code))

    def is_stock(self, code: str) -> bool:
        """Whether it is a number on a day: of its typed totals the latest stands."""
        whole = self._whole_of(code)
        if isinstance(whole, Reported):
            return whole.is_stock
        return isinstance(whole, Stock | Preferred)

    def _whole_of(self, code: str) -> Indicator:
        indicator = self.catalogue.find(code)
        return self.counted(indicator.whole) if isinstance(indicator, Part) else indicator

    def counted(self, code: str) -> Counted:
        """TypeError for a figure that is not counted from records."""
        indicator = self.catalogue.find(code)
        if not isinstance(indicator, Counted):
            raise TypeError(f"{code} is not counted from records")
        return indicator

    def _window(self, indicator: Indicator) -> Period:
        is_event = isinstance(indicator, Flow) and indicator.is_event
        return self.scope.told if is_event else self.scope.counted

    def _told(self, indicator: Indicator) -> list[str]:
        """Paths of the unions that have a value of their own."""
        if not isinstance(indicator, Counted | Preferred):
            return []
        return [self._paths[pk] for pk in self.by_union(indicator.code)]

    @cached_property
    def _paths(self) -> dict[int, str]:
        unions = Union.objects.subtree_of(self.scope.root)
        return dict(unions.values_list("pk", "path"))

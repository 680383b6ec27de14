"""The figure book: all figures of one scope, each computed once and remembered for the request."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count

from reports.figures import Figure, NameList, Number, Scope, Source, plain
from reports.models import ReportedFigure, Target
from reports.registry import (
    Change,
    Completion,
    Counted,
    Dimension,
    Flow,
    Indicator,
    NamedRows,
    NamedTexts,
    Part,
    Preferred,
    Ratio,
    Registry,
    Reported,
    Rows,
    Stock,
    UnknownFigure,
    registry,
)
from reports.reporting import Reporting, typed_totals

__all__ = ["FigureBook"]

HUNDRED = Decimal(100)


class FigureBook:
    """Asks indicators for one scope. The scope must have been checked against the user's rights."""

    def __init__(self, scope: Scope, catalogue: Registry = registry) -> None:
        self.scope = scope
        self.catalogue = catalogue
        self._figures: dict[str, Figure] = {}
        self._breakdowns: dict[tuple[str, str], dict[str, Number]] = {}
        self._by_union: dict[str, dict[int, Number]] = {}

    def figure(self, key: str) -> Figure:
        """By Chinese name or code; UnknownFigure otherwise."""
        indicator = self.catalogue.find(key)
        if indicator.code not in self._figures:
            self._figures[indicator.code] = self._compute(indicator)
        return self._figures[indicator.code]

    def figures(self) -> list[Figure]:
        return [self.figure(code) for code in self.catalogue.indicators]

    def value(self, key: str) -> Number | None:
        return self.figure(key).value

    @cached_property
    def previous(self) -> "FigureBook":
        """The same days a year earlier."""
        return FigureBook(self.scope.a_year_before(), self.catalogue)

    @cached_property
    def reporting(self) -> Reporting:
        """Which unions have reported."""
        return Reporting(self.scope)

    # Rows

    def rows(self, indicator: Counted) -> Rows:
        """The records behind a counted figure."""
        root = self.scope.root
        if isinstance(indicator, Stock):
            return indicator.rows(root, self.scope.as_of)
        assert isinstance(indicator, Flow)  # noqa: S101 - the two kinds of Counted
        window = self.scope.told if indicator.is_event else self.scope.counted
        return indicator.rows(root, window.start, window.end)

    def breakdown(self, code: str, dimension: Dimension) -> dict[str, Number]:
        """Value of every part in the dimension's order; 未分类 only when something falls there."""
        key = (code, dimension.name)
        if key not in self._breakdowns:
            self._breakdowns[key] = self._break_down(self._counted(code), dimension)
        return self._breakdowns[key]

    def by_union(self, code: str) -> dict[int, Number]:
        """Value of every union that has rows, keyed by the union's primary key."""
        indicator = self.catalogue.find(code)
        if code not in self._by_union:
            self._by_union[code] = (
                {pk: value for pk, (value, _) in self.chosen_sources(indicator).items()}
                if isinstance(indicator, Preferred)
                else self._values_by(self._counted(code), self._union_key(self._counted(code)))
            )
        return self._by_union[code]

    def chosen_sources(self, indicator: Preferred) -> dict[int, tuple[Number, str]]:
        """Per union the value and which source gave it."""
        complete = self.reporting.with_complete_roll
        roll = self.by_union(indicator.roll)
        chosen = {
            pk: (value, self.catalogue.find(indicator.otherwise).name)
            for pk, value in self.by_union(indicator.otherwise).items()
            if pk not in complete
        }
        name = self.catalogue.find(indicator.roll).name
        return chosen | {pk: (roll.get(pk, 0), name) for pk in complete}

    def names(self, name: str) -> NameList:
        """A 名单 in its own order; UnknownFigure otherwise."""
        if name not in self.catalogue.lists:
            raise UnknownFigure(name)
        named = self.catalogue.lists[name]
        items = named.texts(self) if isinstance(named, NamedTexts) else self._labels(named)
        return NameList(name, tuple(items), len(items))

    def _labels(self, named: NamedRows) -> list[str]:
        window = self.scope.period.following() if named.of_next_year else self.scope.told
        return [named.label(row) for row in named.rows(self.scope.root, window.start, window.end)]

    # Kinds of figures

    def _compute(self, indicator: Indicator) -> Figure:
        match indicator:
            case Counted():
                figure = self._count(indicator)
            case Part():
                figure = self._part(indicator)
            case Preferred():
                figure = self._prefer(indicator)
            case Reported():
                figure = self._typed_figure(indicator)
            case Ratio() | Change() | Completion():
                figure = self._make(indicator, self._derive(indicator))
            case _:
                raise TypeError(f"{type(indicator).__name__} is no kind of figure")
        return figure

    def _derive(self, indicator: Ratio | Change | Completion) -> Number | None:
        if isinstance(indicator, Ratio):
            return self._ratio(indicator)
        if isinstance(indicator, Change):
            return self._change(indicator)
        return self._completion(indicator)

    def _count(self, indicator: Counted) -> Figure:
        rows = self.rows(indicator)
        found = rows.order_by().aggregate(value=indicator.measure, count=Count("pk"))
        value = found["value"]
        if not found["count"]:
            value = None if indicator.by_headcount else 0
        typed = self._typed_beside(indicator, rows, has_rows=bool(found["count"]))
        source = Source.ROWS
        if typed:
            source = Source.MIXED if found["count"] else Source.TYPED
            value = (value or 0) + sum(typed)
        return self._make(
            indicator,
            value,
            rows=found["count"],
            coverage=self.reporting.coverage() if indicator.by_headcount else None,
            source=source,
        )

    def _part(self, part: Part) -> Figure:
        if own := self._typed.get(part.code):
            return self._make(part, sum(row.value for row in own), source=Source.TYPED)
        if self.figure(part.whole).source != Source.ROWS:
            return self._make(part, None)  # the typed total has no parts
        whole = self._counted(part.whole)
        dimension = next(d for d in whole.dimensions if d.name == part.dimension)
        found = self.breakdown(whole.code, dimension)
        return self._make(part, sum(found.get(label, 0) for label in part.labels))

    def _prefer(self, indicator: Preferred) -> Figure:
        chosen = self.chosen_sources(indicator)
        if not chosen and (typed := self._typed.get(indicator.code)):
            return self._make(indicator, sum(row.value for row in typed), source=Source.TYPED)
        return self._make(
            indicator,
            sum(value for value, _ in chosen.values()) if chosen else None,
            rows=len(chosen),
            coverage=self.reporting.coverage(self.reporting.with_complete_roll),
        )

    def _ratio(self, ratio: Ratio) -> Number | None:
        part, whole = self.value(ratio.numerator), self.value(ratio.denominator)
        return None if part is None or not whole else HUNDRED * Decimal(part) / Decimal(whole)

    def _change(self, change: Change) -> Number | None:
        now, before = self.value(change.of), self.previous.value(change.of)
        return None if now is None or before is None else now - before

    def _completion(self, completion: Completion) -> Number | None:
        target, actual = self.targets.get(completion.of), self.value(completion.of)
        if target is None or actual is None or not target.value:
            return None
        return HUNDRED * Decimal(actual) / target.value

    def _make(self, indicator: Indicator, value: Any, **facts: Any) -> Figure:
        return Figure(
            code=indicator.code,
            name=indicator.name,
            unit=indicator.unit,
            value=None if value is None else plain(value),
            decimals=indicator.decimals,
            **facts,
        )

    # Typed totals and targets

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The root's own targets of the period's year, by code."""
        rows = Target.objects.filter(union=self.scope.root, year=self.scope.period.year)
        return {row.code: row for row in rows}

    @cached_property
    def _typed(self) -> dict[str, list[ReportedFigure]]:
        return typed_totals(self.scope)

    def _typed_figure(self, indicator: Reported) -> Figure:
        typed = self._typed.get(indicator.code)
        total = sum(row.value for row in typed) if typed else None
        return self._make(indicator, total, rows=len(typed) if typed else 0, source=Source.TYPED)

    def _typed_beside(self, indicator: Counted, rows: Rows, *, has_rows: bool) -> list[Decimal]:
        """Typed totals of unions without a single row below them (先填总数，后补明细)."""
        path = f"{indicator.union_path}__path" if indicator.union_path else "path"
        return [
            row.value
            for row in self._typed.get(indicator.code, ())
            if not (has_rows and rows.filter(**{f"{path}__startswith": row.union.path}).exists())
        ]

    # Grouping

    def _counted(self, code: str) -> Counted:
        indicator = self.catalogue.find(code)
        if not isinstance(indicator, Counted):
            raise TypeError(f"{code} is not counted from records")
        return indicator

    def _union_key(self, indicator: Counted) -> str:
        return indicator.union_path or "pk"

    def _values_by(self, indicator: Counted, path: str) -> dict[Any, Number]:
        grouped = self.rows(indicator).order_by().values_list(path)
        found = grouped.annotate(value=indicator.measure)
        return {key: plain(value) for key, value in found if value is not None}

    def _break_down(self, indicator: Counted, dimension: Dimension) -> dict[str, Number]:
        parts: dict[str, Number] = dict.fromkeys(dimension.parts, 0)
        for key, value in self._values_by(indicator, dimension.path).items():
            label = dimension.label_of(key)
            parts[label] = parts.get(label, 0) + value
        return parts

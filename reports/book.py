"""The figure book: all figures of one scope, each computed once and remembered for the request."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Count

from reports.counting import Counting
from reports.figures import Coverage, Figure, NameList, Number, Scope, Source, plain
from reports.models import Target
from reports.registry import (
    Change,
    Completion,
    Counted,
    Indicator,
    NamedRows,
    NamedTexts,
    Part,
    Preferred,
    Ratio,
    Registry,
    Reported,
    UnknownFigure,
    registry,
)
from reports.typed import TypedTotal

__all__ = ["FigureBook"]

HUNDRED = Decimal(100)


class FigureBook(Counting):
    """Asks indicators for one scope. The scope must have been checked against the user's rights."""

    def __init__(self, scope: Scope, catalogue: Registry = registry) -> None:
        super().__init__(scope, catalogue)
        self.is_compared_with = False  # the book of last year beside another one
        self._figures: dict[str, Figure] = {}
        self._names: dict[str, NameList] = {}

    def figure(self, key: str) -> Figure:
        """By Chinese name or code; UnknownFigure otherwise."""
        indicator = self.catalogue.find(key)
        if indicator.code not in self._figures:
            self._figures[indicator.code] = self._compute(indicator)
        return self._figures[indicator.code]

    def figures(self) -> list[Figure]:
        """Parts are computed first, because what is read for them serves their wholes too."""
        for indicator in self.catalogue:
            if isinstance(indicator, Part):
                self.figure(indicator.code)
        return [self.figure(code) for code in self.catalogue.indicators]

    def value(self, key: str) -> Number | None:
        """The figure's value; without its coverage, which costs queries of its own."""
        indicator = self.catalogue.find(key)
        if isinstance(indicator, Preferred) and indicator.code not in self._figures:
            value = self._preferred(indicator)
            return None if value is None else plain(value)
        return self.figure(key).value

    @cached_property
    def previous(self) -> "FigureBook":
        """The same days a year earlier; where nothing was kept then, a zero is unknown."""
        book = FigureBook(self.scope.a_year_before(), self.catalogue)
        book.is_compared_with = True
        return book

    @cached_property
    def targets(self) -> dict[str, Target]:
        """The root's own targets of the period's year, by code."""
        rows = Target.objects.filter(union=self.scope.root, year=self.scope.period.year)
        return {row.code: row for row in rows}

    def names(self, name: str) -> NameList:
        """A 名单 in its own order, without blanks; UnknownFigure otherwise."""
        if name not in self.catalogue.lists:
            raise UnknownFigure(name)
        if name not in self._names:
            self._names[name] = self._read_names(name)
        return self._names[name]

    def _read_names(self, name: str) -> NameList:
        named = self.catalogue.lists[name]
        found = named.texts(self) if isinstance(named, NamedTexts) else self._labels(named)
        items = tuple(filter(None, found))
        return NameList(name, items, len(items))

    def _labels(self, named: NamedRows) -> list[str]:
        """What ends next year is asked from 截至, as its figure is; all else of the days told."""
        told = self.scope.told
        start = self.scope.as_of if named.of_next_year else told.start
        return [named.label(row) for row in named.rows(self.scope.root, start, told.end)]

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
                figure = self._derived(indicator)
            case _:
                raise TypeError(f"{type(indicator).__name__} is no kind of figure")
        return figure

    def _derived(self, indicator: Ratio | Change | Completion) -> Figure:
        value = self._derive(indicator)
        source = Source.ROWS if value is None else self._source_of_parts(indicator)
        return self._make(indicator, value, source=source)

    def _source_of_parts(self, indicator: Ratio | Change | Completion) -> str:
        """What is worked out from typed numbers was not counted either."""
        if isinstance(indicator, Ratio):
            parts = [self._source(indicator.numerator), self._source(indicator.denominator)]
        else:
            parts = [self._source(indicator.of)]
        if isinstance(indicator, Change):
            parts.append(self.previous._source(indicator.of))
        return parts[0] if len(set(parts)) == 1 else Source.MIXED

    def _source(self, code: str) -> str:
        """The figure's source; without its coverage, which costs queries of its own."""
        indicator = self.catalogue.find(code)
        if isinstance(indicator, Preferred):
            chosen = self.chosen_sources(indicator)
            return _source(self.typed(indicator.code), is_counted=bool(chosen))
        return self.figure(code).source

    def _derive(self, indicator: Ratio | Change | Completion) -> Number | None:
        if isinstance(indicator, Ratio):
            return self._ratio(indicator)
        if isinstance(indicator, Change):
            return self._change(indicator)
        return self._completion(indicator)

    def _count(self, indicator: Counted) -> Figure:
        measured = self.measured(indicator).values()
        known = [value for value, _ in measured if value is not None]
        count = sum(rows for _, rows in measured)
        is_unknown = not known and (indicator.by_headcount or count)
        typed = self.typed(indicator.code)
        return self._make(
            indicator,
            None if is_unknown and not typed else sum(known) + _sum(typed),
            rows=count,
            coverage=self._coverage(indicator),
            source=_source(typed, is_counted=bool(count)),
        )

    def _coverage(self, indicator: Counted) -> Coverage | None:
        if not indicator.by_headcount:
            return None
        column, *_ = indicator.measure.get_source_expressions()
        return self.reporting.coverage(str(getattr(column, "name", column)))

    def _part(self, part: Part) -> Figure:
        """Unknown where a total typed for the whole has no part typed beside it."""
        whole, typed = self.counted(part.whole), self.typed(part.code)
        if any(not total.is_within(typed) for total in self.typed(whole.code)):
            return self._make(part, None, source=Source.TYPED)
        dimension = next(d for d in whole.dimensions if d.name == part.dimension)
        parts = self.breakdown(whole.code, dimension)
        counted = sum(parts[label] for label in part.labels)
        return self._make(
            part,
            counted + _sum(typed),
            rows=counted if isinstance(whole.measure, Count) else None,
            source=_source(typed, is_counted=bool(self.figure(whole.code).rows)),
        )

    def _prefer(self, indicator: Preferred) -> Figure:
        chosen, typed = self.chosen_sources(indicator), self.typed(indicator.code)
        return self._make(
            indicator,
            self._preferred(indicator),
            rows=len(chosen),
            coverage=self.reporting.coverage("members", self.reporting.with_complete_roll),
            source=_source(typed, is_counted=bool(chosen)),
        )

    def _preferred(self, indicator: Preferred) -> Number | None:
        chosen, typed = self.chosen_sources(indicator), self.typed(indicator.code)
        known = sum(value for value, _ in chosen.values()) + _sum(typed)
        return known if chosen or typed else None

    def _typed_figure(self, indicator: Reported) -> Figure:
        typed = self.typed(indicator.code)
        value = _sum(typed) if typed else None
        return self._make(indicator, value, rows=len(typed), source=Source.TYPED)

    def _ratio(self, ratio: Ratio) -> Number | None:
        part, whole = self.value(ratio.numerator), self.value(ratio.denominator)
        return None if part is None or not whole else HUNDRED * Decimal(part) / Decimal(whole)

    def _change(self, change: Change) -> Number | None:
        now, before = self.value(change.of), self.previous.value(change.of)
        return None if now is None or before is None else now - before

    def _completion(self, completion: Completion) -> Number | None:
        target, actual = self.targets.get(completion.of), self.value(completion.of)
        return None if target is None or actual is None else target.reached_by(actual)

    def _make(self, indicator: Indicator, value: Any, **facts: Any) -> Figure:
        if self.is_compared_with and value is not None and not value and not self.is_kept:
            value = None
        return Figure(
            code=indicator.code,
            name=indicator.name,
            unit=indicator.unit,
            value=None if value is None else plain(value),
            decimals=indicator.decimals,
            **facts,
        )


def _sum(typed: list[TypedTotal]) -> Number:
    return sum((total.value for total in typed), Decimal(0))


def _source(typed: list[TypedTotal], *, is_counted: bool) -> str:
    if not typed:
        return Source.ROWS
    return Source.MIXED if is_counted else Source.TYPED

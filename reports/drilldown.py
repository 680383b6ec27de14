"""What a figure's page shows.

Its parts, its value by union, and the records, where the role may see them.
"""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.urls import reverse

from reports.book import FigureBook
from reports.columns import COLUMNS, RELATED, SUBJECTS, Cell
from reports.figures import Figure, Number, plain
from reports.registry import (
    UNCLASSIFIED,
    Counted,
    Dimension,
    Indicator,
    Part,
    Preferred,
    Reported,
    Rows,
    registry,
)
from reports.small_groups import is_shielded, shield, told_by_union, told_parts
from reports.typed import TypedTotal
from unions.models import Union, User
from unions.permissions import reaches

__all__ = ["drill_down", "shielded_rows", "told_to", "told_value"]

PER_PAGE = 50


def drill_down(
    book: FigureBook, indicator: Indicator, user: User, page: str, part: str = ""
) -> dict[str, Any]:
    """Context of the figure's page; without the right to the records only counts by union.

    ``part``: of a breakdown ("合同类别:工资专项协议"), to list no more than the rows of that part.
    """
    context: dict[str, Any] = {
        "figure": told_to(user, book, indicator.code),
        "previous": told_to(user, book.previous, indicator.code),
        "inputs": [(book.figure(code), book.previous.figure(code)) for code in indicator.inputs],
    }
    if isinstance(indicator, Counted | Part | Preferred | Reported):
        context["typed"] = _typed(book, indicator)
    if isinstance(indicator, Preferred):
        context["sources"] = _sources(book, indicator)
    counted = _counted_behind(book, indicator)
    if counted is None:
        return context
    rows = _rows(book, indicator, counted)
    if is_shielded(rows, user, book.scope.root):
        return context | _shielded(book, indicator, counted, rows)
    context["breakdowns"] = _breakdowns(book, indicator)
    if chosen := _part_asked(indicator, part):
        context["part"] = {"dimension": chosen[0].name, "label": chosen[1]}
        rows = _within(rows, *chosen)
    model = rows.model
    if reaches(user, model, book.scope.root) and not _holds_hidden(rows, user):
        context |= _records(rows, model, page)
    else:
        context["by_union"] = _by_union(rows, counted)
    return context


def told_to(user: User | None, book: FigureBook, code: str) -> Figure:
    """A figure as this user may know it: of aid, no small group (reports/small_groups.py).

    None stands for a command on the machine itself, which is told everything.
    """
    found, rows = book.figure(code), shielded_rows(user, book, code)
    return found if rows is None else shield(found, rows, book.scope.root)


def told_value(user: User | None, book: FigureBook, code: str) -> Number | None:
    """The same without its coverage, which costs queries of its own."""
    is_shielded = shielded_rows(user, book, code) is not None
    return told_to(user, book, code).value if is_shielded else book.value(code)


def shielded_rows(user: User | None, book: FigureBook, code: str) -> Rows | None:
    """The rows of a figure this user knows by number only; None of all others."""
    indicator = book.catalogue.find(code)
    counted = _counted_behind(book, indicator)
    if counted is None or user is None:
        return None
    rows = _rows(book, indicator, counted)
    return rows if is_shielded(rows, user, book.scope.root) else None


def _shielded(
    book: FigureBook, indicator: Indicator, counted: Counted, rows: Rows
) -> dict[str, Any]:
    dimensions = counted.dimensions if indicator is counted else ()
    enough = [d for d in dimensions if told_parts(rows, d)]
    federal = book.scope.root.kind in Union.FEDERATIONS
    return {
        "is_shielded": True,
        "typed": [],  # a total typed for one union would be just such a group
        "breakdowns": [(d.name, book.breakdown(counted.code, d)) for d in enough if federal],
        "by_union": told_by_union(rows, counted) if federal else [],
    }


def _typed(book: FigureBook, indicator: Indicator) -> list[tuple[TypedTotal, bool]]:
    """Every typed total, and whether it counts: rows replace it (先填总数，后补明细)."""
    used = book.typed(indicator.code)
    return [(total, total in used) for total in book.typed_in_all(indicator.code)]


def _holds_hidden(rows: Rows, user: User) -> bool:
    """Some rows of a type may be closed to a role: honours of persons to the county."""
    scoped: Any = rows.model._default_manager
    seen = scoped.visible_to(user).order_by().values("pk")
    return rows.exclude(pk__in=seen).exists()


def _counted_behind(book: FigureBook, indicator: Indicator) -> Counted | None:
    if isinstance(indicator, Counted):
        return indicator
    whole = getattr(indicator, "whole", None)
    found = registry.find(whole) if whole else None
    return found if isinstance(found, Counted) else None


def _rows(book: FigureBook, indicator: Indicator, counted: Counted) -> Rows:
    """Rows of the figure; of a part only those under its labels."""
    rows = book.rows(counted)
    if indicator is counted:
        return rows
    dimension = next(d for d in counted.dimensions if d.name == indicator.dimension)  # type: ignore[attr-defined]
    values = [value for label in indicator.labels for value in dimension.parts[label]]  # type: ignore[attr-defined]
    return rows.filter(**{f"{dimension.path}__in": values})


def _breakdowns(book: FigureBook, indicator: Indicator) -> list[tuple[str, dict[str, Number]]]:
    if not isinstance(indicator, Counted):
        return []
    return [(d.name, book.breakdown(indicator.code, d)) for d in indicator.dimensions]


def _part_asked(indicator: Indicator, asked: str) -> tuple[Dimension, str] | None:
    """The breakdown and the part named; None for no part, or for one it does not have."""
    name, _, label = asked.partition(":")
    dimensions = indicator.dimensions if isinstance(indicator, Counted) else ()
    found = (d for d in dimensions if d.name == name and label in {*d.parts, UNCLASSIFIED})
    dimension = next(found, None)
    return (dimension, label) if dimension else None


def _within(rows: Rows, dimension: Dimension, label: str) -> Rows:
    """The rows that the breakdown counts under the label."""
    key = f"{dimension.path}__in"
    if label in dimension.parts:
        return rows.filter(**{key: dimension.parts[label]})
    return rows.exclude(**{key: [value for held in dimension.parts.values() for value in held]})


def _by_union(rows: Rows, counted: Counted) -> list[tuple[Union, Number]]:
    grouped = rows.order_by().values_list(counted.union_path or "pk")
    found = grouped.annotate(value=counted.measure)
    values = {pk: plain(value) for pk, value in found if value is not None}
    unions = Union.objects.filter(pk__in=values).order_by("code")
    return [(union, values[union.pk]) for union in unions]


def _sources(book: FigureBook, indicator: Preferred) -> list[tuple[Union, Number, str]]:
    chosen = book.chosen_sources(indicator)
    unions = Union.objects.filter(pk__in=chosen).order_by("code")
    return [(union, *chosen[union.pk]) for union in unions]


def _records(rows: Rows, model: type[Model], page: str) -> dict[str, Any]:
    subject = SUBJECTS.get(model)
    related = RELATED.get(model, ("union",))
    paginator = Paginator(rows.select_related(*related) if related else rows, PER_PAGE)
    shown = paginator.get_page(page)
    columns = COLUMNS[model]
    return {
        "has_union": model is not Union,
        "headings": [heading for heading, _ in columns],
        "page": shown,
        "records": [_record(row, subject, columns) for row in shown],
    }


def _record(row: Any, subject: str | None, columns: tuple[tuple[str, Cell], ...]) -> dict[str, Any]:
    person = getattr(row, subject) if subject else row
    options = person._meta
    return {
        "name": str(person),
        "union": "" if isinstance(row, Union) else str(getattr(row, "union", person.union)),
        "url": reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[person.pk]),
        "cells": [cell(row) for _, cell in columns],
    }

"""What a figure's page shows.

Its parts, its value by union, and the records, where the role may see them.
"""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.urls import reverse

from members.models import AidCase, AidPayment, Membership
from reports.book import FigureBook
from reports.figures import Number, plain
from reports.registry import Counted, Indicator, Part, Preferred, Reported, Rows, registry
from reports.typed import TypedTotal
from unions.dates import display_date, partial_date_of
from unions.models import (
    CollectiveContract,
    Competition,
    Employer,
    Headcount,
    ProposalReturn,
    Training,
    Union,
    User,
)
from unions.permissions import granted_paths

__all__ = ["drill_down"]

PER_PAGE = 50
Cell = Callable[[Any], str]

# Columns after the record's own name and its union, per record type.
COLUMNS: dict[type[Model], tuple[tuple[str, Cell], ...]] = {
    Union: (
        ("工会类型", lambda row: row.get_kind_display()),
        ("成立日期", lambda row: row.founded),
        ("撤销日期", lambda row: display_date(row.dissolved_on) if row.dissolved_on else ""),
    ),
    Employer: (("规模企业", lambda row: "是" if row.is_above_scale else "否"),),
    Headcount: (
        ("统计截至", lambda row: display_date(row.as_of)),
        ("职工", lambda row: str(row.staff)),
        ("女职工", lambda row: "" if row.women is None else str(row.women)),
        ("农民工", lambda row: "" if row.migrants is None else str(row.migrants)),
        ("会员", lambda row: "" if row.members is None else str(row.members)),
    ),
    CollectiveContract: (
        ("范围", lambda row: row.get_scope_display()),
        ("新签或续签", lambda row: row.get_action_display()),
        ("签订日期", lambda row: display_date(row.signed_on)),
        ("到期日期", lambda row: display_date(row.expires_on)),
    ),
    Competition: (
        ("竞赛类别", lambda row: row.get_kind_display()),
        ("举办日期", lambda row: display_date(row.held_on)),
    ),
    ProposalReturn: (
        ("提出", lambda row: str(row.raised)),
        ("实施", lambda row: str(row.implemented)),
        ("效益（元）", lambda row: f"{row.benefit:f}"),
    ),
    Training: (
        ("类别", lambda row: row.get_kind_display()),
        ("举办日期", lambda row: display_date(row.held_on)),
        ("人次", lambda row: str(row.attendance)),
        ("取证", lambda row: str(row.certificates)),
    ),
    Membership: (
        ("会籍起", lambda row: str(partial_date_of(row, "from_on"))),
        ("起因", lambda row: row.get_start_reason_display()),
        ("会籍止", lambda row: display_date(row.to_on) if row.to_on else ""),
    ),
    AidCase: (
        ("困难类别", lambda row: row.get_category_display()),
        ("主要致困原因", lambda row: row.get_cause_display()),
    ),
    AidPayment: (
        ("发放日期", lambda row: display_date(row.paid_on)),
        ("资金来源", lambda row: row.get_source_display()),
        ("金额（元）", lambda row: f"{row.amount:f}"),
    ),
}
# A spell or payment is shown under the person it belongs to.
SUBJECTS: dict[type[Model], str] = {Membership: "member", AidPayment: "case"}
RELATED: dict[type[Model], tuple[str, ...]] = {
    Union: (),
    Membership: ("member__union", "union"),
    AidPayment: ("case__union",),
}


def drill_down(book: FigureBook, indicator: Indicator, user: User, page: str) -> dict[str, Any]:
    """Context of the figure's page; without the right to the records only counts by union."""
    found = book.figure(indicator.code)
    context: dict[str, Any] = {
        "figure": found,
        "previous": book.previous.figure(indicator.code),
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
    context["breakdowns"] = _breakdowns(book, indicator)
    model = rows.model
    if _may_read(user, model, book.scope.root):
        context |= _records(rows, model, page)
    else:
        context["by_union"] = _by_union(rows, counted)
    return context


def _typed(book: FigureBook, indicator: Indicator) -> list[tuple[TypedTotal, bool]]:
    """Every typed total, and whether it counts: rows replace it (先填总数，后补明细)."""
    used = book.typed(indicator.code)
    return [(total, total in used) for total in book.typed_in_all(indicator.code)]


def _may_read(user: User, model: type[Model], root: Union) -> bool:
    """The right must reach this union: staff of one town may hold the county's role in another."""
    return any(root.path.startswith(path) for path in granted_paths(user, model._meta))


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

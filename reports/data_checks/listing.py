"""Rows of one check as the page shows them, and findings turned round by union."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse

from reports.columns import RELATED, SUBJECTS
from reports.data_checks.check import Check, Rows
from reports.data_checks.finding import Finding
from reports.models import Waiver
from unions.models import Union, User

__all__ = ["by_line", "by_union", "listed"]

PER_PAGE = 50
BEYOND = "管理范围以外的工会"


def by_line(outcomes: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings under their lines of work, in the order of the checks."""
    lines: dict[str, list[Finding]] = {}
    for finding in outcomes:
        if finding.count:
            lines.setdefault(finding.check.line, []).append(finding)
    return lines


def by_union(outcomes: Iterable[Finding], page: str) -> Page[Any]:
    """Per page (union, total, its findings), the unions with the most first."""
    found = [finding for finding in outcomes if finding.count]
    totals: Counter[int] = Counter()
    for finding in found:
        totals.update(finding.by_union)
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    chosen: Page[Any] = Paginator(ranked, PER_PAGE).get_page(page)
    unions = Union.objects.in_bulk([pk for pk, _ in chosen.object_list])
    chosen.object_list = [
        (unions[pk], total, [f.at(unions[pk]) for f in found if pk in f.by_union])
        for pk, total in chosen.object_list
    ]
    return chosen


def listed(check: Check, rows: Rows, user: User, page: str) -> Page[Any]:
    """One page of rows; each ``object_list`` entry is a dict for the table."""
    related = RELATED.get(rows.model, ("union",))
    ordered = rows.select_related(*related) if related else rows
    chosen = Paginator(ordered, PER_PAGE).get_page(page)
    records = list(chosen.object_list)
    names = _unions_elsewhere(records, user) if check.has_elsewhere else {}
    reasons = _waivers(check, records)
    chosen.object_list = [_entry(check, row, names, reasons.get(row.pk)) for row in records]
    return chosen


def _entry(check: Check, row: Any, names: dict[int, str], waiver: Waiver | None) -> dict[str, Any]:
    subject = SUBJECTS.get(type(row))
    record = getattr(row, subject) if subject else row
    options = record._meta
    notes = [check.note(row)]
    if check.has_elsewhere:
        notes.append(f"另一处：{names.get(row.elsewhere, BEYOND)}")
    return {
        "key": row.pk,
        "tick": f"{row.pk}:{row.stamp}",
        "name": str(record),
        "union": "" if isinstance(row, Union) else str(getattr(row, "union", record.union)),
        "url": reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk]),
        "note": "；".join(filter(None, notes)),
        "waiver": waiver,
    }


def _unions_elsewhere(records: list[Any], user: User) -> dict[int, str]:
    """Names of the other unions concerned, as far as the user may see them."""
    keys = {row.elsewhere for row in records}
    return dict(Union.objects.visible_to(user).filter(pk__in=keys).values_list("pk", "name"))


def _waivers(check: Check, records: list[Any]) -> dict[int, Waiver]:
    keys = [row.pk for row in records]
    found = Waiver.objects.filter(check_code=check.code, key__in=keys)
    return {waiver.key: waiver for waiver in found.select_related("updated_by")}

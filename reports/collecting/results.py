"""收表结果: what became of a sheet, kept for the hour, and the way to what was stored.

The first rows stand on the page; all of them are a list of their own (unions/writings.py).
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from reports.collecting.reading import unions_in, unread_of
from reports.models import Upload
from unions.filters import WrittenFilter
from unions.importing.catalogue import importable
from unions.importing.plans import Plan
from unions.writings import Writing

__all__ = ["result_of", "result_page"]

FIRST = 20  # rows told on the page
MOST = 60  # of a kind that is not in the ledger


def result_of(plan: Plan, upload: Upload, since: datetime) -> dict[str, Any]:
    """Of a plan stored just now, since then."""
    writing = Writing(upload.user_id, since, timezone.now())
    return {
        **plan.counts,
        "left": _left_out(plan, upload),
        "sheet": plan.table.sheet,
        "unions": unions_in(plan),
        "day": plan.assumed.day.isoformat(),
        "writing": str(writing) if plan.storable else "",
        "first": [*_first(plan)],
    }


def _left_out(plan: Plan, upload: Upload) -> list[str]:
    """What of a sheet that was stored is not in the ledger, besides the refused rows."""
    skipped = [f"第{number}行（{why}）" for number, why in plan.table.skipped.items()]
    cells = [f"第{cell.row}行“{cell.column}”：{cell.message}" for cell in plan.unapplied]
    return [
        *unread_of(plan, upload),
        *([f"跳过的行：{_some(skipped)}。"] if skipped else []),
        *cells[:MOST],
        *([f"还有 {len(cells) - MOST} 处和台账不同，没有改。"] if len(cells) > MOST else []),
    ]


def _some(told: Sequence[str]) -> str:
    more = f"等 {len(told)} 行" if len(told) > MOST else ""
    return "、".join(told[:MOST]) + more


def _first(plan: Plan) -> Iterator[dict[str, Any]]:
    for draft in plan.storable[:FIRST]:
        yield {
            "row": draft.number,
            "verdict": draft.verdict.value,
            "union": draft.union.name if draft.union else "",
            "name": plan.resource.call(draft.record),
            "pk": draft.record.pk,
        }


def result_page(upload: Upload) -> dict[str, Any]:
    """For a template: what it was, and the records with their addresses."""
    resource, result = importable()[upload.resource], upload.result
    about = resource._meta.model._meta
    name, counts = f"admin:{about.app_label}_{about.model_name}", upload.counts
    query = {WrittenFilter.parameter_name: result.get("writing", "")}
    return {
        "kind": resource.label,
        "day": date.fromisoformat(result["day"]) if "day" in result else None,
        "rows": sum(counts.values()),
        "stored": counts["new"] + counts["changed"],
        "list": reverse(f"{name}_changelist", query=query) if query["written"] else "",
        "first": [
            (one, reverse(f"{name}_change", args=[one["pk"]])) for one in result.get("first", ())
        ],
    }

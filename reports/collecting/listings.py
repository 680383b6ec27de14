"""Which rows of a plan the preview lists: all kinds on one page of at most 100 KB.

What a page has no room for stands in the workbook of the whole outcome.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from unions.exporting.workbooks import Cell, Heading, Sheet, write_workbook
from unions.importing.drafts import Draft, Fault, Verdict
from unions.importing.plans import Plan
from unions.importing.resources import SheetResource

__all__ = ["listed", "outcome_workbook"]

LINES = 120  # of all tables together, as far as each has its least
LEAST = 12
VALUES_OF = 4  # a new row with its values is as long as so many lines
MOST_SPANS = 12  # of row numbers in one line
TICKS = 60  # people on file elsewhere, each with a tick
HEADINGS = (("行", 7), ("结果", 10), ("工会", 30), ("记录", 26), ("内容", 90))


@dataclass(frozen=True)
class Listing:
    rows: Sequence[Any]
    total: int

    @property
    def is_cut(self) -> bool:
        return len(self.rows) < self.total


@dataclass(frozen=True)
class Alike:
    """The same fault of one row or of many: a sheet of an unknown union has one in every row."""

    rows: str  # 4—49、51—119
    first: Fault


class _Room:
    def __init__(self) -> None:
        self.left = LINES

    def take(self, rows: Sequence[Any], lines: int = 1) -> Listing:
        """As many as there is room for; what is to be done comes before what is to be read."""
        some = rows[: max(LEAST, self.left // lines)]
        self.left -= len(some) * lines
        return Listing(some, len(rows))


def listed(plan: Plan) -> dict[str, Any]:
    """The tables of the page, by name."""
    room, tell = _Room(), plan.resource
    by_verdict: dict[Verdict, list[Draft]] = {verdict: [] for verdict in Verdict}
    for draft in plan.drafts:
        by_verdict[draft.verdict].append(draft)
    ticks = plan.transfers[:TICKS]
    asked = {draft.number for draft in ticks}  # each told by its line there
    refused = [d for d in by_verdict[Verdict.REFUSED] if d.number not in asked]
    found = {
        "transfers": ticks,
        "refused": room.take(_alike(fault for draft in refused for fault in draft.faults)),
        "unapplied": room.take(_alike(plan.unapplied)),
    }
    lines = room.take(plan.changes)
    told = [(draft, tell.call(draft.record), change) for draft, change in lines.rows]
    found["changed"] = Listing(told, lines.total)
    rows = room.take(by_verdict[Verdict.NEW], VALUES_OF)
    found["new"] = Listing([_new(tell, draft) for draft in rows.rows], rows.total)
    return found


def _alike(faults: Iterable[Fault]) -> list[Alike]:
    found: dict[tuple[str, str, str], list[Fault]] = {}
    for fault in faults:
        found.setdefault((fault.column, fault.value, fault.message), []).append(fault)
    return [Alike(_row_words([fault.row for fault in same]), same[0]) for same in found.values()]


def _row_words(rows: Iterable[int]) -> str:
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    shown = [str(first) if first == last else f"{first}—{last}" for first, last in spans]
    return "、".join(shown[:MOST_SPANS]) + ("…" if len(shown) > MOST_SPANS else "")


def _new(tell: SheetResource, draft: Draft) -> dict[str, Any]:
    return {
        "draft": draft,
        "name": tell.call(draft.record),
        "values": tell.in_words(draft),
        "besides": tell.besides(draft),
    }


def outcome_workbook(plan: Plan) -> bytes:
    """Every row of the sheet with what would become of it, to look through at leisure."""
    stream = io.BytesIO()
    headings = [Heading(text, width) for text, width in HEADINGS]
    title = f"{plan.resource.label}核对结果"
    write_workbook(stream, Sheet(title, title, "还没有保存。", headings), _outcomes(plan))
    return stream.getvalue()


def _outcomes(plan: Plan) -> Iterator[Sequence[Cell]]:
    for draft in plan.drafts:
        union = draft.union.name if draft.union else ""
        record = plan.resource.call(draft.record) if draft.record and not draft.faults else ""
        told = "；".join(_sentences(plan.resource, draft))
        yield (draft.number, str(draft.verdict.label), union, record, told)


def _sentences(tell: SheetResource, draft: Draft) -> Iterator[str]:
    if draft.faults:
        yield from map(_quoted, draft.faults)
        return
    if draft.is_new:
        yield from (f"{column}：{value}" for column, value in tell.in_words(draft))
        yield from filter(None, [tell.besides(draft)])
    else:
        yield from (f"{c.column}：{c.old or '（空）'} → {c.new}" for c in draft.changes)
    yield from map(_quoted, draft.unapplied)


def _quoted(fault: Fault) -> str:
    value = f"“{fault.value}”" if fault.value else ""
    return f"{fault.column}{value}：{fault.message}"

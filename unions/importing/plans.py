"""What a file would do, row by row, and doing it.

A plan writes nothing. Confirming one plans the same file anew, so that what was announced is what
happens, and then stores its rows in one transaction. The planning takes longer than the writing
and would keep every other writer waiting: it is done before, and inside the transaction only a few
queries make sure that what the plan rests on has not moved since.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from unions.clock import today
from unions.dates import PartialDate, display_date
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed, Draft, Verdict
from unions.importing.files import Sheet, read_sheets
from unions.importing.guards import Unreadable
from unions.importing.resources import SheetResource
from unions.importing.tables import Column, Table, find_table
from unions.models import Union, User

__all__ = [
    "Moved",
    "Order",
    "Plan",
    "as_json",
    "as_shown",
    "confirm",
    "make_plan",
    "recognise",
    "store",
]

Resource = type[SheetResource]


class Moved(Exception):
    """The records changed since the preview; a new one must be shown."""


@dataclass(frozen=True)
class Order:
    """What is asked for: one file as one record type into the unions of one root."""

    data: bytes
    resource: Resource
    root: Union
    user: User | None = None
    union: Union | None = None  # whose rows they are, said by hand
    year: int | None = None
    as_of: date | None = None
    guessed: Union | None = None  # whose rows they are by the file's name, if nothing else tells
    transfers: bool = False  # 按转移办理
    sheet: str = ""
    columns: Mapping[int, str] = field(default_factory=dict)  # what staff took columns for
    # Of many files at once, what was read already: the sheets, and the unions of the root.
    sheets: Sequence[Sheet] | None = None
    directory: UnionDirectory | None = None


@dataclass(frozen=True)
class Plan:
    """The outcome of every row of the table, and what was taken for granted."""

    order: Order
    table: Table
    assumed: Assumed
    resource: SheetResource
    drafts: Sequence[Draft]

    @property
    def counts(self) -> dict[str, int]:
        """Rows of the sheet by verdict."""
        found = Counter(draft.verdict for draft in self.drafts)
        return {verdict.value: found[verdict] for verdict in Verdict}

    @property
    def refused(self) -> list[Draft]:
        return [draft for draft in self.drafts if draft.verdict is Verdict.REFUSED]

    @property
    def storable(self) -> list[Draft]:
        return [d for d in self.drafts if d.verdict in {Verdict.NEW, Verdict.CHANGED}]

    @property
    def transfers(self) -> list[Draft]:
        """Rows of people on file with another union of the root, offered or asked for."""
        return [draft for draft in self.drafts if draft.transfer]

    @property
    def assumptions(self) -> list[str]:
        """In words: period, unit and union, for whoever checks the preview."""
        start, end = self.assumed.period
        told = [
            f"统计截至 {display_date(self.assumed.day)}",
            f"期间 {display_date(start)}至{display_date(end)}",
        ]
        if self.assumed.union:
            told.append(f"没有写明工会的行归“{self.assumed.union}”")
        told += [f"“{c.heading}”按{c.unit}计" for c in self.table.known if "元" in c.unit]
        return told

    def digest(self) -> str:
        """Equal for two plans that would do the same to the same versions of records."""
        seen = hashlib.sha256()
        for draft in self.drafts:
            seen.update(repr(draft.outcome).encode())
        return seen.hexdigest()

    def sheet_rows(self) -> dict[int, Sequence[Any]]:
        """The cells as they came, by row number, read anew: a plan does not keep them."""
        return dict(_table(self.order, read_sheets(self.order.data)).rows)


def recognise(sheets: Sequence[Sheet], resources: Sequence[Resource]) -> list[Resource]:
    """The record types the file may hold, the one with the most known headings first.

    Of two the one whose needed columns are all there: numbers of unions are no list of unions.
    """
    found = [(table, r) for r in resources if (table := _best_table(sheets, r))]
    found.sort(key=lambda pair: (-len(pair[0].known), _lacking(*pair)))
    most = len(found[0][0].known) if found else 0
    return [resource for table, resource in found if len(table.known) >= most / 2]


def _lacking(table: Table, resource: Resource) -> int:
    there = {column.name for column in table.known}
    return sum(declared.needed and name not in there for name, declared in resource.fields.items())


def make_plan(order: Order) -> Plan:
    """Unreadable when no sheet holds such a table or a heading stands twice."""
    table = _table(order, order.sheets or read_sheets(order.data))
    assumed = _assumed(order, table)
    resource = order.resource(assumed)
    rows, unit = [*reversed(table.rows)], table.notes.unit
    table = replace(table, rows=())  # each row goes as it is read: a sheet fills the memory once
    drafts = []
    while rows:
        number, cells = rows.pop()
        drafts.append(resource.read(number, cells, table.known, unit))
    resource.check(drafts, table.known)
    return Plan(order, table, assumed, resource, drafts)


def confirm(order: Order, digest: str, *, partial: bool) -> Plan:
    """Stores the good rows, all or nothing. Moved when they are no longer what was shown.

    Without `partial` one refused row stores nothing; the plan returned says which.
    """
    plan = as_shown(order, digest)
    if partial or not plan.refused:
        store(plan)
    return plan


def as_shown(order: Order, digest: str) -> Plan:
    """The plan made anew and ready to be stored; Moved when it is not what was shown."""
    plan = make_plan(order)
    if digest and plan.digest() != digest:
        raise Moved
    plan.resource.prepare(plan.storable)
    return plan


def store(plan: Plan) -> None:
    """The good rows of a plan just made, in one transaction; Moved when others were quicker."""
    resource, drafts = plan.resource, plan.storable
    if not drafts:
        return
    try:
        with transaction.atomic():
            if resource.has_moved(drafts):
                raise Moved
            resource.save(drafts)
    except IntegrityError:  # of two who store the same at once on PostgreSQL
        if resource.has_moved(drafts):
            raise Moved from None
        raise


def _table(order: Order, sheets: Sequence[Sheet]) -> Table:
    chosen = [sheet for sheet in sheets if sheet.name == order.sheet] if order.sheet else sheets
    table = _best_table(chosen, order.resource)
    if table is None:
        known = "、".join(f.column_name for f in list(order.resource.fields.values())[:6])
        raise Unreadable(
            f"在这个文件里找不到{order.resource.label}的表头（应有 {known} 等列）。"
            "请核对是不是选错了种类，或下载模板填写。"
        )
    table = replace(table, columns=tuple(_as_told(c, order.columns) for c in table.columns))
    if table.doubled:
        one, other = table.doubled[0]
        raise Unreadable(
            f"“{one.heading}”（{one.letter}列）和“{other.heading}”（{other.letter}列）是同一项，"
            "不知道以哪列为准。请删去一列后再交。"
        )
    return table


def _as_told(column: Column, told: Mapping[int, str]) -> Column:
    name = told.get(column.index, column.name)
    return replace(column, name="" if name == "-" else name)


def _best_table(sheets: Sequence[Sheet], resource: Resource) -> Table | None:
    words = resource.vocabulary()
    tables = [table for sheet in sheets if (table := find_table(sheet, words))]
    return max(tables, key=lambda table: len(table.known), default=None)


def _assumed(order: Order, table: Table) -> Assumed:
    directory = order.directory or UnionDirectory(Union.objects.subtree_of(order.root))
    day = order.as_of or _day(table.notes.day, order.year)
    return Assumed(
        root=order.root,
        directory=directory,
        union=order.union
        or _reporting_union(directory, table.notes.reporting_union)
        or order.guessed,
        day=day,
        period=(date(day.year, 1, 1), day),
        user=order.user,
        transfers=order.transfers,
    )


def _day(titled: PartialDate | None, year: int | None) -> date:
    """The title's day, else the end of the year asked for, never after today."""
    told = titled.day if titled else None
    if year and (told is None or told.year != year):
        told = date(year, 12, 31)
    return min(told or today(), today())


def _reporting_union(directory: UnionDirectory, name: str) -> Union | None:
    try:
        return directory.find(name) if name else None
    except ValidationError:
        return None


def as_json(plan: Plan) -> dict[str, Any]:
    """The contract of `import_records --format json`."""
    refused = [
        {"row": f.row, "column": f.column, "value": f.value, "message": f.message}
        for draft in plan.refused
        for f in draft.faults
    ]
    moving = [(draft.number, draft.transfer) for draft in plan.drafts if draft.transfer]
    counts = plan.counts
    return {
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "refused": refused,
        "transfers": [
            {"row": row, "from": t.source.name, "to": t.target.name, "day": str(t.day)}
            for row, t in moving
        ],
        "skipped": dict(plan.table.skipped),
        "assumed": plan.assumptions,
    }

"""What a file would do, row by row, and doing it.

A plan writes nothing. Confirming one plans the same file anew, so that what was announced is what
happens, and then stores its rows in one transaction. The planning takes longer than the writing
and would keep every other writer waiting: it is done before, and inside the transaction only a few
queries make sure that what the plan rests on has not moved since.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction

from unions.crypto import steady_keys
from unions.dates import display_date
from unions.importing.doubts import too_large, warnings_of
from unions.importing.drafts import Assumed, Change, Draft, Fault, Verdict
from unions.importing.files import read_sheets
from unions.importing.guards import Unreadable
from unions.importing.hidden import hidden_in
from unions.importing.orders import BY_TITLE, Order, SheetTold, assumed_for, sheets_told, table_of
from unions.importing.resources import SheetResource
from unions.importing.tables import Column, Table
from unions.importing.unread import NO_ROWS, Unread, other_sheets
from unions.importing.widgets import MoneyWidget

__all__ = ["Moved", "Plan", "as_json", "as_shown", "confirm", "make_plan", "store"]

FIRST = 3  # rows a plan keeps as they came, to show what stands in a column


class Moved(Exception):
    """The records changed since the preview; a new one must be shown."""


@dataclass(frozen=True)
class Plan:
    """The outcome of every row of the table, and what was taken for granted."""

    order: Order
    table: Table  # with its first rows only
    assumed: Assumed
    resource: SheetResource
    drafts: Sequence[Draft]
    unread_columns: Sequence[str] = ()  # sentences
    sheets: Sequence[SheetTold] = ()

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
    def changes(self) -> list[tuple[Draft, Change]]:
        """Cell by cell what is stored otherwise; personal numbers masked."""
        changed = (draft for draft in self.drafts if draft.verdict is Verdict.CHANGED)
        return [(draft, change) for draft in changed for change in draft.changes]

    @property
    def other_sheets(self) -> list[SheetTold]:
        return [sheet for sheet in self.sheets if sheet.name != self.table.sheet]

    @property
    def unread(self) -> tuple[str, ...]:
        """Columns and sheets with data that are not brought in, in whole sentences."""
        return *self.unread_columns, *other_sheets(sheet.name for sheet in self.other_sheets)

    @property
    def transfers(self) -> list[Draft]:
        """Rows of people on file with another union of the root, offered or asked for."""
        return [draft for draft in self.drafts if draft.transfer]

    @property
    def unapplied(self) -> list[Fault]:
        """Cells unlike the ledger that are not brought in, and where to do what they ask for."""
        return [cell for draft in self.drafts if not draft.faults for cell in draft.unapplied]

    @property
    def warnings(self) -> list[str]:
        """What to look at before confirming."""
        told = warnings_of(self.drafts, self.resource.exchanged)
        for place in self._in_ten_thousands():
            told += too_large(self.drafts, place.name, place.heading)
        return [*told, *self.resource.slips(self.drafts)]

    @property
    def multiplied(self) -> list[str]:
        """Sums that are not taken as they stand in the sheet."""
        headings = [place.heading for place in self._in_ten_thousands()]
        return [f"“{heading}”写明单位是万元，存入时乘以一万，请核对。" for heading in headings]

    @property
    def hidden(self) -> list[str]:
        """What is read although nobody sees it in the open sheet."""
        return [*hidden_in(self.table, [draft.number for draft in self.drafts])]

    @property
    def cut(self) -> list[str]:
        """That the title tells of days to come, where rows take their days from it."""
        names = {place.name for place in self.table.known}
        told = self.assumed.cut if self.resource.is_dated_by_sheet(names) else ""
        return [told] if told else []

    @property
    def assumptions(self) -> list[str]:
        """In words: period, unit and union, for whoever checks the preview."""
        start, end = self.assumed.period
        told = [
            f"统计截至 {display_date(self.assumed.day)}",
            f"期间 {display_date(start)}至{display_date(end)}",
            *self.cut,
        ]
        if self.assumed.union:
            by_title = "，是按标题认的" if self.assumed.told_by == BY_TITLE else ""
            told.append(f"没有写明工会的行归“{self.assumed.union}”{by_title}")
        told += [f"“{c.heading}”按{unit}计" for c, unit in self._units()]
        return told

    def _in_ten_thousands(self) -> list[Column]:
        return [place for place, unit in self._units() if unit == "万元"]

    def _units(self) -> Iterator[tuple[Column, str]]:
        """Money columns with the unit their heading or the title tells."""
        for place in self.table.known:
            declared = self.resource.fields.get(place.name)
            is_money = declared is not None and isinstance(declared.widget, MoneyWidget)
            if is_money and (unit := place.unit or self.table.notes.unit):
                yield place, unit

    def digest(self) -> str:
        """Equal for two plans that read the sheet alike and would do the same with its rows."""
        seen = hashlib.sha256(repr(self._read_as()).encode())
        for draft in self.drafts:
            seen.update(repr(draft.outcome).encode())
        return seen.hexdigest()

    def _read_as(self) -> tuple[Any, ...]:
        table, assumed = self.table, self.assumed
        columns = [(column.index, column.name, column.unit) for column in table.known]
        union = assumed.union.pk if assumed.union else None
        whose = (type(self.resource).__name__, assumed.root.pk, union, assumed.day, assumed.period)
        return *whose, table.sheet, table.header_row, table.notes.unit, columns

    def sheet_rows(self) -> dict[int, Sequence[Any]]:
        """The cells as they came, by row number, read anew: a plan does not keep them."""
        return dict(table_of(self.order, read_sheets(self.order.data)).rows)


@steady_keys()
def make_plan(order: Order) -> Plan:
    """Unreadable when no sheet holds such a table or a heading stands twice."""
    sheets = order.sheets or read_sheets(order.data)
    table = table_of(order, sheets)
    assumed = assumed_for(order, table)
    if assumed.ahead and order.resource.is_dated_by_sheet({c.name for c in table.known}):
        raise Unreadable(assumed.ahead)
    resource = order.resource(assumed)
    told = sheets_told(order, table, sheets)
    rows, unit = [*reversed(table.rows)], table.notes.unit
    table = replace(table, rows=table.rows[:FIRST])
    del sheets  # each row goes as it is read: a sheet fills the memory once
    drafts = []
    unread = Unread(table, order.columns)
    while rows:
        number, cells = rows.pop()
        unread.look(cells)
        drafts.append(resource.read(number, cells, table.known, unit))
    resource.check(drafts, table.known)
    if unread.has_headings:
        resource.ask_for_columns(drafts, table.known)
    unread_columns = unread.told() if drafts else (NO_ROWS, *unread.told())
    table = replace(table, columns=unread.columns())
    return Plan(order, table, assumed, resource, drafts, unread_columns, told)


def confirm(order: Order, digest: str | None, *, partial: bool) -> Plan:
    """Stores the good rows, all or nothing. Moved when they are no longer what was shown.

    None where nothing was shown, as on the command line. Without `partial` one refused row stores
    nothing; the plan returned says which.
    """
    plan = as_shown(order, digest)
    if partial or not plan.refused:
        store(plan)
    return plan


def as_shown(order: Order, digest: str | None) -> Plan:
    """The plan made anew and ready to be stored; Moved when it is not what was shown."""
    plan = make_plan(order)
    if digest is not None and plan.digest() != digest:
        raise Moved
    plan.resource.prepare(plan.storable)
    return plan


@steady_keys()
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
    except IntegrityError as error:  # somebody has just stored what a row is or becomes
        raise Moved from error


def as_json(plan: Plan) -> dict[str, Any]:
    """The contract of `import_records --format json`."""
    refused = [asdict(fault) for draft in plan.refused for fault in draft.faults]
    moving = [(draft.number, draft.transfer) for draft in plan.drafts if draft.transfer]
    counts = plan.counts
    return {
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "changes": [
            {"row": draft.number, "record": plan.resource.call(draft.record), **asdict(change)}
            for draft, change in plan.changes
        ],
        "refused": refused,
        "warnings": plan.warnings,
        "unapplied": [asdict(cell) for cell in plan.unapplied],
        "transfers": [
            {"row": row, "from": t.source.name, "to": t.target.name, "day": str(t.day)}
            for row, t in moving
        ],
        "skipped": dict(plan.table.skipped),
        "sheet": plan.table.sheet,
        "other_sheets": [sheet.name for sheet in plan.other_sheets if sheet.fits],
        "unread": list(plan.unread),
        "assumed": plan.assumptions,
        "hidden": plan.hidden,
    }

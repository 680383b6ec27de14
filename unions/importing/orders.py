"""One file as one record type: what is asked for, and which table of the file is meant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError

from unions.clock import today
from unions.dates import PartialDate
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed
from unions.importing.files import Sheet
from unions.importing.guards import Unreadable
from unions.importing.merged import spread
from unions.importing.resources import SheetResource
from unions.importing.tables import Column, Table, find_table
from unions.models import Union, User

__all__ = ["Order", "assumed_for", "recognise", "table_of"]

Resource = type[SheetResource]


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


def table_of(order: Order, sheets: Sequence[Sheet]) -> Table:
    """Unreadable when no sheet holds such a table or a heading stands twice."""
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
    return spread(table, order.resource.counted()) if table.merged else table


def _as_told(column: Column, told: Mapping[int, str]) -> Column:
    name = told.get(column.index, column.name)
    return replace(column, name="" if name == "-" else name)


def _best_table(sheets: Sequence[Sheet], resource: Resource) -> Table | None:
    words = resource.vocabulary()
    tables = [table for sheet in sheets if (table := find_table(sheet, words))]
    return max(tables, key=lambda table: len(table.known), default=None)


def assumed_for(order: Order, table: Table) -> Assumed:
    """Whose rows they are and of when, as far as the rows do not say."""
    directory = order.directory or UnionDirectory(Union.objects.subtree_of(order.root))
    day = order.as_of or _day(table.notes.day, order.year)
    return Assumed(
        root=order.root,
        directory=directory,
        union=order.union
        or _reporting_union(directory, table.notes.reporting_union)
        or order.guessed,
        day=day,
        period=(_first_day(table, day), day),
        user=order.user,
        transfers=order.transfers,
    )


def _day(titled: PartialDate | None, year: int | None) -> date:
    """The title's day, else the end of the year asked for, never after today."""
    told = titled.day if titled else None
    if year and (told is None or told.year != year):
        told = date(year, 12, 31)
    return min(told or today(), today())


def _first_day(table: Table, day: date) -> date:
    """Of the period the title tells, as long as its end is ours; else of the year."""
    told = table.notes
    is_titled = told.since is not None and told.day is not None and told.day.day == day
    return told.since if is_titled and told.since else date(day.year, 1, 1)


def _reporting_union(directory: UnionDirectory, name: str) -> Union | None:
    try:
        return directory.find(name) if name else None
    except ValidationError:
        return None

"""One file as one record type: what is asked for, and which table of the file is meant."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.core.exceptions import ValidationError

from unions.importing.days import days_of
from unions.importing.directory import UnionDirectory, meant
from unions.importing.drafts import Assumed
from unions.importing.files import Sheet
from unions.importing.guards import Unreadable
from unions.importing.merged import spread
from unions.importing.recognition import Resource, best_table, lacking
from unions.importing.tables import Column, Table, find_table, table_at
from unions.importing.titled import titled_union
from unions.importing.unread import NO_HEADING, with_unheaded
from unions.models import Union, User
from unions.text import shorten

__all__ = [
    "ALL_ROWS",
    "BY_TITLE",
    "Order",
    "SheetTold",
    "Unclear",
    "assumed_for",
    "sheets_told",
    "table_of",
]

BY_TITLE = "标题里写的工会"
ALL_ROWS = range(1, 2**20 + 1)  # of any sheet


class Unclear(Unreadable):
    """The table is there, but somebody must say what its columns are."""

    def __init__(self, message: str, table: Table) -> None:
        super().__init__(message)
        self.table = table


@dataclass(frozen=True)
class SheetTold:
    """A sheet of the file, for the choice of the one to be read."""

    name: str
    rows: int  # of data, as far as its header is known
    fits: bool  # its headings are those of the record type asked for


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
    transfers: Container[int] = ()  # rows to be done as 会籍转移
    sheet: str = ""
    header: int | None = None  # the row of the headings, said by hand
    columns: Mapping[int, str] = field(default_factory=dict)  # what staff took columns for
    # Of many files at once, what was read already: the sheets, and the unions of the root.
    sheets: Sequence[Sheet] | None = None
    directory: UnionDirectory | None = None


def table_of(order: Order, sheets: Sequence[Sheet]) -> Table:
    """Unreadable when there is no such sheet; Unclear when columns are not known or doubled."""
    chosen = _sheets_meant(order, sheets)
    best = best_table(chosen, order.resource)
    is_said = bool(order.header or order.columns)
    table = best if best and not order.header else _table_said(order, chosen, best)
    table = replace(table, columns=_as_told(table, order.columns))
    if not table.known or not (best or is_said):
        raise Unclear(_no_header(order.resource), with_unheaded(table))
    if table.doubled:
        one, other = table.doubled[0]
        raise Unclear(
            f"“{one.heading}”（{one.letter}列）和“{other.heading}”（{other.letter}列）是同一项，"
            "不知道以哪列为准。请删去一列后再交。",
            with_unheaded(table),
        )
    return spread(table, order.resource.counted()) if table.merged else table


def _sheets_meant(order: Order, sheets: Sequence[Sheet]) -> Sequence[Sheet]:
    meant = [sheet for sheet in sheets if sheet.name == order.sheet] if order.sheet else sheets
    if not meant:
        names = "、".join(f"“{shorten(sheet.name)}”" for sheet in sheets)
        raise Unreadable(
            f"这个文件里没有叫“{shorten(order.sheet)}”的工作表，有：{names}。请从中选一张。"
        )
    return meant


def _table_said(order: Order, sheets: Sequence[Sheet], best: Table | None) -> Table:
    """Under the row said to be the header, else under the likeliest of the longest sheet."""
    words = order.resource.vocabulary()
    meant = [sheet for sheet in sheets if best and sheet.name == best.sheet]
    for sheet in meant or sorted(sheets, key=lambda one: -len(one.rows)):
        if table := table_at(sheet, words, order.header):
            return table
    if order.header:
        raise Unreadable(f"第{order.header}行没有表头。请核对表头在第几行。")
    raise Unreadable(_no_header(order.resource))


def _no_header(resource: Resource) -> str:
    known = "、".join(f.column_name for f in list(resource.fields.values())[:6])
    return (
        f"在这个文件里找不到{resource.label}的表头（应有 {known} 等列）。"
        "请核对是不是选错了种类，或指定各列当作什么，也可以下载模板填写。"
    )


def sheets_told(order: Order, table: Table, sheets: Sequence[Sheet]) -> tuple[SheetTold, ...]:
    """The sheets that hold a table of any kind, the one being read among them."""
    if len(sheets) == 1:
        return (SheetTold(table.sheet, len(table.rows), fits=True),)
    words, least = order.resource.vocabulary(), lacking(table, order.resource)
    told = []
    for sheet in sheets:
        found = table if sheet.name == table.sheet else find_table(sheet, words)
        if found is not None:
            fits = found is table or bool(found.rows and lacking(found, order.resource) <= least)
            told.append(SheetTold(sheet.name, len(found.rows), fits))
        elif _has_table(sheet):
            told.append(SheetTold(sheet.name, len(sheet.rows) - 1, fits=False))
    return tuple(told)


def _has_table(sheet: Sheet) -> bool:
    """A heading and something below it."""
    several = [
        cells for _number, cells in sheet.rows if sum(c not in (None, "") for c in cells) > 1
    ]
    return len(several) > 1


def _as_told(table: Table, told: Mapping[int, str]) -> tuple[Column, ...]:
    """As staff said, also of columns without a heading."""
    bare = told.keys() - {column.index for column in table.columns}
    width = max((len(cells) for _number, cells in table.rows), default=0) if bare else 0
    unheaded = (Column(index, NO_HEADING) for index in bare if index < width)
    columns = sorted([*table.columns, *unheaded], key=lambda column: column.index)
    return tuple(_named(column, told.get(column.index, column.name)) for column in columns)


def _named(column: Column, name: str) -> Column:
    if name == "-":
        return replace(column, name="", set_aside=column.name)
    return replace(column, name=name)


def assumed_for(order: Order, table: Table) -> Assumed:
    """Whose rows they are and of when, as far as the rows do not say."""
    directory = order.directory or UnionDirectory(Union.objects.subtree_of(order.root))
    days = days_of(table.notes, order.as_of, order.year)
    union, told_by = _union_told(order, table, directory)
    return Assumed(
        root=order.root,
        directory=directory,
        union=union,
        day=days.day,
        period=days.period,
        user=order.user,
        transfers=order.transfers,
        title=table.notes.title,
        told_by=told_by,
        unknown="" if union else _unknown(directory, table.notes.reporting_union),
        cut=days.cut,
        ahead=days.ahead,
    )


def _union_told(order: Order, table: Table, directory: UnionDirectory) -> tuple[Union | None, str]:
    """Whose the rows are that name no union, and by what."""
    if order.union:
        return order.union, "所选的填报工会"
    if found := _reporting_union(directory, table.notes.reporting_union):
        return found, "表上写的填报单位"
    if found := None if table.notes.reporting_union else titled_union(directory, table.notes.above):
        return found, BY_TITLE
    return order.guessed, "所选或文件名里的工会"


def _unknown(directory: UnionDirectory, written: str) -> str:
    if not written:
        return ""
    near = meant(directory.near(written))
    return f"填报单位“{shorten(written)}”认不出{f'，{near}' if near else '。'}"


def _reporting_union(directory: UnionDirectory, name: str) -> Union | None:
    try:
        return directory.find(name) if name else None
    except ValidationError:
        return None

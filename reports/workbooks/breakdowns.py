"""分单位 and 分镇.

Additive figures, one row per union, with a live total that equals the figure.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from reports.book import FigureBook
from reports.drilldown import shielded_rows, told_value
from reports.figures import Number, Scope
from reports.registry import registry
from reports.small_groups import FEWEST, kept_together, people_behind
from reports.workbooks.sheets import Book, Column, Formula, Sheet
from unions.models import Union, User

__all__ = ["add_towns", "add_unions"]

CODES = (
    "headcounts.staff",
    "headcounts.women",
    "headcounts.migrants",
    "members.total",
    "members.joined",
    "members.left",
    "contracts.signed",
    "contracts.in_force",
    "competitions.large_enterprises",
    "proposals.raised",
    "proposals.implemented",
    "proposals.benefit",
    "training.attendance",
    "training.certificates",
    "training.law_attendance",
)
LEAD = (Column("编号", 10), Column("工会", 38), Column("类型", 25))
# Aid is told by town only: in one union it is a handful of people (reports/small_groups.py).
TOWN_CODES = ("unions.standing", "unions.founded", *CODES, "aid.helped", "aid.amount")

Totals = Mapping[str, Number | None]  # by code; None: not known, or not told to the reader


def add_unions(workbook: Book, book: FigureBook) -> dict[str, str]:
    """One row for every union that stands or has numbers; returns the cell of each total."""
    scope = book.scope
    sheet = _sheet(workbook, "分工会", f"{scope.root.name}分工会数据", scope, CODES)
    values = {code: book.by_union(code) for code in CODES}
    told = {pk for by_union in values.values() for pk in by_union}
    standing = Union.objects.subtree_of(scope.root).grassroots().active_on(scope.as_of)
    told |= set(standing.values_list("pk", flat=True))
    first = sheet.next_row
    for union in Union.objects.filter(pk__in=told).order_by("code"):
        cells = [values[code].get(union.pk) for code in CODES]
        sheet.add(union.code, union.name, union.get_kind_display(), *cells)
    counted: dict[str, Number] = {code: sum(values[code].values()) for code in CODES}
    totals = {code: book.value(code) for code in CODES}
    _add_rest(sheet, totals, counted, "手工填报（没有明细）")
    return _add_totals(sheet, totals, first)


def add_towns(workbook: Book, book: FigureBook, reader: User | None) -> dict[str, str]:
    """One row per town of a county; towns with few people in need stand in the rest."""
    scope = book.scope
    sheet = _sheet(workbook, "分镇", f"{scope.root.name}分镇数据", scope, TOWN_CODES)
    first = sheet.next_row
    totals = {code: told_value(reader, book, code) for code in TOWN_CODES}
    towns = list(scope.root.children.order_by("code"))
    hidden = {code: _not_told(book, reader, code, towns) for code in TOWN_CODES}
    told: dict[str, Number] = dict.fromkeys(TOWN_CODES, 0)
    for town in towns:
        own = FigureBook(scope.at(town))
        cells = {c: None if town.code in hidden[c] else own.value(c) for c in TOWN_CODES}
        sheet.add(town.code, town.name, town.get_kind_display(), *cells.values())
        told = {code: told[code] + (value or 0) for code, value in cells.items()}
    few = f"、不足{FEWEST}人不分列的镇" if any(hidden.values()) else ""
    _add_rest(sheet, totals, told, f"本级及手工填报{few}")
    return _add_totals(sheet, totals, first)


def _not_told(
    book: FigureBook, reader: User | None, code: str, towns: Sequence[Union]
) -> Collection[str]:
    """Codes of the towns this reader is not told of one by one (reports/small_groups.py)."""
    rows: Any = shielded_rows(reader, book, code)
    if rows is None:
        return ()
    people = {town.code: people_behind(rows.subtree_of(town)) for town in towns}
    everybody = people_behind(rows)
    if 0 < everybody < FEWEST:
        return people.keys()
    return kept_together(people, besides=everybody - sum(people.values()))


def _sheet(workbook: Book, name: str, title: str, scope: Scope, codes: tuple[str, ...]) -> Sheet:
    columns = [_column(code) for code in codes]
    note = f"截至{scope.as_of:%Y-%m-%d}。空格表示没有报来，0表示报了没有。"
    return workbook.sheet(name, title, note, (*LEAD, *columns))


def _column(code: str) -> Column:
    indicator = registry.find(code)
    is_money = indicator.unit == "元"
    heading = f"{indicator.name}（{indicator.unit}）"
    return Column(heading, 14 if is_money else 11, "money" if is_money else "whole")


def _add_rest(sheet: Sheet, totals: Totals, told: dict[str, Number], label: str) -> None:
    """What no row above tells stands in a row of its own, so that every column adds up."""
    rest = [(totals[code] or 0) - value for code, value in told.items()]
    if any(rest):
        sheet.add("", label, "", *(number or None for number in rest))


def _add_totals(sheet: Sheet, totals: Totals, first: int) -> dict[str, str]:
    last, offset = sheet.next_row - 1, len(LEAD)
    sums: list[Formula | None] = [
        sheet.column_sum(index, first, last, value) if value is not None and last >= first else None
        for index, value in enumerate(totals.values(), offset)
    ]
    row = sheet.add("合计", "", "", *sums, is_total=True)
    return {
        code: sheet.address(row, index, from_elsewhere=True)
        for index, (code, total) in enumerate(zip(totals, sums, strict=True), offset)
        if total is not None
    }

"""分单位 and 分镇.

Additive figures, one row per union, with a live total that equals the figure.
"""

from reports.book import FigureBook
from reports.figures import Number, Scope
from reports.registry import registry
from reports.workbooks.sheets import Book, Column, Formula, Sheet
from unions.models import Union

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
    _add_rest(sheet, book, counted, "手工填报（没有明细）")
    return _add_totals(sheet, book, first, CODES)


def add_towns(workbook: Book, book: FigureBook) -> dict[str, str]:
    """One row per town of a county."""
    scope = book.scope
    sheet = _sheet(workbook, "分镇", f"{scope.root.name}分镇数据", scope, TOWN_CODES)
    first = sheet.next_row
    told: dict[str, Number] = dict.fromkeys(TOWN_CODES, 0)
    for town in scope.root.children.order_by("code"):
        own = FigureBook(scope.at(town))
        cells = {code: own.value(code) for code in TOWN_CODES}
        sheet.add(town.code, town.name, town.get_kind_display(), *cells.values())
        told = {code: told[code] + (value or 0) for code, value in cells.items()}
    _add_rest(sheet, book, told, "本级及手工填报")
    return _add_totals(sheet, book, first, TOWN_CODES)


def _sheet(workbook: Book, name: str, title: str, scope: Scope, codes: tuple[str, ...]) -> Sheet:
    columns = [_column(code) for code in codes]
    note = f"截至{scope.as_of:%Y-%m-%d}。空格表示没有报来，0表示报了没有。"
    return workbook.sheet(name, title, note, (*LEAD, *columns))


def _column(code: str) -> Column:
    indicator = registry.find(code)
    is_money = indicator.unit == "元"
    heading = f"{indicator.name}（{indicator.unit}）"
    return Column(heading, 14 if is_money else 11, "money" if is_money else "whole")


def _add_rest(sheet: Sheet, book: FigureBook, told: dict[str, Number], label: str) -> None:
    """What no row above tells stands in a row of its own, so that every column adds up."""
    rest = [(book.value(code) or 0) - value for code, value in told.items()]
    if any(rest):
        sheet.add("", label, "", *(number or None for number in rest))


def _add_totals(
    sheet: Sheet, book: FigureBook, first: int, codes: tuple[str, ...]
) -> dict[str, str]:
    last, offset = sheet.next_row - 1, len(LEAD)
    sums: list[Formula | None] = [
        sheet.column_sum(index, first, last, book.value(code))
        if book.value(code) is not None and last >= first
        else None
        for index, code in enumerate(codes, offset)
    ]
    row = sheet.add("合计", "", "", *sums, is_total=True)
    return {
        code: sheet.address(row, index, from_elsewhere=True)
        for index, (code, total) in enumerate(zip(codes, sums, strict=True), offset)
        if total is not None
    }

"""汇总表: every figure with last year, change, target, completion and coverage."""

from collections.abc import Mapping

from reports.book import FigureBook
from reports.drilldown import told_to
from reports.figures import Figure, Number, Scope, rounded
from reports.models import Target
from reports.registry import Change, Completion, Indicator, Ratio
from reports.workbooks.sheets import Book, Column, Formula, Sheet
from unions.models import User

__all__ = ["fill", "sheet"]

COLUMNS = (
    Column("序号", 6, "general"),
    Column("数据项", 24),
    Column("单位", 7),
    Column("本期", 12, "general"),
    Column("上年同期", 12, "general"),
    Column("增减", 12, "general"),
    Column("目标", 12, "general"),
    Column("完成率（%）", 11, "rate"),
    Column("已报/应报", 11),
    Column("来源", 14),
    Column("数据项代码", 28),
)
THIS, LAST, CHANGE, TARGET = 3, 4, 5, 6


def sheet(workbook: Book, scope: Scope) -> Sheet:
    note = f"截至{scope.as_of:%Y-%m-%d}；上年同期截至{scope.a_year_before().as_of:%Y-%m-%d}。"
    return workbook.sheet("汇总", f"{scope.root.name}{scope.period}主要数据", note, COLUMNS)


def fill(page: Sheet, book: FigureBook, totals: Mapping[str, str], reader: User | None) -> None:
    """``totals``: per code the cell of its by-union total, which the summary refers to."""
    places: dict[str, str] = {}
    for code in [each.code for each in book.figures()]:
        figure, before = (told_to(reader, each, code) for each in (book, book.previous))
        indicator = book.catalogue.find(figure.code)
        if isinstance(indicator, Change | Completion):
            continue  # they are columns here
        row = page.next_row
        places[figure.code] = page.address(row, THIS)
        value = _value(indicator, figure, totals, places)
        page.add(*_row(page, row, (figure, shown(before)), book.targets.get(code), value))


def _row(
    page: Sheet,
    row: int,
    told: tuple[Figure, Number | None],
    target: Target | None,
    value: object,
) -> tuple[object, ...]:
    """``told``: the figure and last year's value, as the reader may know them."""
    figure, before = told
    now = shown(figure)
    return (
        row - page.HEAD,
        figure.name,
        figure.unit,
        value,
        before,
        _difference(page, row, now, before),
        target.value if target else None,
        _completion(page, row, now, target),
        str(figure.coverage or ""),
        figure.source,
        figure.code,
    )


def shown(figure: Figure) -> Number | None:
    """The value as people read it: rates to one decimal."""
    return None if figure.value is None else rounded(figure.value, figure.decimals)


def _value(
    indicator: Indicator, figure: Figure, totals: Mapping[str, str], places: Mapping[str, str]
) -> object:
    """Live where it can be: the by-union total, or the quotient of two cells above."""
    value = shown(figure)
    if value is None:
        return None
    if figure.code in totals:
        return Formula(f"={totals[figure.code]}", value)
    if isinstance(indicator, Ratio):
        part, whole = places[indicator.numerator], places[indicator.denominator]
        return Formula(f"=ROUND({part}/{whole}*100,{indicator.decimals})", value)
    return value


def _difference(page: Sheet, row: int, now: Number | None, before: Number | None) -> object:
    if now is None or before is None:
        return None
    return Formula(f"={page.address(row, THIS)}-{page.address(row, LAST)}", now - before)


def _completion(page: Sheet, row: int, now: Number | None, target: Target | None) -> object:
    if now is None or target is None or (reached := target.reached_by(now)) is None:
        return None
    text = f"=ROUND({page.address(row, THIS)}/{page.address(row, TARGET)}*100,1)"
    return Formula(text, rounded(reached, 1))

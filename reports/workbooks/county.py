"""报县总工会的统计表: cover, summary, by town, by union, unreported, checks, definitions.

Every number is a figure of the book. Totals are live formulas whose stored value is that figure.
"""

import hashlib
import json

from reports.book import FigureBook
from reports.drilldown import told_to
from reports.workbooks import breakdowns, lists, summary
from reports.workbooks.sheets import Book, Column, Sheet
from unions.clock import today
from unions.models import Union, User

__all__ = ["check_code", "county_workbook"]


def county_workbook(book: FigureBook, reader: User | None = None) -> bytes:
    """The .xlsx file of one scope; a county's also has a sheet by town.

    ``reader``: who downloads it and is told of aid what his or her pages tell; None is a command.
    """
    scope = book.scope
    title = f"{scope.root.name}{scope.period}工会工作统计表"
    workbook = Book(title, scope.root.name, today())
    _fill_cover(workbook, book, title, check_code(book, reader))
    overview = summary.sheet(workbook, scope)
    if scope.root.kind == Union.Kind.COUNTY:
        breakdowns.add_towns(workbook, book, reader)
    totals = breakdowns.add_unions(workbook, book)
    summary.fill(overview, book, totals, reader)
    lists.add_unreported(workbook, book)
    lists.add_checks(workbook, book)
    lists.add_definitions(workbook, book)
    return workbook.content()


def check_code(book: FigureBook, reader: User | None = None) -> str:
    """Eight characters over all values told: the stamped paper and the file carry the same."""
    told = (told_to(reader, book, figure.code) for figure in book.figures())
    values = [(figure.code, figure.display) for figure in told]
    scope = [book.scope.root.code, str(book.scope.as_of), values]
    return hashlib.sha256(json.dumps(scope, ensure_ascii=False).encode()).hexdigest()[:8].upper()


def _fill_cover(workbook: Book, book: FigureBook, title: str, code: str) -> Sheet:
    scope = book.scope
    columns = (Column("项目", 20), Column("内容", 62))
    sheet = workbook.sheet(
        "封面", title, "打印后由负责人签字、加盖公章，与电子文件一并上报。", columns
    )
    sheet.add("填报单位", f"{scope.root.name}（{scope.root.code}）")
    sheet.add("统计期间", str(scope.period))
    sheet.add("截至日期", f"{scope.as_of:%Y-%m-%d}")
    sheet.add("校验码", code)
    for label in ("单位负责人（签字）", "填表人（签字）", "联系电话", "填报日期", "单位公章"):
        sheet.add(label, "")
    return sheet

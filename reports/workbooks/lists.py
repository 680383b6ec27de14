"""未报工会, 逻辑审核 and 口径说明 of the county workbook."""

from reports.book import FigureBook
from reports.reconciliation import findings
from reports.workbooks.sheets import Book, Column

__all__ = ["add_checks", "add_definitions", "add_unreported"]

UNREPORTED = (
    Column("编号", 13),
    Column("工会", 40),
    Column("类型", 22),
    Column("联系人", 12),
    Column("电话", 18),
)
CHECKS = (
    Column("审核关系", 52),
    Column("左边", 12, "general"),
    Column("右边", 12, "general"),
    Column("结果", 44),
)
DEFINITIONS = (
    Column("编号", 28),
    Column("数据项", 24),
    Column("单位", 7),
    Column("口径", 70),
    Column("出处", 16),
)


def add_unreported(workbook: Book, book: FigureBook) -> None:
    """Unions without a headcount in the last twelve months."""
    day = f"{book.scope.as_of:%Y-%m-%d}"
    note = f"截至{day}，一年内没有报来职工与会员人数的工会。"
    sheet = workbook.sheet("未报工会", "未报工会名单", note, UNREPORTED)
    for union in book.reporting.silent():
        kind = union.get_kind_display()
        sheet.add(union.code, union.name, kind, union.contact_name, union.contact_phone)


def add_checks(workbook: Book, book: FigureBook) -> None:
    sheet = workbook.sheet("逻辑审核", "逻辑审核", "不符合的请核对原始台账后重新导出。", CHECKS)
    for finding in findings(book):
        outcome = {True: "符合", False: f"不符合：{finding.rule.message}", None: "数据不全，未审核"}
        sheet.add(finding.sentence, finding.left, finding.right, outcome[finding.holds])


def add_definitions(workbook: Book, book: FigureBook) -> None:
    sheet = workbook.sheet("口径说明", "数据项口径", "各数据项的含义和计算方法。", DEFINITIONS)
    for item in book.catalogue:
        sheet.add(item.code, item.name, item.unit, item.definition, item.source)

"""From an upload to a plan, and from the refused rows to a workbook to send back."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from reports.models import Upload
from unions.dates import display_date
from unions.importing import record_numbers
from unions.importing.catalogue import importable
from unions.importing.files import Lost, Sheet
from unions.importing.guards import Unreadable
from unions.importing.orders import Order
from unions.importing.plans import Plan
from unions.importing.recognition import recognise
from unions.importing.tables import Column
from unions.importing.unread import REASON

__all__ = ["order_of", "recognised_in", "refused_workbook"]

NOT_RECOGNISED = "认不出这个文件是哪一种表：前十行里找不到认得的表头。请选择种类，或下载模板填写。"


def recognised_in(sheets: Sequence[Sheet], offered: Mapping[str, str]) -> str:
    """The record type the sheets most probably hold; Unreadable when none fits."""
    known = importable()
    found = recognise(sheets, [known[name] for name in offered])
    if not found:
        raise Unreadable(NOT_RECOGNISED)
    return next(name for name in offered if known[name] is found[0])


def order_of(upload: Upload, content: bytes | None = None) -> Order:
    """Unreadable while nobody knows what the sheet holds."""
    if not upload.resource:
        raise Unreadable(NOT_RECOGNISED)
    return Order(
        data=upload.content() if content is None else content,
        resource=importable()[upload.resource],
        root=upload.root,
        user=upload.user,
        union=upload.union,
        as_of=upload.as_of,
        guessed=upload.guessed,
        transfers=frozenset(upload.transfers),
        sheet=upload.sheet,
        header=upload.header,
        columns={int(index): name for index, name in upload.columns.items()},
    )


def refused_workbook(plan: Plan) -> bytes:
    """The refused rows as they came, with the reasons in a last column; text stays text.

    Above them stands what was taken for granted, in the words the reader knows, so that corrected
    rows come back as rows of the same union and day.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("不收的行")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    top = [f"{plan.resource.label}：不收的行", *_granted(plan)]
    for line, text in enumerate(top):
        sheet.write_string(line, 0, text, bold)
    columns = [c for c in plan.table.columns if plan.order.columns.get(c.index) != "-"]
    headings = [*(_heading(plan, column) for column in columns), REASON]
    for place, heading in enumerate(headings):
        sheet.write_string(len(top), place, heading, bold)
    rows = plan.sheet_rows()
    for line, draft in enumerate(plan.refused, len(top) + 1):
        cells = rows[draft.number]
        for place, column in enumerate(columns):
            if column.index < len(cells):
                _write(sheet, line, place, cells[column.index], day)
        sheet.write_string(line, len(columns), "".join(fault.message for fault in draft.faults))
    sheet.set_column(0, len(columns) - 1, 14)
    sheet.set_column(len(columns), len(columns), 60)
    sheet.freeze_panes(len(top) + 1, 0)
    book.close()
    return stream.getvalue()


def _granted(plan: Plan) -> Iterator[str]:
    """填报单位, 统计截至 and the unit of money, each on a line."""
    assumed = plan.assumed
    if assumed.union:
        yield f"填报单位：{assumed.union.code} {assumed.union.name}"
    start, end = assumed.period
    if start == date(end.year, 1, 1):
        yield f"统计截至：{display_date(assumed.day)}"
    else:  # a title of whole months told it
        yield f"统计期间：{start.year}年{start.month}月-{end.year}年{end.month}月"
    if plan.table.notes.unit:
        yield f"金额单位：{plan.table.notes.unit}"


def _heading(plan: Plan, column: Column) -> str:
    """As it stood; where somebody said what it means, that, so that nobody has to say it again."""
    if column.index not in plan.order.columns:
        return column.heading
    if column.name == "union":
        return plan.resource.union_headings[0]
    declared = plan.resource.fields.get(column.name)
    name = declared.column_name if declared else record_numbers.HEADING
    return f"{name.partition('（')[0]}（{column.unit}）" if column.unit else name


def _write(sheet: Any, line: int, index: int, cell: Any, day: Any) -> None:
    if cell is None or isinstance(cell, Lost):
        return
    if isinstance(cell, str):
        sheet.write_string(line, index, cell)
    elif isinstance(cell, bool | int | float):
        sheet.write(line, index, cell)
    else:
        sheet.write_datetime(line, index, cell, day)

"""From an upload to a plan, and from the refused rows to a workbook to send back."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from reports.models import Upload
from unions.importing.catalogue import importable
from unions.importing.files import Lost, Sheet
from unions.importing.guards import Unreadable
from unions.importing.orders import Order, recognise
from unions.importing.plans import Plan

__all__ = ["order_of", "recognised_in", "refused_workbook"]

REASON = "不收的原因"
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
        transfers=upload.transfers,
        sheet=upload.sheet,
        columns={int(index): name for index, name in upload.columns.items()},
    )


def refused_workbook(plan: Plan) -> bytes:
    """The refused rows as they came, with the reasons in a last column; text stays text."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("不收的行")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    headings = {column.index: column.heading for column in plan.table.columns}
    width = max(headings) + 1
    for index, heading in headings.items():
        sheet.write_string(0, index, heading, bold)
    sheet.write_string(0, width, REASON, bold)
    rows = plan.sheet_rows()
    for line, draft in enumerate(plan.refused, 1):
        for index, cell in enumerate(rows[draft.number]):
            _write(sheet, line, index, cell, day)
        sheet.write_string(line, width, "".join(fault.message for fault in draft.faults))
    sheet.set_column(0, width - 1, 14)
    sheet.set_column(width, width, 60)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, line: int, index: int, cell: Any, day: Any) -> None:
    if cell is None or isinstance(cell, Lost):
        return
    if isinstance(cell, str):
        sheet.write_string(line, index, cell)
    elif isinstance(cell, bool | int | float):
        sheet.write(line, index, cell)
    else:
        sheet.write_datetime(line, index, cell, day)

"""Writing sheets: styles, widths and print setup shared by all workbooks.

User text is never a formula.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

__all__ = ["Book", "Column", "Formula", "Sheet"]

FONT = "宋体"
WIDEST = 14  # columns that are still readable across one landscape page
STYLES: dict[str, dict[str, Any]] = {
    "title": {"font_size": 16, "bold": True, "align": "center", "valign": "vcenter"},
    "note": {"font_size": 10, "font_color": "#555555", "text_wrap": True, "valign": "top"},
    "head": {
        "bold": True,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
        "bg_color": "#F3F0EE",
    },
    "text": {"border": 1, "valign": "vcenter", "text_wrap": True},
    "whole": {"border": 1, "num_format": "0"},
    "money": {"border": 1, "num_format": "#,##0.00"},
    "rate": {"border": 1, "num_format": "0.0"},
    "general": {"border": 1, "num_format": "General"},
    "total_text": {"border": 1, "bold": True, "bg_color": "#FAF7F5"},
    "total": {"border": 1, "bold": True, "num_format": "General", "bg_color": "#FAF7F5"},
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A live formula with the value it has now, so that readers without a calculator see it too."""

    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    width: float
    style: str = "text"


class Book:
    """A workbook in memory; ``content`` closes it and gives the bytes."""

    def __init__(self, title: str, author: str, created_on: date) -> None:
        self._stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(self._stream, options)
        created = datetime.combine(created_on, datetime.min.time())
        self.book.set_properties({"title": title, "author": author, "created": created})
        base = {"font_name": FONT, "font_size": 11}
        self.styles = {name: self.book.add_format(base | style) for name, style in STYLES.items()}

    def sheet(self, name: str, title: str, note: str, columns: Sequence[Column]) -> "Sheet":
        return Sheet(self, name, title, note, columns)

    def content(self) -> bytes:
        self.book.close()
        return self._stream.getvalue()


class Sheet:
    """Title, note, header row and data rows; A4, header repeated, fitted to one page's width."""

    HEAD = 2  # row of the header, counted from 0

    def __init__(
        self, book: Book, name: str, title: str, note: str, columns: Sequence[Column]
    ) -> None:
        self.name, self.styles, self.columns = name, book.styles, columns
        self.page = book.book.add_worksheet(name)
        self.next_row = self.HEAD + 1
        self._head(title, note)
        self._print_setup()

    def _head(self, title: str, note: str) -> None:
        last = len(self.columns) - 1
        self.page.merge_range(0, 0, 0, last, title, self.styles["title"])
        self.page.merge_range(1, 0, 1, last, note, self.styles["note"])
        self.page.set_row(0, 32)
        self.page.set_row(1, 30)
        self.page.set_row(self.HEAD, 48)
        for index, column in enumerate(self.columns):
            self.page.set_column(index, index, column.width)
            self.page.write_string(self.HEAD, index, column.heading, self.styles["head"])
        self.page.freeze_panes(self.HEAD + 1, 0)

    def _print_setup(self) -> None:
        self.page.set_paper(9)  # A4
        if len(self.columns) > 7:
            self.page.set_landscape()
        wide = len(self.columns) > WIDEST
        self.page.fit_to_pages(2 if wide else 1, 0)
        if wide:
            self.page.repeat_columns(0, 1)
        self.page.repeat_rows(self.HEAD)
        self.page.set_footer("&C第&P页 共&N页")

    def add(self, *values: Any, is_total: bool = False) -> int:
        """Appends a row and returns its number (from 0)."""
        row = self.next_row
        for index, (value, column) in enumerate(zip(values, self.columns, strict=True)):
            style = column.style
            if is_total:
                style = "total_text" if column.style == "text" else "total"
            self._write(row, index, value, self.styles[style])
        self.next_row += 1
        return row

    def _write(self, row: int, index: int, value: Any, style: Any) -> None:
        if isinstance(value, Formula):
            shown = "" if value.value is None else float(value.value)
            self.page.write_formula(row, index, value.text, style, shown)
        elif value is None or value == "":
            self.page.write_blank(row, index, None, style)
        elif isinstance(value, int | float | Decimal):
            self.page.write_number(row, index, float(value), style)
        else:
            self.page.write_string(row, index, str(value), style)

    def address(self, row: int, index: int, *, from_elsewhere: bool = False) -> str:
        """Address of a cell; as another sheet writes it: '分工会'!E12."""
        cell = str(xl_rowcol_to_cell(row, index))
        return f"'{self.name}'!{cell}" if from_elsewhere else cell

    def column_sum(self, index: int, first: int, last: int, value: Any) -> Formula:
        top, bottom = xl_rowcol_to_cell(first, index), xl_rowcol_to_cell(last, index)
        return Formula(f"=SUM({top}:{bottom})", value)

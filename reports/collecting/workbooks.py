"""Workbooks that go out to be filled in: the template of a record type, or one union's form.

Three sheets: the table with drop-downs and formats, the notes 填写说明 with an example for every
column (upright, so that no reader takes it for rows), and the hidden lists of the drop-downs.
Whatever somebody typed is written as text, never as a formula.
"""

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.conf import settings
from xlsxwriter.utility import xl_range_abs

from unions.dates import display_date
from unions.importing import record_numbers
from unions.importing.files import NOTES
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import SheetField
from unions.importing.tables import RECORD_NO
from unions.importing.widgets import (
    CountWidget,
    DayWidget,
    IdNumberWidget,
    MoneyWidget,
    PartialDateWidget,
    PhoneWidget,
    TextWidget,
)
from unions.models import Union

__all__ = ["FormSheet", "form_workbook"]

LISTS = "选项"
TITLE, UNION, DAY, ADVICE, HEADER = range(5)  # rows of the table sheet, from 0
FORMATS: tuple[tuple[type[TextWidget], str], ...] = (
    (DayWidget, "yyyy-mm-dd"),
    (MoneyWidget, "#,##0.00"),
    (CountWidget, "0"),
)
WIDTHS: tuple[tuple[type[TextWidget], int], ...] = (
    (IdNumberWidget, 22),
    (PhoneWidget, 15),
    (DayWidget, 12),
    (PartialDateWidget, 13),
    (MoneyWidget, 13),
    (CountWidget, 8),
)
YELLOW = "#fff3c4"
GRID = {"border": 1, "border_color": "#c9d1da"}
TEXT = "@"  # numbers of 18 digits, 2009年8月 and 08-1 stay as they were typed
TOLD = "带 * 的必须填。空着的格子不会改动台账里已有的内容。表头不要改，填法见“填写说明”。"
MISSING = "黄色的格子是台账里还缺的，请补填。"
NOTE_HEADINGS = (("列名", 20), ("要不要填", 12), ("怎么填", 66), ("例子（不会收进台账）", 26))
NUMBER_NOTE = "台账用它来认这一行，不要改；新加的行空着。"
UNION_NOTE = "全称、简称或编号都行。整张表是同一家工会的，只填上面的填报单位，这一列空着。"


@dataclass(frozen=True, slots=True)
class FormSheet:
    """What one workbook is about.

    ``union``: whose form it is; without one every row names its union, and ``unions`` is what the
    drop-down of that column lists. ``rows``: cells filled in already, by column; ``asked``: columns
    whose blanks among them are marked, beside the needed ones.
    """

    resource: SheetResource
    union: Union | None = None
    day: date | None = None
    unions: Sequence[str] = ()
    rows: Sequence[Mapping[str, Any]] = ()
    asked: Collection[str] = ()

    @property
    def columns(self) -> list[tuple[str, SheetField]]:
        """Those of the record; before them the union's, behind them the number where needed."""
        fields = list(self.resource.fields.items())
        if self.union is None:
            fields.insert(0, ("union", self._union_column()))
        if any(RECORD_NO in row for row in self.rows):
            number = SheetField("", record_numbers.HEADING, TextWidget(), help_text=NUMBER_NOTE)
            fields.append((RECORD_NO, number))
        return fields

    def _union_column(self) -> SheetField:
        heading, example = self.resource.union_headings[0], "示范机械有限公司工会"
        return SheetField("", heading, TextWidget(), example=example, help_text=UNION_NOTE)

    def offered(self, name: str) -> Sequence[str]:
        if name == "union":
            return self.unions
        declared = self.resource.fields.get(name)
        return declared.widget.offered if declared else ()


def form_workbook(form: FormSheet) -> bytes:
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        _Writer(book, form).write()
    return stream.getvalue()


class _Writer:
    def __init__(self, book: Any, form: FormSheet) -> None:
        self.book, self.form, self.columns = book, form, form.columns
        self._looks: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.last = len(self.columns) - 1
        self.sheet = book.add_worksheet(form.resource.label)
        self.notes = book.add_worksheet(NOTES)
        self.lists = book.add_worksheet(LISTS)

    def look(self, **told: Any) -> Any:
        """A format, made once: Excel reads at most some 64,000 of them."""
        key = tuple(told.items())
        if key not in self._looks:
            self._looks[key] = self.book.add_format(told)
        return self._looks[key]

    def write(self) -> None:
        self._write_top()
        for place, (name, column) in enumerate(self.columns):
            self._write_column(place, name, column)
        for line, row in enumerate(self.form.rows, HEADER + 1):
            self._write_row(line, row)
        self._set_up_print()
        self._write_notes()
        self.lists.hide()

    def _write_top(self) -> None:
        form = self.form
        title = self.look(bold=True, font_size=16, align="center", valign="vcenter")
        line = self.look(bottom=1, num_format=TEXT)
        quiet = self.look(font_color="#5a6472", text_wrap=True, valign="vcenter")
        day = display_date(form.day) if form.day else ""
        self._across(TITLE, 0, self.last, f"{form.resource.label}填报表", title)
        self.sheet.write_string(UNION, 0, "填报单位：")
        union = f"{form.union.code} {form.union.name}" if form.union else ""
        self._across(UNION, 1, min(self.last, 4), union, line)
        self.sheet.write_string(DAY, 0, "统计截至：")
        self._across(DAY, 1, min(self.last, 4), day, line)
        advice = TOLD + (MISSING if form.rows else "")
        self._across(ADVICE, 0, self.last, advice, quiet)
        self.sheet.set_row(TITLE, 30)
        self.sheet.set_row(ADVICE, 34)

    def _across(self, line: int, first: int, last: int, text: str, look: Any) -> None:
        if last > first:
            self.sheet.merge_range(line, first, line, last, "", look)
        self.sheet.write_string(line, first, text, look)

    def _write_column(self, place: int, name: str, column: SheetField) -> None:
        heading = f"*{column.column_name}" if column.needed else column.column_name
        offered = self.form.offered(name)
        look = self.look(num_format=_number_format(column.widget))
        self.sheet.set_column(place, place, _width(column, offered), look)
        self.sheet.write_string(HEADER, place, heading, self._header_look(column.needed))
        if offered:
            self._offer(place, name, column, offered)

    def _header_look(self, is_needed: bool) -> Any:
        fill = "#fbe9e7" if is_needed else "#edf0f3"
        return self.look(
            bold=True, border=1, bg_color=fill, align="center", valign="vcenter", text_wrap=True
        )

    def _offer(self, place: int, name: str, column: SheetField, offered: Sequence[str]) -> None:
        """A list on the hidden sheet: one in the cell itself ends at 255 characters."""
        self.lists.write_column(0, place, offered)
        source = f"={LISTS}!{xl_range_abs(0, place, len(offered) - 1, place)}"
        bottom = HEADER + settings.LEDGER_IMPORT_MAX_ROWS
        self.sheet.data_validation(
            HEADER + 1, place, bottom, place,
            {"validate": "list", "source": source, "show_error": name != "union",
             "error_title": "不在可选范围", "error_message": f"{column.column_name}请从列表里选。"},
        )  # fmt: skip

    def _write_row(self, line: int, row: Mapping[str, Any]) -> None:
        for place, (name, column) in enumerate(self.columns):
            value, number = row.get(name), _number_format(column.widget)
            if value is not None and value != "":
                self._write_cell(line, place, value, number)
            elif name in self.form.asked or column.needed:
                look = self.look(**GRID, num_format=number, bg_color=YELLOW)
                self.sheet.write_blank(line, place, None, look)
            else:
                self.sheet.write_blank(line, place, None, self.look(**GRID, num_format=number))

    def _write_cell(self, line: int, place: int, value: Any, number: str) -> None:
        if isinstance(value, date):
            look = self.look(**GRID, num_format="yyyy-mm-dd")
            self.sheet.write_datetime(line, place, value, look)
        elif isinstance(value, int | float | Decimal):
            self.sheet.write_number(line, place, value, self.look(**GRID, num_format=number))
        else:
            self.sheet.write_string(line, place, str(value), self.look(**GRID, num_format=number))

    def _set_up_print(self) -> None:
        """A4 across, one page wide, the header on every page, who filled it in at the foot."""
        self.sheet.freeze_panes(HEADER + 1, 0)
        for sheet in (self.sheet, self.notes):
            sheet.set_paper(9)
            sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.8)
            sheet.fit_to_pages(1, 0)
        self.sheet.set_landscape()
        self.sheet.repeat_rows(HEADER)
        self.sheet.set_footer(
            "&L填表人：　　　　　　联系电话：&C第&P页 共&N页&R负责人（盖章）：　　　　　　"
        )

    def _write_notes(self) -> None:
        look = self.look(text_wrap=True, valign="top", border=1)
        head = self.look(bold=True, bg_color="#edf0f3", border=1)
        for place, (heading, width) in enumerate(NOTE_HEADINGS):
            self.notes.set_column(place, place, width)
            self.notes.write_string(0, place, heading, head)
        for line, (name, column) in enumerate(self.columns, 1):
            needed = "必须填" if column.needed else "看说明" if name == "union" else "知道就填"
            advice = self._advice(name, column)
            self.notes.set_row(line, 18 * -(-len(advice) * 2 // NOTE_HEADINGS[2][1]))
            told = (column.column_name, needed, advice, column.example)
            for place, text in enumerate(told):
                self.notes.write_string(line, place, text, look)
        self.notes.freeze_panes(1, 0)

    def _advice(self, name: str, column: SheetField) -> str:
        offered = self.form.offered(name) if name != "union" else ()
        listed = (
            f"有：{'、'.join(offered[:12])}{'等' if len(offered) > 12 else ''}。" if offered else ""
        )
        return f"{column.widget.advice}{listed}{column.help_text}"


def _width(column: SheetField, offered: Sequence[str]) -> int:
    """In digits; a Chinese character is two of them."""
    kind = next((width for kind, width in WIDTHS if isinstance(column.widget, kind)), 0)
    plain = 2 * len(column.example) + 4 if column.example else 17
    longest = max(map(len, [f"*{column.column_name}", *offered[:50]]))
    return max(min(2 * longest + 2, 30), kind or (0 if offered else plain))


def _number_format(widget: TextWidget) -> str:
    return next((shape for kind, shape in FORMATS if isinstance(widget, kind)), TEXT)

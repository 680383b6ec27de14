"""Sheets of a sent-in file as raw rows: .xlsx, .xls and .csv, whatever its name says.

Every row keeps its number in the sheet, so that a fault can be found again in WPS or Excel.
"""

import csv
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import Enum

import xlrd
from defusedxml.ElementTree import fromstring
from django.conf import settings
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from unions.importing.guards import Kind, Unreadable, inspect_workbook, kind_of
from unions.importing.refusals import too_many_rows
from unions.importing.sheet_facts import NOTHING_HIDDEN, Hidden, Merged, SheetFacts
from unions.importing.spellings import Heading

__all__ = ["NOTES", "Lost", "Row", "Sheet", "Value", "read_sheets"]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
MOST_CELLS = 600_000  # of a text file, each a text: as many as a workbook may hold
MOST_SAME = 100_000  # texts of a sheet that are looked for among the later ones
NOTES = "填写说明"  # the sheet that explains a template: its examples are nobody's rows

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEET = _MAIN + "sheet"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class Lost(Enum):
    """A cell that shows something in WPS but stores no value; the words refuse it."""

    UNCOMPUTED = "这个单元格是公式，但文件里没有存下结果。请在 WPS 或 Excel 中打开，保存后再交。"
    ERROR = "这个单元格的公式出错（如 #REF!、#N/A）。请改正后再交。"
    SHARED = "这个数写在几行合并的一格里，看不出各行是多少。请取消合并，每行分别填写。"


Value = str | int | float | bool | date | datetime | time | timedelta | Lost | None
Row = tuple[int, Sequence[Value]]


@dataclass(frozen=True)
class Sheet:
    """Rows that hold something, by their number from 1; cells by column from 0."""

    name: str
    rows: Sequence[Row]
    merged: Sequence[Merged] = ()  # cells over several rows; only the first row holds their value
    hidden: Hidden = NOTHING_HIDDEN
    # By first row and number of rows; kept with the sheet, so that its text goes when it goes.
    laid_out: dict[tuple[int, int], Sequence[Heading]] = field(
        default_factory=dict, compare=False, repr=False
    )


def read_sheets(data: bytes) -> tuple[Sheet, ...]:
    """The visible sheets of rows; Unreadable says why a file cannot be used."""
    readers = {Kind.XLSX: _xlsx, Kind.XLS: _xls, Kind.TEXT: _text}
    kind = kind_of(data)
    if kind is Kind.ZIP:
        raise Unreadable("这是压缩包。多个文件请在“批量收表”里交，或解压后交其中的表格。")
    sheets = tuple(sheet for sheet in readers[kind](data) if sheet.rows and sheet.name != NOTES)
    if not sheets:
        raise Unreadable("这个文件里没有任何内容。请检查是否发错了文件，或内容在隐藏的工作表里。")
    return sheets


def _limited(name: str, rows: Iterable[Row], there: int) -> Sheet:
    """Without blank rows and trailing blank cells, within the limits of the settings.

    `there`: how many rows the sheet has, blank ones included.
    """
    kept: list[Row] = []
    most: int = settings.LEDGER_IMPORT_MAX_ROWS
    same: dict[str, str] = {}  # a column of 汉族 is one text, not thousands
    for number, cells in rows:
        width = len(cells)
        while width and (cells[width - 1] is None or cells[width - 1] == ""):
            width -= 1
        if not width:
            continue
        if width > settings.LEDGER_IMPORT_MAX_COLUMNS:
            raise Unreadable(
                f"工作表“{name}”第{number}行有 {width} 列，超过 "
                f"{settings.LEDGER_IMPORT_MAX_COLUMNS} 列。请删去右边多余的内容。"
            )
        if len(kept) == most:
            raise Unreadable(too_many_rows(f"工作表“{name}”", there, most))
        one_of = same.setdefault if len(same) < MOST_SAME else same.get  # nor are names and numbers
        row = [one_of(c, c) if type(c) is str else c for c in cells[:width]]
        kept.append((number, row))
    return Sheet(name, kept)


def _xlsx(data: bytes) -> Iterable[Sheet]:
    facts = inspect_workbook(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        parts = _parts_by_sheet(data) if any(map(_is_odd, facts.values())) else {}
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                sheet = book.get_sheet_by_name(about.name)
                told = facts.get(parts.get(about.name, ""), SheetFacts())
                there = (sheet.start or (0, 0))[0] + sheet.height
                limited = _limited(about.name, _calamine_rows(sheet, told), there)
                yield replace(limited, merged=tuple(told.merged), hidden=told.hidden)
    except (CalamineError, KeyError) as error:
        raise Unreadable(
            "这个文件的内容不完整或已损坏，读不出来。请在 WPS 或 Excel 中打开，另存后再交。"
        ) from error


def _parts_by_sheet(data: bytes) -> dict[str, str]:
    """Which part of the zip holds which sheet, as the workbook itself says."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        workbook = fromstring(book.read("xl/workbook.xml"))
        relations = fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    return {
        sheet.get("name", ""): posixpath.join("/xl", targets[sheet.get(_RELATION)]).lstrip("/")
        for sheet in workbook.iter(_SHEET)
    }


def _is_odd(facts: SheetFacts) -> bool:
    return bool(facts.uncomputed or facts.errors or facts.merged) or facts.hidden != NOTHING_HIDDEN


def _calamine_rows(sheet: CalamineSheet, facts: SheetFacts) -> Iterable[Row]:
    top, left = sheet.start or (0, 0)
    rows: Iterable[Row] = (
        (number, [*[None] * left, *cells])
        for number, cells in enumerate(sheet.iter_rows(), top + 1)
    )
    return _with_lost(rows, lost) if (lost := _lost_cells(facts)) else rows


def _with_lost(rows: Iterable[Row], lost: dict[int, dict[int, Lost]]) -> list[Row]:
    """The reader leaves these cells empty, and rows of nothing else out."""
    filled = dict(rows)
    for number, cells in lost.items():
        row = list(filled.get(number, ()))
        row += [None] * (max(cells) - len(row))
        for column, what in cells.items():
            row[column - 1] = what
        filled[number] = row
    return sorted(filled.items())


def _lost_cells(facts: SheetFacts) -> dict[int, dict[int, Lost]]:
    cells: dict[int, dict[int, Lost]] = {}
    for found, what in ((facts.uncomputed, Lost.UNCOMPUTED), (facts.errors, Lost.ERROR)):
        for row, column in found:
            cells.setdefault(row, {})[column] = what
    return cells


def _xls(data: bytes) -> Iterable[Sheet]:
    try:
        book = xlrd.open_workbook(
            file_contents=data, ragged_rows=True, logfile=io.StringIO(), on_demand=True
        )
        for sheet in book.sheets():
            if sheet.visibility == 0:
                rows = ((i + 1, _xls_row(book, sheet.row(i))) for i in range(sheet.nrows))
                yield _limited(sheet.name, rows, sheet.nrows)
    except Unreadable:
        raise
    except Exception as error:  # xlrd meets damaged files with many kinds of errors
        if "encrypted" in str(error):
            raise Unreadable(
                "这个文件设了打开密码，读不了。请打开后取消密码，重新保存再交。"
            ) from error
        raise Unreadable(
            "这个旧式 .xls 文件不完整或已损坏。请在 WPS 或 Excel 中打开，另存为 .xlsx 后再交。"
        ) from error


def _xls_row(book: xlrd.Book, cells: Sequence[xlrd.sheet.Cell]) -> list[Value]:
    return [_xls_value(book, cell) for cell in cells]


def _xls_value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> Value:
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK}:
        return None
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Lost.ERROR
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE and cell.value >= 1:
        moment: datetime = xlrd.xldate_as_datetime(cell.value, book.datemode)
        return moment
    value: Value = cell.value
    return value


def _text(data: bytes) -> Iterable[Sheet]:
    text = _decoded(data)
    if "\0" in text:
        raise Unreadable(
            "认不出这个文件的格式。请用 WPS 或 Excel 打开，另存为“.xlsx 工作簿”后再交。"
        )
    first = text[:4000]
    delimiter = max(",\t;，", key=first.count)
    try:
        there = cells = 0
        for row in csv.reader(_lines(text), delimiter=delimiter):
            there, cells = there + 1, cells + len(row)
    except csv.Error as error:
        raise Unreadable(
            "这个文本表格的引号或分隔不对，读不出来。请另存为 .xlsx 后再交。"
        ) from error
    if cells > MOST_CELLS and there <= settings.LEDGER_IMPORT_MAX_ROWS:
        raise Unreadable("这个文件里的文字格太多，超过能读的数量。请分成几个文件。")
    yield _limited("文本", enumerate(csv.reader(_lines(text), delimiter=delimiter), 1), there)


def _lines(text: str) -> Iterator[str]:
    """One after the other: a StringIO would hold the text once more, four bytes a character."""
    return (line[0] for line in _LINE.finditer(text))


def _decoded(data: bytes) -> str:
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if is_utf16 else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("认不出这个文件的文字编码。请用 WPS 或 Excel 打开，另存为 .xlsx 后再交。")

"""A register as .xlsx, written row by row: one sheet, a header, plain cells.

XlsxWriter and openpyxl take five to ten times as long for the same rows, and XlsxWriter keeps
whole sheets in temporary files. A register needs so little of the format that it is written here:
texts are inline strings and never formulas, numbers and days are real cells.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO
from xml.sax.saxutils import escape

from unions.exporting import workbook_parts as parts

__all__ = ["Cell", "Heading", "Sheet", "TooLong", "write_workbook"]

Cell = str | int | float | Decimal | date | None

MOST_ROWS = 1_048_575  # below the header, as many as a sheet has
LONG = 255  # characters; more in the text format Excel shows as #####
DAY_0 = date(1899, 12, 30).toordinal()  # Excel's days count from here
MOST_REMEMBERED = 2000  # values of a column
PIECE = 200  # rows compressed at a time
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]")  # to be escaped, kept or dropped


class TooLong(Exception):
    """More rows than a sheet has; the message says what to do."""


@dataclass(frozen=True)
class Heading:
    text: str
    width: float  # in characters of the standard font


@dataclass(frozen=True)
class Sheet:
    """What stands around the rows."""

    name: str
    title: str  # above every printed page
    note: str  # below it
    headings: Sequence[Heading]


def write_workbook(stream: IO[bytes], sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> int:
    """Writes the file and returns how many rows it holds; memory does not grow with them."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        with book.open(parts.SHEET_PATH, "w") as part:
            count = _write_rows(part, sheet, rows)
        for path, text in parts.others(sheet.name, len(sheet.headings), count + 1).items():
            book.writestr(path, text)
    return count


def _write_rows(part: IO[bytes], sheet: Sheet, rows: Iterable[Sequence[Cell]]) -> int:
    part.write(parts.before_rows([heading.width for heading in sheet.headings]).encode())
    letters = [parts.letter(index) for index in range(len(sheet.headings))]
    head = "".join(
        f'<c r="{letter}1{_text(heading.text, parts.HEAD)}'
        for letter, heading in zip(letters, sheet.headings, strict=True)
    )
    part.write(f'<row r="1" ht="24" customHeight="1">{head}</row>'.encode())
    count, held = 0, []
    for count, line in enumerate(_lines(letters, rows), 1):
        if count > MOST_ROWS:
            raise TooLong(f"超过{MOST_ROWS}条，一张工作表放不下。请先用筛选分成几批再导出。")
        held.append(line)
        if count % PIECE == 0:
            part.write("".join(held).encode())
            held.clear()
    part.write("".join(held).encode())
    part.write(parts.after_rows(len(letters), count + 1, sheet.title, sheet.note).encode())
    return count


def _lines(letters: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    # By column, what comes again and again: code lists, places, unions, days.
    columns: list[tuple[str, dict[Cell, str]]] = [(f'<c r="{letter}', {}) for letter in letters]
    for number, row in enumerate(rows, 2):
        line = f"{number}"
        pieces = ['<row r="', line, '">']
        for (start, known), value in zip(columns, row, strict=True):
            if value is not None and value != "":
                pieces += (start, line, known.get(value) or _remembered(known, value))
        pieces.append("</row>")
        yield "".join(pieces)


def _remembered(known: dict[Cell, str], value: Cell) -> str:
    """The cell behind its address."""
    tail = _text(value, parts.TEXT) if isinstance(value, str) else _number(value)
    if len(known) < MOST_REMEMBERED:
        known[value] = tail
    return tail


def _number(value: int | float | Decimal | date | None) -> str:
    """A day is a number of days, too."""
    style = parts.COUNT
    if isinstance(value, date):
        value, style = value.toordinal() - DAY_0, parts.DAY
    elif isinstance(value, Decimal):
        style = parts.MONEY if value.as_tuple().exponent == -2 else parts.PLAIN
    return f'" s="{style}"><v>{value}</v></c>'


def _text(text: str, style: int) -> str:
    keep = ""
    if _ODD.search(text):
        text, keep = escape(_ILLEGAL.sub("", text)), ' xml:space="preserve"'
    if len(text) > LONG:
        style = parts.PARAGRAPHS if style == parts.TEXT else style
    return f'" t="inlineStr" s="{style}"><is><t{keep}>{text}</t></is></c>'

"""What one pass over a sheet's XML tells, before a reader that holds whole sheets is let at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from django.conf import settings

from unions.importing.refusals import TOO_LONG, Unreadable, too_many_rows

__all__ = ["LONGEST_CELL", "NOTHING_HIDDEN", "Hidden", "Merged", "SheetFacts", "facts_of_sheet"]

Merged = tuple[int, int, int]  # column from 0, first and last row from 1
MAX_MERGED = 20_000
MAX_HIDDEN_COLUMNS = 200  # ranges of columns that are looked at in a piece of the sheet
LONGEST_CELL = 256 * 1024  # bytes of one cell's XML; a cell holds 32,767 characters

# Columns A…BZ and rows below 40,000: what a sheet may span, since a reader holds the whole span.
_SAFE = rb"(?:[A-Z]|[AB][A-Z])0*(?:[1-9]|[1-9][0-9]{1,3}|[1-3][0-9]{4})"
# A tag is looked at only up to its own end, which is found first, and blanks are never given back:
# a file made to be slow costs no more than its length.
_FAR_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]*+(?<!/)>)[^<>]*?\br\s*+=\s*+[\"'](?!" + _SAFE + rb"[\"'])"
    rb"([^\"'<>]{0,40})[\"']"
)
_ODD_CELL = re.compile(
    rb"<(?:\w+:)?c\s(?=[^<>]*+>)(?=[^<>]*\br=\"([A-Z]+)([0-9]+)\")[^<>]*?(?:(\bt=\"e\")[^<>]*>|"
    rb"(?<!/)>\s*+<(?:\w+:)?f\b[^<>]*(?:/>|>[^<]*+</(?:\w+:)?f>)\s*+"
    rb"(?:<(?:\w+:)?v\s*+/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*+</(?:\w+:)?c>)"
)
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?\bref=\"([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})\""
)
_HIDDEN = (b'hidden="1"', b'hidden="true"')  # LibreOffice says hidden="false" of every row
_HIDDEN_ROW = re.compile(
    rb"<(?:\w+:)?row\s(?=[^<>]*\bhidden=\"(?:1|true)\")[^<>]*?\br=\"([0-9]{1,5})\""
)
_HIDDEN_COLUMNS = re.compile(
    rb"<(?:\w+:)?col\s(?=[^<>]*\bhidden=\"(?:1|true)\")(?=[^<>]*\bmin=\"([0-9]{1,5})\")"
    rb"[^<>]*?\bmax=\"([0-9]{1,5})\""
)


@dataclass(frozen=True)
class Hidden:
    """What WPS does not show of a sheet, also because of a filter."""

    rows: frozenset[int] = frozenset()  # from 1
    columns: tuple[tuple[int, int], ...] = ()  # first and last, from 0


NOTHING_HIDDEN = Hidden()


@dataclass
class SheetFacts:
    """What one pass over a sheet's XML told: cells whose shown value is not stored."""

    uncomputed: set[tuple[int, int]] = field(default_factory=set)  # formulas without a result
    errors: set[tuple[int, int]] = field(default_factory=set)  # #REF!, #N/A …
    merged: list[Merged] = field(default_factory=list)  # over several rows
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    @property
    def hidden(self) -> Hidden:
        return Hidden(frozenset(self.hidden_rows), tuple(self.hidden_columns))


def facts_of_sheet(pieces: Iterator[bytes]) -> SheetFacts:
    facts, rows = SheetFacts(), 0
    for text in _whole_cells(pieces):
        if b"mergeCell " in text:
            facts.merged += _merged_in(text)
            if len(facts.merged) > MAX_MERGED:
                raise Unreadable("这个表格里合并的单元格太多。请取消合并后重新保存。")
        if any(mark in text for mark in _HIDDEN):
            facts.hidden_rows.update(map(int, _HIDDEN_ROW.findall(text)))
            facts.hidden_columns += _hidden_columns(text)
        if not any(mark in text for mark in (b"v>", b"is>", b"<f", b":f")):
            continue  # styled cells without values, which WPS leaves by the million
        rows += text.count(b"<row") + text.count(b":row")
        if far := _FAR_CELL.search(text):
            raise Unreadable(_far(far[1], rows, pieces))
        if b"<f" in text or b":f" in text or b't="e"' in text:
            for cell in _ODD_CELL.finditer(text):
                place = (int(cell[2]), _column_number(cell[1]))
                (facts.errors if cell[3] else facts.uncomputed).add(place)
    return facts


def _merged_in(text: bytes) -> Iterator[Merged]:
    for column, first, last in _MERGED.findall(text):
        if int(first) < int(last):
            yield _column_number(column) - 1, int(first), int(last)


def _hidden_columns(text: bytes) -> Iterator[tuple[int, int]]:
    found = islice(_HIDDEN_COLUMNS.finditer(text), MAX_HIDDEN_COLUMNS)
    return ((int(ends[1]) - 1, int(ends[2]) - 1) for ends in found)


def _far(cell: bytes, rows: int, rest: Iterator[bytes]) -> str:
    """A sheet filled that far down has too many rows; else something lies there by mistake."""
    limit = int(settings.LEDGER_IMPORT_MAX_ROWS)
    if rows > limit:
        rows += sum(piece.count(b"<row") + piece.count(b":row") for piece in rest)
        return too_many_rows("这个表格", rows, limit)
    name = cell.decode("ascii", "replace")
    return f"表格右边或下面很远处（单元格 {name}）还有内容。请删去那里的内容后重新保存。"


def _whole_cells(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes cut in front of a cell, so that no pattern is lost at a border."""
    rest = b""
    for piece in pieces:
        text = rest + piece
        cell = max(text.rfind(b"<c "), text.rfind(b":c "))
        cut = max(text.rfind(b"<", 0, cell + 1 if cell >= 0 else len(text)), 0)
        if len(text) - cut > LONGEST_CELL:
            if b"sheetData>" not in text:
                raise Unreadable(TOO_LONG)
            cut = len(text)  # behind the last cell
        rest = text[cut:]
        yield text[:cut]
    yield rest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number

"""The header of a sheet: the row, or the two or three, in which the most known headings stand.

On several rows a column is headed by the group above and its part below, 职工数 over 女, or by one
of them alone: what is merged downwards, or stands over an empty cell, is a heading like any other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product

from unions.importing.files import Sheet, Value
from unions.importing.spellings import (
    OF_IT,
    Heading,
    Vocabulary,
    first_known,
    heading_key,
    keys_of,
    laid_out,
)
from unions.importing.titles import text_of
from unions.text import half_width

__all__ = ["Column", "Header", "Vocabulary", "find_header", "header_at", "heading_key"]

HEADER_WITHIN = 10  # filled rows in which the header is looked for
LOOKED_AT = 50  # rows below, for columns that hold something
_DIGIT = re.compile(r"\d")
_NAMED = frozenset({"union", "name"})  # columns that count nothing 其中 could be a part of


@dataclass(frozen=True)
class Column:
    """A column of the table: where it stands, its heading as written, what it was taken for."""

    index: int
    heading: str
    name: str = ""  # "" when the heading is not known: shown as not used
    unit: str = ""  # 万元, 元, 年 … as the heading says
    set_aside: str = ""  # what it was taken for until somebody said that it is of no use

    @property
    def letter(self) -> str:
        """As WPS and Excel call it: A … Z, AA …"""
        high, low = divmod(self.index, 26)
        return (chr(64 + high) if high else "") + chr(65 + low)


@dataclass(frozen=True)
class Header:
    """Which of the sheet's filled rows it begins with, on how many it stands, its columns."""

    place: int
    depth: int
    columns: tuple[Column, ...]

    @property
    def known(self) -> int:
        return len({column.name for column in self.columns if column.name})


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> Header | None:
    """The rows, at most three, with the most known headings; None when there are fewer than two.

    More rows only where they tell more than fewer, or belong together: a title above a header is no
    group heading.
    """
    best, most = None, (1, 0)
    for depth, place in product((1, 2, 3), range(min(len(sheet.rows), HEADER_WITHIN))):
        if depth == 3 and not _may_be_three(sheet, place):
            continue
        found = _header(sheet, place, depth, vocabulary)
        bound = _bound(sheet, place, found.depth) if found.known >= most[0] else 0
        if (found.known, bound) > most:
            best, most = found, (found.known, bound)
    return best


def header_at(sheet: Sheet, vocabulary: Vocabulary, number: int | None) -> Header | None:
    """The row of this number, or the likeliest, with the one that belongs to it."""
    places = [*range(min(len(sheet.rows), HEADER_WITHIN))]
    if number is not None:
        places = [place for place, (filled, _cells) in enumerate(sheet.rows) if filled == number]
    place = max(places, key=lambda place: _texts(sheet.rows[place][1]), default=None)
    if place is None or _texts(sheet.rows[place][1]) < 2:
        return None
    several = (
        (first, depth)
        for depth in (3, 2)
        for first in range(place, max(place - depth, -1), -1)
        if _is_merged(sheet, first, depth)
    )
    first, depth = next(several, (place, 1))
    return _header(sheet, first, depth, vocabulary)


def _texts(cells: Sequence[Value]) -> int:
    return len({cell for cell in cells if isinstance(cell, str) and cell.strip()})


def _header(sheet: Sheet, place: int, depth: int, vocabulary: Vocabulary) -> Header:
    rows = [cells for _number, cells in sheet.rows[place : place + depth]]
    is_whole = _is_merged(sheet, place, depth)
    apart = [
        is_whole or _is_merged(sheet, place + row) or _are_headings(upper, lower, vocabulary)
        for row, (upper, lower) in enumerate(pairwise(rows))
    ]
    if (place, depth) not in sheet.laid_out:
        sheet.laid_out[place, depth] = laid_out([[*map(text_of, cells)] for cells in rows])
    columns = _columns(sheet.laid_out[place, depth], vocabulary, [False, *apart])
    return Header(place, len(rows), columns)


def _bound(sheet: Sheet, place: int, depth: int) -> int:
    """How far the rows are one header, whether their headings are known or not.

    Three when merged from the first to the last. Two when they are merged, or headings of the upper
    one stand over columns that hold something. A title stands by itself, and notes tell after a
    colon.
    """
    if depth != 2:
        return 2 if depth == 3 and _is_merged(sheet, place, 3) else 0
    if _is_merged(sheet, place):
        return 1
    (_, upper), (_, lower) = sheet.rows[place : place + 2]
    if _texts(upper) < 2 or any(_is_note(text_of(cell)) for cell in upper):
        return 0
    alone = [i for i, cell in enumerate(upper) if text_of(cell) and not _holds(lower, i)]
    below = sheet.rows[place + 2 : place + 2 + LOOKED_AT]
    return int(any(_holds(cells, index) for index in alone for _number, cells in below))


def _is_note(text: str) -> bool:
    return ":" in half_width(text) and heading_key(text) != OF_IT


def _may_be_three(sheet: Sheet, place: int) -> bool:
    """Nothing but words in three rows: data has numbers and days in it, unless all is merged."""
    rows = [cells for _number, cells in sheet.rows[place : place + 3]]
    told = [cell for cells in rows for cell in cells if cell not in (None, "")]
    if len(rows) < 3 or not all(isinstance(cell, str) for cell in told):
        return False
    return not any(map(_DIGIT.search, map(text_of, told))) or _is_merged(sheet, place, 3)


def _is_merged(sheet: Sheet, place: int, depth: int = 2) -> bool:
    """A cell begins in the first of these rows and ends in the last."""
    numbers = [number for number, _cells in sheet.rows[place : place + depth]]
    if len(numbers) < depth or place < 0:
        return False
    return any((first, last) == (numbers[0], numbers[-1]) for _column, first, last in sheet.merged)


def _holds(cells: Sequence[Value], index: int) -> bool:
    return index < len(cells) and cells[index] not in (None, "")


def _are_headings(upper: Sequence[Value], lower: Sequence[Value], vocabulary: Vocabulary) -> bool:
    """Most of the lower row is named like headings, or half of it beneath a group that spreads.

    Data is not named like that.
    """
    filled = [(i, cell) for i, cell in enumerate(lower) if cell not in (None, "")]
    texts = (cell for _i, cell in filled if isinstance(cell, str))
    known = [text for text in texts if first_known(keys_of(text), vocabulary)]
    if any(not _holds(upper, index) for index, _cell in filled):
        return 2 * len(known) >= len(filled)
    return len(set(known)) > 1 and 2 * len(known) > len(filled)


def _columns(
    places: Sequence[Heading], vocabulary: Vocabulary, apart: Sequence[bool]
) -> tuple[Column, ...]:
    """`apart`: of which rows headings count by themselves, unless a column is the same in full."""
    found: list[Column] = []
    others: list[tuple[int, str]] = []
    is_apart = any(apart)
    for place in places:
        name = first_known(place.keys, vocabulary)
        found.append(Column(place.index, place.text, name, place.unit if name else ""))
        last = place.lowest if apart[place.row] else () if is_apart else place.joined
        whole = first_known(place.whole, vocabulary)
        if whole and whole not in _NAMED:
            last = _parts_of(whole, place.lowest or place.joined, vocabulary)
        if not name and last:
            others.append((len(found) - 1, first_known(last, vocabulary)))
    named = {column.name for column in found}
    for number, name in others:
        if name and name not in named:
            found[number] = replace(found[number], name=name, unit=places[number].unit)
    return tuple(found)


def _parts_of(whole: str, lowest: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """Keys of a part by any name of its whole, or by its own if that says of what.

    女 of 工会会员 is 女会员, and so is 女会员; 女职工 is no part of it, whatever it is elsewhere.
    """
    names = [key for key, name in vocabulary.items() if name == whole]
    together = [key for name in names for part in lowest for key in (name + part, part + name)]
    return together + [part for part in lowest if any(name in part for name in names)]

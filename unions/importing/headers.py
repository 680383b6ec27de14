"""The header of a sheet: the row, or the two or three, in which the most known headings stand.

On several rows a column is headed by the group above and its part below, 职工数 over 女, or by one
of them alone: what is merged downwards, or stands over an empty cell, is a heading like any other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product, zip_longest

from unions.importing.files import Sheet, Value
from unions.importing.spellings import (
    JOINT,
    OF_IT,
    Vocabulary,
    heading_key,
    name_of,
    spellings,
    unit_in,
)
from unions.importing.titles import text_of
from unions.text import half_width

__all__ = ["Column", "Header", "Vocabulary", "find_header", "header_at", "heading_key"]

HEADER_WITHIN = 10  # filled rows in which the header is looked for
LOOKED_AT = 50  # rows below, for columns that hold something
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Column:
    """A column of the table: where it stands, its heading as written, what it was taken for."""

    index: int
    heading: str
    name: str = ""  # "" when the heading is not known: shown as not used
    unit: str = ""  # 万元, 元, 年 … as the heading says

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
    return Header(place, len(rows), _columns(rows, vocabulary, [False, *apart]))


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
    if _texts(upper) < 2 or any(":" in half_width(text_of(cell)) for cell in upper):
        return 0
    alone = [i for i, cell in enumerate(upper) if text_of(cell) and not _holds(lower, i)]
    below = sheet.rows[place + 2 : place + 2 + LOOKED_AT]
    return int(any(_holds(cells, index) for index in alone for _number, cells in below))


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
    known = [cell for _i, cell in filled if isinstance(cell, str) and name_of(cell, vocabulary)]
    if any(not _holds(upper, index) for index, _cell in filled):
        return 2 * len(known) >= len(filled)
    return len(set(known)) > 1 and 2 * len(known) > len(filled)


def _columns(
    rows: Sequence[Sequence[Value]], vocabulary: Vocabulary, apart: Sequence[bool]
) -> tuple[Column, ...]:
    """`apart`: of which rows headings count by themselves, unless a column is the same in full."""
    found: list[Column] = []
    others: list[tuple[int, str]] = []
    groups, wholes = [""] * len(rows), [""] * len(rows)
    for index, cells in enumerate(zip_longest(*rows, fillvalue=None)):
        texts = [text_of(cell) for cell in cells]
        groups = _groups(groups, texts)
        wholes = _wholes(wholes, texts)
        if not (parts := [*filter(None, groups)]):
            continue
        pairs = zip(groups, wholes, strict=True)
        meant = [whole if whole and heading_key(own) == OF_IT else own for own, whole in pairs]
        found.append(column := _column(index, JOINT.join(parts), meant, vocabulary))
        lowest = max((row for row, text in enumerate(texts) if text), default=0)
        joined = column.heading.partition(JOINT)[2] if len(parts) == 1 and not any(apart) else ""
        last = parts[-1] if apart[lowest] and len(parts) > 1 else joined
        if not column.name and last:
            others.append((len(found) - 1, name_of(last, vocabulary)))
    named = {column.name for column in found}
    for place, name in others:
        if name and name not in named:
            found[place] = replace(found[place], name=name, unit=unit_in(found[place].heading))
    return tuple(found)


def _groups(left: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The heading on each row: a group holds to its right as long as something stands below it."""
    groups: list[str] = []
    is_new = False
    for row, text in enumerate(texts):
        is_new = is_new or bool(text)
        groups.append(text or (left[row] if any(texts[row + 1 :]) and not is_new else ""))
    return groups


def _wholes(left: Sequence[str], texts: Sequence[str]) -> list[str]:
    """On each row what 其中 is a part of: the heading to its left, under the same group."""
    wholes: list[str] = []
    is_new = False
    for row, text in enumerate(texts):
        is_part = heading_key(text) == OF_IT
        wholes.append(text if text and not is_part else "" if is_new else left[row])
        is_new = is_new or bool(text)
    return wholes


def _column(index: int, heading: str, meant: Sequence[str], vocabulary: Vocabulary) -> Column:
    """`meant`: the headings on the rows, each as what it stands for."""
    for spelling in spellings([part for one in meant for part in one.split(JOINT)]):
        if name := name_of(spelling, vocabulary):
            return Column(index, heading, name, unit_in(heading))
    return Column(index, heading)

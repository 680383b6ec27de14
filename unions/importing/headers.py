"""The header of a sheet: the row, or the two rows, in which the most known headings stand.

On two rows a column is headed by the group above and its part below, 职工数 over 女, or by one of
them alone: what is merged downwards, or stands over an empty cell, is a heading like any other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product, zip_longest

from unions.importing.files import Sheet, Value
from unions.importing.titles import text_of
from unions.text import half_width

__all__ = ["Column", "Header", "Vocabulary", "find_header", "header_at", "heading_key"]

Vocabulary = Mapping[str, str]  # heading_key of a heading or alias → the name it stands for

JOINT = "·"  # between the two rows of a heading told as one
HEADER_WITHIN = 10  # filled rows in which the header is looked for
LOOKED_AT = 50  # rows below, for columns that hold something
_BRACKETED = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_WHOLE = frozenset({"合计", "总数", "总计", "小计", "人数", "数量", "数"})


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


@lru_cache(maxsize=4096)  # a sheet is looked through for the headings of every record type
def heading_key(text: str) -> str:
    """A heading as it is compared: half width, without blanks, marks of duty, colons and 其中.

    Block pasted into a grid is read by the same rule (headingKey in static/ledger/grid.js).
    """
    plain = re.sub(r"[\s*:_、,。.]", "", half_width(text)).lower()
    return re.sub(r"^其中(?=.)", "", plain)


def find_header(sheet: Sheet, vocabulary: Vocabulary) -> Header | None:
    """The row or two with the most known headings; None when there are fewer than two.

    Two rows only where they tell more than one, or belong together: a title above a header is no
    group heading.
    """
    best, most = None, (1, False)
    for depth, place in product((1, 2), range(min(len(sheet.rows), HEADER_WITHIN))):
        found = _header(sheet, place, depth, vocabulary)
        is_bound = found.depth == 2 and found.known >= most[0] and _is_bound(sheet, place)
        if (found.known, is_bound) > most:
            best, most = found, (found.known, is_bound)
    return best


def header_at(sheet: Sheet, vocabulary: Vocabulary, number: int | None) -> Header | None:
    """The row of this number, or the likeliest, with the one that belongs to it."""
    places = [*range(min(len(sheet.rows), HEADER_WITHIN))]
    if number is not None:
        places = [place for place, (filled, _cells) in enumerate(sheet.rows) if filled == number]
    place = max(places, key=lambda place: _texts(sheet.rows[place][1]), default=None)
    if place is None or _texts(sheet.rows[place][1]) < 2:
        return None
    pairs = [first for first in (place, place - 1) if first >= 0 and _is_merged(sheet, first)]
    return _header(sheet, *((pairs[0], 2) if pairs else (place, 1)), vocabulary)


def _texts(cells: Sequence[Value]) -> int:
    return len({cell for cell in cells if isinstance(cell, str) and cell.strip()})


def _header(sheet: Sheet, place: int, depth: int, vocabulary: Vocabulary) -> Header:
    rows = [cells for _number, cells in sheet.rows[place : place + depth]]
    apart = len(rows) == 2 and (
        _is_merged(sheet, place) or _are_headings(rows[0], rows[1], vocabulary)
    )
    return Header(place, len(rows), _columns(rows, vocabulary, apart=apart))


def _is_bound(sheet: Sheet, place: int) -> bool:
    """Two rows that are one header, whether their headings are known or not.

    They are merged, or headings of the upper one stand over columns that hold something. A title
    stands by itself, and notes tell after a colon.
    """
    if _is_merged(sheet, place):
        return True
    (_, upper), (_, lower) = sheet.rows[place : place + 2]
    if _texts(upper) < 2 or any(":" in half_width(text_of(cell)) for cell in upper):
        return False
    alone = [i for i, cell in enumerate(upper) if text_of(cell) and not _holds(lower, i)]
    below = sheet.rows[place + 2 : place + 2 + LOOKED_AT]
    return any(_holds(cells, index) for index in alone for _number, cells in below)


def _is_merged(sheet: Sheet, place: int) -> bool:
    """A cell begins in the first of the two rows and ends in the second."""
    pair = tuple(number for number, _cells in sheet.rows[place : place + 2])
    return any((first, last) == pair for _column, first, last in sheet.merged)


def _holds(cells: Sequence[Value], index: int) -> bool:
    return index < len(cells) and cells[index] not in (None, "")


def _are_headings(upper: Sequence[Value], lower: Sequence[Value], vocabulary: Vocabulary) -> bool:
    """Most of the lower row is named like headings, or half of it beneath a group that spreads.

    Data is not named like that.
    """
    filled = [(i, cell) for i, cell in enumerate(lower) if cell not in (None, "")]
    known = [cell for _i, cell in filled if isinstance(cell, str) and _name_of(cell, vocabulary)]
    if any(not _holds(upper, index) for index, _cell in filled):
        return 2 * len(known) >= len(filled)
    return len(set(known)) > 1 and 2 * len(known) > len(filled)


def _columns(
    rows: Sequence[Sequence[Value]], vocabulary: Vocabulary, *, apart: bool
) -> tuple[Column, ...]:
    """`apart`: lower headings count by themselves, unless another column is the same in full."""
    found: list[Column] = []
    others: list[tuple[int, str]] = []
    group = ""
    for index, cells in enumerate(zip_longest(*rows, fillvalue=None)):
        upper, lower = text_of(cells[0]), text_of(cells[1]) if len(cells) > 1 else ""
        group = upper or (group if lower else "")
        if heading := _joined(group, lower):
            column = _column(index, group, lower, heading, vocabulary)
            found.append(column)
            last = lower if apart else heading.partition(JOINT)[2] if not lower else ""
            if not column.name and last:
                others.append((len(found) - 1, _name_of(last, vocabulary)))
    named = {column.name for column in found}
    for place, name in others:
        if name and name not in named:
            found[place] = replace(found[place], name=name, unit=_unit_in(found[place].heading))
    return tuple(found)


def _joined(group: str, lower: str) -> str:
    return f"{group}{JOINT}{lower}" if group and lower else group or lower


def _column(index: int, group: str, lower: str, heading: str, vocabulary: Vocabulary) -> Column:
    for spelling in _spellings(group, lower):
        if name := _name_of(spelling, vocabulary):
            return Column(index, heading, name, _unit_in(heading))
    return Column(index, heading)


def _name_of(spelling: str, vocabulary: Vocabulary) -> str:
    names = (vocabulary.get(heading_key(s)) for s in (spelling, _without_brackets(spelling)))
    return next(filter(None, names), "")


def _unit_in(heading: str) -> str:
    units = _BRACKETED.findall(half_width(heading))
    return units[-1].strip() if units else ""


@lru_cache(maxsize=4096)
def _without_brackets(spelling: str) -> str:
    return _BRACKETED.sub("", half_width(spelling))


def _spellings(group: str, lower: str) -> Iterator[str]:
    """职工数 over 女 is 职工数女, 女职工数 or 女职工; over 合计 it is 职工数 itself.

    职工数·女 in one cell is the same: so we write two rows into the one of a sheet we give back.
    """
    if not (group and lower):
        yield group or lower
        first, joint, last = (group or lower).partition(JOINT)
        if joint and first and last:
            yield from _spellings(first, last)
    elif heading_key(lower) in _WHOLE:
        yield group
    else:
        yield group + lower
        yield lower + group
        yield lower + group.removesuffix("数").removesuffix("人")

"""Cells merged over several rows: what stands in one holds for all its rows.

A workbook keeps the value in the first row only. Of a number nobody can tell whether it is each
row's or the sum of all: those cells are refused.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from unions.importing.files import Lost, Value
from unions.importing.tables import Table

__all__ = ["spread"]


def spread(table: Table, counted: Collection[str]) -> Table:
    """With every known column's merged cells filled; `counted` names the columns of numbers."""
    names = {column.index: column.name for column in table.known}
    rows: dict[int, list[Value]] = {}  # those with a cell to fill
    numbers = [number for number, _cells in table.rows]
    for column, first, last in _apart(table):
        if column not in names:
            continue
        inside = range(bisect_left(numbers, first), bisect_right(numbers, last))
        value = _cell(table.rows[inside[0]][1], column) if len(inside) > 1 else None
        if value is None or numbers[inside[0]] != first:
            continue
        for place in inside:
            cells = rows.setdefault(place, [*table.rows[place][1]])
            cells += [None] * (column + 1 - len(cells))
            cells[column] = Lost.SHARED if names[column] in counted else value
    if not rows:
        return table
    filled = [(n, rows.get(place, cells)) for place, (n, cells) in enumerate(table.rows)]
    return replace(table, rows=filled)


def _apart(table: Table) -> Iterator[tuple[int, int, int]]:
    """Below the header, and none over another: files made by programs may hold anything."""
    ends: dict[int, int] = {}
    for column, first, last in sorted(table.merged):
        if first > ends.get(column, table.header_row):
            ends[column] = last
            yield column, first, last


def _cell(cells: Sequence[Value], column: int) -> Value:
    value = cells[column] if column < len(cells) else None
    return None if value == "" else value

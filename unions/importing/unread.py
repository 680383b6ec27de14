"""What of a file holds data and is not brought in, so that nobody takes it for stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from unions.importing.files import Value
from unions.importing.tables import Column, Table, heading_key
from unions.text import shorten

__all__ = [
    "NO_HEADING",
    "NO_ROWS",
    "REASON",
    "Unread",
    "is_numbering",
    "other_sheets",
    "with_unheaded",
]

REASON = "不收的原因"  # the last column of refused rows that are sent back
NO_ROWS = "表里只有表头，没有数据行。请填好再收；合计行、填表说明不算数据。"
MOST = 10  # columns without a heading that are named
NO_HEADING = "（没有表头）"
UNHEADED = (
    "{columns}没有表头，里面的内容没有收。要收请指定它当作哪一项，或在表头那一行写上这一列是什么"
    "再交；用不着的可以不管。"
)
_NUMBERING = frozenset({"", "序号", "编号", "序", "行号", REASON})  # nobody misses these


def is_numbering(column: Column) -> bool:
    """A column of the sheet's own that says nothing of anybody."""
    return heading_key(column.heading) in _NUMBERING


class Unread:
    """Collects, row by row, the columns nobody knows that hold something."""

    def __init__(self, table: Table, told: Mapping[int, str]) -> None:
        self._sheet = table.sheet
        self._empty = [
            column
            for column in table.columns
            if not column.name and told.get(column.index) != "-" and not is_numbering(column)
        ]
        self._filled: list[Column] = []
        self._unheaded = _Unheaded(table)

    def look(self, cells: Sequence[Value]) -> None:
        for column in [*self._empty]:
            if column.index < len(cells) and cells[column.index] not in (None, ""):
                self._empty.remove(column)
                self._filled.append(column)
        self._unheaded.look(cells)

    @property
    def has_headings(self) -> bool:
        """Whether a heading that nobody knows stands over something."""
        return bool(self._filled)

    def told(self) -> tuple[str, ...]:
        """Whole sentences, with what to do."""
        columns = "".join(f"“{shorten(c.heading)}”" for c in self._filled)
        told = [f"{columns}列没有收：不认得这个表头。要收请指定它当作哪一项。"] if columns else []
        return *told, *self._unheaded.told()

    def columns(self) -> tuple[Column, ...]:
        """Those of the table, and those without a heading, for staff to say what they are."""
        return self._unheaded.columns()


class _Unheaded:
    """Columns that hold something and have no heading at all, beside the table or within it."""

    def __init__(self, table: Table) -> None:
        self._columns = table.columns
        headed = {column.index for column in table.columns}
        self._width = max(headed, default=-1) + 1
        self._gaps = [index for index in range(self._width) if index not in headed]
        self._first = min((column.index for column in table.known), default=0)
        self._last = dict.fromkeys(self._gaps, 0)  # as far as a column but counts its rows
        self._filled: set[int] = set()

    def look(self, cells: Sequence[Value]) -> None:
        for index in [*self._gaps]:
            if index < len(cells) and _is_told(cells[index]) and not self._counts(index, cells):
                self._gaps.remove(index)
                self._filled.add(index)
        if len(cells) > self._width:
            beside = enumerate(cells[self._width :], self._width)
            self._filled.update(index for index, cell in beside if _is_told(cell))

    def _counts(self, index: int, cells: Sequence[Value]) -> bool:
        """Left of what is known, 1, 2, 3 … is the number of the row, which nobody misses."""
        self._last[index] += 1
        told = str(cells[index]).strip().removesuffix(".0")
        return index < self._first and told == str(self._last[index])

    def columns(self) -> tuple[Column, ...]:
        bare = [Column(index, NO_HEADING) for index in sorted(self._filled)[:MOST]]
        return tuple(sorted([*self._columns, *bare], key=lambda column: column.index))

    def told(self) -> tuple[str, ...]:
        letters = [Column(index, "").letter for index in sorted(self._filled)]
        columns = "、".join(f"{letter}列" for letter in letters[:MOST])
        more = f"等 {len(letters)} 列" if len(letters) > MOST else ""
        return (UNHEADED.format(columns=columns + more),) if letters else ()


def with_unheaded(table: Table) -> Table:
    """Of a table that nobody could read yet, with all its rows."""
    unheaded = _Unheaded(table)
    for _number, cells in table.rows:
        unheaded.look(cells)
    return replace(table, columns=unheaded.columns())


def _is_told(cell: Value) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def other_sheets(names: Iterable[str]) -> tuple[str, ...]:
    """The same of sheets."""
    told = "".join(f"“{shorten(name)}”" for name in names)
    return (f"工作表{told}没有收：一次只收一张。要收它，请指定工作表。",) if told else ()

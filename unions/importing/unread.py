"""What of a file holds data and is not brought in, so that nobody takes it for stored."""

from collections.abc import Iterable, Mapping, Sequence

from unions.importing.files import Value
from unions.importing.tables import Column, Table, heading_key
from unions.text import shorten

__all__ = ["NO_ROWS", "REASON", "Unread", "other_sheets"]

REASON = "不收的原因"  # the last column of refused rows that are sent back
NO_ROWS = "表里只有表头，没有数据行。请填好再收；合计行、填表说明不算数据。"
_NUMBERING = frozenset({"", "序号", "编号", "序", "行号", REASON})  # nobody misses these


class Unread:
    """Collects, row by row, the columns nobody knows that hold something."""

    def __init__(self, table: Table, told: Mapping[int, str]) -> None:
        self._sheet = table.sheet
        self._empty = [
            column
            for column in table.columns
            if not column.name
            and told.get(column.index) != "-"
            and heading_key(column.heading) not in _NUMBERING
        ]
        self._filled: list[Column] = []

    def look(self, cells: Sequence[Value]) -> None:
        for column in [*self._empty]:
            if column.index < len(cells) and cells[column.index] not in (None, ""):
                self._empty.remove(column)
                self._filled.append(column)

    def told(self) -> tuple[str, ...]:
        """Whole sentences, with what to do."""
        columns = "".join(f"“{shorten(c.heading)}”" for c in self._filled)
        return (f"{columns}列没有收：不认得这个表头。要收请指定它当作哪一项。",) if columns else ()


def other_sheets(names: Iterable[str]) -> tuple[str, ...]:
    """The same of sheets."""
    told = "".join(f"“{shorten(name)}”" for name in names)
    return (f"工作表{told}没有收：一次只收一张。要收它，请指定工作表。",) if told else ()

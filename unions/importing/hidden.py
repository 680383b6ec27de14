"""Rows and columns that WPS does not show: they are read like the others, and that is said.

Somebody who filters a roll and sends it sends all of it; who checks the preview against the open
sheet would else wonder where the other rows come from. Old .xls files do not tell it here.
"""

from collections.abc import Iterator
from itertools import islice

from unions.importing.tables import Table

__all__ = ["hidden_in"]

MOST = 5  # rows that are named
ROWS = (
    "表里隐藏的（或筛选时没有显示的）{count} 行也读了，是{told}。"
    "不要收的，请在表里取消隐藏和筛选，删去这些行再交。"
)
COLUMNS = "表里隐藏的{told}也读了。不要收的，请取消隐藏、删去再交，或指定不用。"


def hidden_in(table: Table, rows: list[int]) -> Iterator[str]:
    """Whole sentences; `rows`: the numbers of those with data."""
    found = [number for number in rows if number in table.hidden.rows]
    if found:
        named = "、".join(f"第{number}行" for number in islice(found, MOST))
        yield ROWS.format(count=len(found), told=named + ("等" if len(found) > MOST else ""))
    ranges = table.hidden.columns
    columns = [c for c in table.known if any(a <= c.index <= b for a, b in ranges)]
    if columns:
        yield COLUMNS.format(told="、".join(f"{c.letter}列（{c.heading}）" for c in columns))

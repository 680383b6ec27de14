"""Texts of records as items of a list."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from reports.registry import Rows
from reports.wording import chinese_number
from unions.models import Union

__all__ = ["columns_of", "day_of", "ordinal", "separate", "unique"]

SEPARATOR = "、"
FlowOfRows = Callable[[Union, date, date], Rows]


def unique(texts: Iterable[str]) -> list[str]:
    """Each text once, in the order of first use, without blanks."""
    return [text for text in dict.fromkeys(texts) if text]


def separate(texts: Iterable[str]) -> list[str]:
    """The items of texts that list several with 、, each once."""
    return unique(item.strip() for text in texts for item in text.split(SEPARATOR))


def columns_of(
    find: FlowOfRows, column: str, gather: Callable[[Iterable[str]], list[str]] = unique
) -> Callable[[Union, date, date], list[str]]:
    """What the rows of a period hold in one column, each once, in the rows' own order."""

    def texts(root: Union, start: date, end: date) -> list[str]:
        values: Iterable[Any] = find(root, start, end).values_list(column, flat=True)
        return gather(values)

    return texts


def day_of(day: date) -> str:
    """4月3日: the year stands in the heading of the paper."""
    return f"{day.month}月{day.day}日"


def ordinal(number: int) -> str:
    """第三 as in 第三届; figures where Chinese numerals would be unreadable."""
    return f"第{chinese_number(number) if 1 <= number <= 99 else number}"

"""Headings as they are compared: how many ways the same column may be written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from unions.text import half_width

__all__ = ["JOINT", "OF_IT", "Vocabulary", "heading_key", "name_of", "spellings", "unit_in"]

Vocabulary = Mapping[str, str]  # heading_key of a heading or alias → the name it stands for

JOINT = "·"  # between the two rows of a heading told as one
OF_IT = "其中"
_BRACKETED = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_COUNTED = re.compile(r"(?:人数|数|情况)$")
_WHOLE = frozenset({"合计", "总数", "总计", "小计", "人数", "数量", "数"})


@lru_cache(maxsize=4096)  # a sheet is looked through for the headings of every record type
def heading_key(text: str) -> str:
    """A heading as it is compared: half width, without blanks, marks of duty, colons and 其中.

    Block pasted into a grid is read by the same rule (headingKey in static/ledger/grid.js).
    """
    plain = re.sub(r"[\s*:_、,。.]", "", half_width(text)).lower()
    return re.sub(r"^其中(?=.)", "", plain)


def name_of(spelling: str, vocabulary: Vocabulary) -> str:
    names = (vocabulary.get(heading_key(s)) for s in (spelling, _without_brackets(spelling)))
    return next(filter(None, names), "")


def unit_in(heading: str) -> str:
    units = _BRACKETED.findall(half_width(heading))
    return units[-1].strip() if units else ""


@lru_cache(maxsize=4096)
def _without_brackets(spelling: str) -> str:
    return _BRACKETED.sub("", half_width(spelling))


def spellings(parts: Sequence[str]) -> Iterator[str]:
    """职工数 over 女 is 职工数女, 女职工数 or 女职工; over 合计 it is 职工数 itself.

    职工数·女 in one cell is the same: so we write two rows into the one of a sheet we give back. Of
    three rows the lowest goes with either of the others.
    """
    *groups, lower = [*filter(None, parts)] or [""]
    if not groups:
        yield lower
    for group in reversed(groups):
        counted = _COUNTED.sub("", group)  # 职工 of 职工人数, 职工情况
        if heading_key(lower) in _WHOLE:
            yield from (group, f"{counted}数")
        else:
            yield from (group + lower, lower + group, lower + counted, f"{counted}数{lower}")

"""Headings as they are compared: how many ways the same column may be written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from unions.text import half_width

__all__ = ["OF_IT", "Heading", "Vocabulary", "first_known", "heading_key", "keys_of", "laid_out"]

Vocabulary = Mapping[str, str]  # heading_key of a heading or alias → the name it stands for

JOINT = "·"  # between the two rows of a heading told as one
OF_IT = "其中"
_BRACKETED = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_COUNTED = re.compile(r"(?:总人数|总数|人数|数|情况)$")
_WHOLE = frozenset({"合计", "总数", "总计", "小计", "人数", "数量", "数"})


@lru_cache(maxsize=4096)  # a sheet is looked through for the headings of every record type
def heading_key(text: str) -> str:
    """A heading as it is compared: half width, without blanks, marks of duty, colons and 其中.

    Block pasted into a grid is read by the same rule (headingKey in static/ledger/grid.js).
    """
    plain = re.sub(r"[\s*:_、,。.]", "", half_width(text)).lower()
    return re.sub(r"^其中(?=.)", "", plain)


@dataclass(frozen=True)
class Heading:
    """What stands over a column, whatever record type it may be of: keys to look it up by."""

    index: int
    text: str  # with the group above it
    unit: str
    keys: Sequence[str]  # the likeliest first
    row: int  # the lowest of the header's rows with a text of its own
    lowest: Sequence[str]  # keys of that text, where a group stands above it
    joined: Sequence[str]  # keys of what follows the joint in a single cell
    whole: Sequence[str] = ()  # keys of the heading to its left, where it stands under 其中


def first_known(keys: Sequence[str], vocabulary: Vocabulary) -> str:
    """The name of the first key that has one, or ""."""
    return next(filter(None, map(vocabulary.get, keys)), "")


def laid_out(rows: Sequence[Sequence[str]]) -> tuple[Heading, ...]:
    """The columns with a heading in these rows, taken for one header."""
    found: list[Heading] = []
    groups, wholes = [""] * len(rows), [""] * len(rows)
    for index, texts in enumerate(zip_longest(*rows, fillvalue="")):
        groups, wholes = _groups(groups, texts), _wholes(wholes, texts)
        if parts := [*filter(None, groups)]:
            row = max((row for row, text in enumerate(texts) if text), default=0)
            parted = _parted(groups, wholes, texts)
            meant = [_meant(own, whole) for own, whole in zip(groups, parted, strict=True)]
            found.append(_heading(index, parts, meant, row, [*filter(None, parted)]))
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
        is_whole = text and not _is_of_it(text)
        wholes.append(text if is_whole else "" if is_new else left[row])
        is_new = is_new or bool(text)
    return wholes


def _is_of_it(text: str) -> bool:
    """其中, also with its part in the same cell: 其中·女."""
    return heading_key(text.partition(JOINT)[0]) == OF_IT


def _parted(groups: Sequence[str], wholes: Sequence[str], texts: Sequence[str]) -> list[str]:
    """On each row the whole that 其中 stands for: only where a part of it is named."""
    return [
        whole if _is_of_it(own) and (JOINT in own or any(texts[row + 1 :])) else ""
        for row, (own, whole) in enumerate(zip(groups, wholes, strict=True))
    ]


def _meant(own: str, whole: str) -> str:
    return whole + "".join(own.partition(JOINT)[1:]) if whole else own


def _heading(
    index: int, parts: Sequence[str], meant: Sequence[str], row: int, parted: Sequence[str]
) -> Heading:
    text = JOINT.join(parts)
    told = _spellings([part for one in meant for part in one.split(JOINT)])
    return Heading(
        index=index,
        text=text,
        unit=_unit_in(text),
        keys=[*dict.fromkeys(key for spelling in told for key in keys_of(spelling))],
        row=row,
        lowest=keys_of(parts[-1]) if len(parts) > 1 else (),
        joined=keys_of(text.partition(JOINT)[2]) if len(parts) == 1 else (),
        whole=[k for s in _spellings([*parted[-1:], "合计"]) for k in keys_of(s)] if parted else (),
    )


def keys_of(spelling: str) -> tuple[str, ...]:
    """As written, and without what stands in brackets."""
    keys = (heading_key(spelling), heading_key(_without_brackets(spelling)))
    return tuple(filter(None, keys))


def _unit_in(heading: str) -> str:
    units = _BRACKETED.findall(half_width(heading))
    return units[-1].strip() if units else ""


@lru_cache(maxsize=4096)
def _without_brackets(spelling: str) -> str:
    return _BRACKETED.sub("", half_width(spelling))


def _spellings(parts: Sequence[str]) -> Iterator[str]:
    """职工数 over 女 is 职工数女, 女职工数 or 女职工; over 合计 it is 职工数 itself.

    职工数·女 in one cell is the same: so we write two rows into the one of a sheet we give back. Of
    three rows the lowest goes with either of the others. A lone 其中 does not say of which part.
    """
    *groups, lower = [*filter(None, parts)] or [""]
    if not groups:
        yield lower
    if heading_key(lower) == OF_IT:
        return
    for group in reversed(groups):
        counted = _COUNTED.sub("", _without_brackets(group))  # 职工 of 职工总数（人）, 职工情况
        if heading_key(lower) in _WHOLE:
            yield from (group, f"{counted}数")
        else:
            yield from (group + lower, lower + group, lower + counted, f"{counted}数{lower}")

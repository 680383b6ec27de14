"""Lines and entries under 已过期, 本月, 以后 and 没有固定期限."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reports.deadlines.listing import Entry, Line
from reports.deadlines.rules import When

__all__ = ["Group", "counted", "grouped"]


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one page; ``total`` counts those of all pages."""

    when: When
    lines: list[Line]
    total: int


def grouped(lines: Iterable[Line], entries: Iterable[Entry]) -> list[Group]:
    """Groups without lines are left out."""
    found: dict[When, list[Line]] = {when: [] for when in When}
    for line in lines:
        found[line.entry.due.when].append(line)
    totals = counted(entries)
    return [Group(when, held, totals[when]) for when, held in found.items() if held]


def counted(entries: Iterable[Entry]) -> dict[When, int]:
    counts = Counter(entry.due.when for entry in entries)
    return {when: counts[when] for when in When}

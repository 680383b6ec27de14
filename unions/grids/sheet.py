"""A page full of lines: takes what was typed, tells what is wrong, saves everything or nothing."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import BadRequest
from django.db import models

from unions.grids.headings import UNION, headings_of, keys_of
from unions.grids.lines import Cell, Line, Typed, kind_of
from unions.importing.columns import field_of

__all__ = ["Column", "Saved", "Sheet", "typed_lines"]

Store = Callable[[list[Any]], None]
MOST_WARNINGS = 8  # told after saving; the rest is counted
MOST_LISTED = 10  # faults listed above the grid; all of them stand at their cells


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    kind: str
    is_required: bool
    headings: str  # keys of all headings it goes by, parted by "|"


@dataclass(frozen=True)
class Saved:
    """What one saving did."""

    new: int
    changed: int
    warnings: list[str]
    is_copied: bool = False  # rows that were ticked: there is no unchanged one among them

    def __str__(self) -> str:
        if not (self.new or self.changed):
            return "没有改动，没有写入。"
        parts = [f"新登记{self.new}条"] if self.new else []
        parts += [f"修改{self.changed}条"] if self.changed else []
        rest = "" if self.is_copied else "；没有改动的没有写入"
        return f"已保存：{'，'.join(parts)}{rest}。"


@dataclass
class Sheet:
    """The lines of one grid for one choice of union and period."""

    model: Any
    names: tuple[str, ...]
    lines: list[Line]
    is_ticked: bool = False  # lines are chosen by a tick: copies to be made
    left_out: dict[str, str] = field(default_factory=dict)  # by key: done already, with the reason

    @cached_property
    def columns(self) -> list[Column]:
        fields = [field_of(self.model, name) for name in self.names]
        known = headings_of(self.model)
        return [
            Column(f.name, label, kind_of(f), not f.blank, keys_of(label, known[f.name]))
            for f in fields
            for label in [str(f.verbose_name)]
        ]

    @property
    def union_headings(self) -> str:
        return keys_of("工会", headings_of(self.model)[UNION])

    def rows(self, lines: Iterable[Line]) -> Iterator[tuple[Line, list[Cell]]]:
        for line in lines:
            yield line, list(line.cells(self.names))

    def take(self, typed: Mapping[str, Typed], also: Collection[str] = ()) -> list[str]:
        """Checks every line that was sent; returns the keys that are none of this sheet's.

        ``also``: keys of lines that are meant beside others of the same days.
        """
        by_key = {line.key: line for line in self.lines}
        for line in self.lines:
            line.is_ticked, line.is_also = line.key in typed, line.key in also
        for key, sent in typed.items():
            if key in by_key:
                by_key[key].take(sent, self.names)
                by_key[key].at_cells(self.names)
        return [key for key in typed if key not in by_key and key not in self.left_out]

    @property
    def stale(self) -> list[Line]:
        return [line for line in self.lines if line.is_stale]

    @property
    def fault_count(self) -> int:
        return sum(len(messages) for line in self.lines for messages in line.faults.values())

    @property
    def faults(self) -> list[tuple[Line, str, str]]:
        """(line, column, sentence), the first ones."""
        labels = {column.name: column.label for column in self.columns}
        found = [
            (line, labels.get(name, ""), message)
            for line in self.lines
            for name, messages in line.faults.items()
            for message in messages
        ]
        return found[:MOST_LISTED]

    @property
    def is_clean(self) -> bool:
        return not any(line.faults or line.is_stale for line in self.lines)

    @property
    def made(self) -> list[Line]:
        """Lines that saving writes."""
        return [line for line in self.lines if line.row is not None]

    def save(self, user: Any, store: Store) -> Saved:
        """Signs and stores; the sheet must be clean. StaleRecord when another was quicker."""
        rows = [line.row for line in self.made]
        new = sum(line.is_new for line in self.made)
        for row in rows:
            row.sign(user)
        store(rows)
        return Saved(new, len(rows) - new, self._warnings(), self.is_ticked)

    def _warnings(self) -> list[str]:
        rows = [line.row for line in self.made]
        found = [
            f"{line.union}：{warning}"
            for line, warnings in zip(self.made, self.model.warnings_of(rows), strict=True)
            for warning in warnings
        ]
        more = len(found) - MOST_WARNINGS
        return [*found[:MOST_WARNINGS], *([f"另有{more}条提醒。"] if more > 0 else [])]


def typed_lines(text: str, model: type[models.Model], names: tuple[str, ...]) -> dict[str, Typed]:
    """The page's one field: {"key": [version, {"column": "text"}]}; BadRequest for anything else.

    One field, because a page of cells would exceed the number of fields a form may have.
    """
    try:
        sent = json.loads(text or "{}")
        return {str(key): _typed(*value, names=names) for key, value in sent.items()}
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadRequest(f"cells of {model._meta.label}: {error}") from error


def _typed(version: Any, texts: Any, *, names: tuple[str, ...]) -> Typed:
    if not isinstance(version, int) or not set(texts) <= set(names):
        raise ValueError("unknown version or column")
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("cells are text")
    return Typed(version, dict(texts))

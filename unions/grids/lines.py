"""One line of a grid: the row it stands for, what was typed into it, and what is wrong with it."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from unions.importing.columns import Field, field_of, is_empty, widget_of, written
from unions.models import Union
from unions.text import shorten

__all__ = ["ROW", "Cell", "Line", "Typed"]

ROW = ""  # faults of the row as a whole stand under this column
DOUBLED = "和上面的期间重叠，会重复计算。请改期间，或改已报的那一份；确实另有的勾上再保存。"
LONGEST = 200  # characters of an existing or earlier value shown beside a cell


@dataclass(frozen=True)
class Typed:
    """What the page sent for one line: the version it showed, and the texts of changed cells."""

    version: int
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """One cell as the page shows it."""

    text: str  # what stands in it
    stored: str  # what would stand in it had nobody typed
    last: str  # the earlier value beside it
    theirs: str  # what somebody else stored meanwhile
    faults: list[str]
    kind: str

    @property
    def is_changed(self) -> bool:
        return self.text != self.stored


@dataclass(kw_only=True)
class Line:
    """A stored row, or one that saving would make (``record`` without a key)."""

    key: str
    union: Union
    record: Any
    last: Any = None
    version: int = 0  # of the stored row, or of the row a copy is made from; 0 for none
    note: str = ""
    names: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # other records that tell of the same days
    is_also: bool = False  # ticked 确实另有: saved beside them
    is_made: bool = False  # saved even when no cell was touched: a copy
    is_ticked: bool = True
    typed: dict[str, str] = field(default_factory=dict)
    faults: dict[str, list[str]] = field(default_factory=dict)
    is_stale: bool = False
    row: Any = None  # the record with what was typed, once it has been taken over

    @property
    def is_new(self) -> bool:
        return self.record.pk is None

    def take(self, typed: Typed, columns: tuple[str, ...]) -> None:
        """Reads what was typed into a copy of the row and keeps every fault at its cell."""
        self.typed = {name: typed.texts[name] for name in columns if name in typed.texts}
        row = copy.copy(self.record)
        values = self._read(row)
        for name, value in values.items():
            setattr(row, name, value)
        touched = [name for name in values if not _same(self.record, row, name)]
        if not (touched or self.faults or self.is_made):
            self.typed = {}
            return
        self.is_stale = typed.version != self.version
        self.row = row
        self._check(columns)
        if self.beside and not self.is_also:
            self.faults.setdefault(ROW, []).append(DOUBLED)

    def _read(self, row: Any) -> dict[str, Any]:
        values = {}
        for name, text in self.typed.items():
            column = field_of(type(row), name)
            try:
                value = widget_of(column).clean(text)
            except ValidationError as error:
                self.faults[name] = error.messages
            else:
                values[name] = value
        return values

    def _check(self, columns: tuple[str, ...]) -> None:
        """The rules of the record's own form; links were chosen by us and cost no query."""
        lacking = [name for name in columns if _is_lacking(self.row, name)]
        for name in lacking:
            if name not in self.faults:
                self.faults[name] = [f"请填写{_label(self.row, name)}。"]
        self._keep(lambda: self.row.clean_fields(exclude=_unchecked(self.row, self.faults)))
        if not self.faults:
            self._keep(self.row.clean)

    def _keep(self, rule: Callable[[], None]) -> None:
        try:
            rule()
        except ValidationError as error:
            for name, found in error.update_error_dict({}).items():
                messages = [message for one in found for message in one.messages]
                self.faults.setdefault(name, []).extend(messages)

    def at_cells(self, columns: tuple[str, ...]) -> None:
        """Faults of what is no column of this grid stand at the row."""
        for name in [name for name in self.faults if name not in {*columns, ROW}]:
            messages = self.faults.pop(name)
            label = "" if name == NON_FIELD_ERRORS else f"{_label(self.row, name)}："
            self.faults.setdefault(ROW, []).extend(f"{label}{one}" for one in messages)

    def cells(self, columns: tuple[str, ...]) -> Iterator[Cell]:
        for name in columns:
            column = field_of(type(self.record), name)
            stored = written(column, getattr(self.record, name))
            text = self.typed.get(name, stored)
            yield Cell(
                text=text,
                stored=stored,
                last=_shown(column, self.last, name),
                theirs=(stored or "空") if self.is_stale and text != stored else "",
                faults=self.faults.get(name, []),
                kind=kind_of(column),
            )

    @property
    def extra_names(self) -> str:
        """Keys beside that of the name shown; the page works that one out itself."""
        return "|".join(self.names[1:])

    @property
    def stale_words(self) -> str:
        source = self.last if self.is_made else self.record
        if source.pk is None:
            return "刚被别人删除。再次保存会重新登记。"
        return f"刚被{source.updated_by or '别人'}改过。请核对，再次保存就以您填的为准。"

    @property
    def asks_also(self) -> bool:
        return self.is_also or DOUBLED in self.row_faults

    @property
    def row_faults(self) -> list[str]:
        return self.faults.get(ROW, [])


def kind_of(column: Field) -> str:
    """How a column looks: n(umber), d(ate) or t(ext)."""
    if isinstance(column, models.IntegerField | models.DecimalField):
        return "n"
    return "d" if isinstance(column, models.DateField) else "t"


def _same(old: Any, new: Any, name: str) -> bool:
    before, after = getattr(old, name), getattr(new, name)
    return bool(before == after) or (is_empty(before) and is_empty(after))


def _is_lacking(row: Any, name: str) -> bool:
    column = field_of(type(row), name)
    return not column.blank and is_empty(getattr(row, name))


def _unchecked(row: Any, faults: Mapping[str, Any]) -> set[str]:
    links = {one.name for one in row._meta.concrete_fields if one.is_relation or not one.editable}
    return links | set(faults)


def _label(row: Any, name: str) -> str:
    return str(field_of(type(row), name).verbose_name)


def _shown(column: Field, row: Any, name: str) -> str:
    return shorten(written(column, getattr(row, name)), LONGEST) if row is not None else ""

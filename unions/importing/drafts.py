"""One row of a sheet on its way to a record: what it says, what is wrong, what it would change."""

from collections.abc import Container, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from unions.importing.directory import UnionDirectory
from unions.models import Union, User

__all__ = ["Assumed", "Change", "Draft", "Fault", "Transfer", "Verdict"]


class Verdict(models.TextChoices):
    NEW = "new", "新增"
    CHANGED = "changed", "修改"
    UNCHANGED = "unchanged", "没有变化"
    REFUSED = "refused", "不收"


@dataclass(frozen=True)
class Fault:
    """Why a row is refused: its cell when one is to blame, what stands there, what to do."""

    row: int
    column: str
    value: str
    message: str


@dataclass(frozen=True)
class Change:
    column: str
    old: str
    new: str


@dataclass(frozen=True)
class Transfer:
    """Somebody on file with another union of the town; moved only when the user says so."""

    person: str
    source: Union
    target: Union
    day: date
    written: str = ""  # the name in the sheet, where it is another


@dataclass(slots=True)
class Draft:
    """One row on its way to a record."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)  # by column name; blank cells are absent
    pk: int | None = None  # of the record whose 台账编号 stands in the row
    union_told: str = ""  # the union as written in such a row
    masked: tuple[tuple[str, str], ...] = ()  # numbers with asterisks, by column: not told
    key: Hashable | None = None  # kept where it costs something to tell
    faults: list[Fault] = field(default_factory=list)
    union: Union | None = None
    record: Any = None
    is_new: bool = False
    changes: list[Change] = field(default_factory=list)
    unapplied: tuple[Fault, ...] = ()  # cells unlike the ledger that change nothing, and why
    parts: list[Any] = field(default_factory=list)  # further rows to be stored with the record
    transfer: Transfer | None = None  # offered, or asked for
    is_trial: bool = False  # stored by nobody: only tells what else is wrong with a refused row

    def leave(self, column: str, value: str, message: str) -> None:
        """Says of a cell that it is not brought in, and where to do what it asks for."""
        self.unapplied += (Fault(self.number, column, value, message),)

    def kept_beside(self, other: int) -> str:
        """Which of two rows alike is kept: the later one where the first is refused anyhow."""
        return "只收前一行" if other < self.number else "只收后一行"

    @property
    def verdict(self) -> Verdict:
        if self.faults:
            return Verdict.REFUSED
        if self.is_new:
            return Verdict.NEW
        return Verdict.CHANGED if self.changes else Verdict.UNCHANGED

    @property
    def outcome(self) -> tuple[Any, ...]:
        """What storing the row would do, to which version of the record, and with what content."""
        if self.record is None:
            return self.number, self.faults
        record, verdict = self.record, self.verdict
        done = (self.number, verdict.value, record.pk, record.version, self.changes)
        if verdict is Verdict.REFUSED or verdict is Verdict.UNCHANGED:
            return done
        union = self.union.pk if self.union else None
        return *done, union, self.values, [vars(part) | {"_state": None} for part in self.parts]


@dataclass(frozen=True)
class Assumed:
    """What the sheet does not say row by row: whose rows these are, and of when."""

    root: Union  # only unions of its subtree may be written to
    directory: UnionDirectory
    union: Union | None  # whose rows they are when no column names one
    day: date
    period: tuple[date, date]
    user: User | None = None
    transfers: Container[int] = ()  # rows whose people are moved here from another union
    title: str = ""  # of the sheet
    told_by: str = "表上写的填报单位"  # what the union was taken from
    unknown: str = ""  # a sentence about a 填报单位 that is no known union's name
    cut: str = ""  # that the title tells of days to come, which are not taken
    ahead: str = ""  # why nothing of the title's days can be taken

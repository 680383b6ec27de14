"""Storing what was typed into the grid: all of it, or nothing when one cell is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.book import FigureBook
from reports.models import ReportedFigure
from reports.typed import TypedTotal
from reports.verification.cells import Cell, number_of, token_of
from reports.verification.rows import DERIVED, plain_text
from unions.models import User
from unions.records import StaleRecord

__all__ = ["Outcome", "store"]

LINKS = ("union", "created_by", "updated_by")
NO_SOURCE = "请写来源：谁报的、根据哪份材料。"
Content = tuple[Decimal | None, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The figures ``saved`` and ``withdrawn``, by code; ``is_refused``: nothing was stored."""

    saved: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    is_refused: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """In the order of the page."""
        return (*self.saved, *self.withdrawn)


def store(fresh: Callable[[], FigureBook], cells: Sequence[Cell], user: User) -> Outcome:
    """One save for the whole grid, against figures read under the lock.

    Who loses the race for a new entry or a version is told so at the cell by the second reading.
    """
    try:
        return _store(fresh(), cells, user)
    except (StaleRecord, IntegrityError):
        return _store(fresh(), cells, user)


@transaction.atomic
def _store(book: FigureBook, cells: Sequence[Cell], user: User) -> Outcome:
    codes = [cell.code for cell in cells]
    held = ReportedFigure.objects.filter(union=book.scope.root, code__in=codes)
    list(held.select_for_update().values_list("pk"))
    plans = [_Plan(book, cell, user) for cell in cells]
    writes = {plan.cell.code: write for plan in plans if (write := plan.write()) is not None}
    if any(cell.faults for cell in cells):
        return Outcome(is_refused=True)
    kinds = {code: write() for code, write in writes.items()}
    saved, withdrawn = (
        tuple(code for code, kind in kinds.items() if kind == wanted)
        for wanted in ("saved", "withdrawn")
    )
    return Outcome(saved, withdrawn)


class _Plan:
    """What has to be done for one cell; faults go to the cell."""

    def __init__(self, book: FigureBook, cell: Cell, user: User) -> None:
        self.book, self.cell, self.user = book, cell, user
        self.indicator = book.catalogue.find(cell.code)
        own = None if isinstance(self.indicator, DERIVED) else self._own()
        self.entries = own.entries if own else ()

    def _own(self) -> TypedTotal | None:
        totals = self.book.typed_in_all(self.cell.code)
        return next((total for total in totals if total.union == self.book.scope.root), None)

    def write(self) -> Callable[[], str] | None:
        """The write still to be made, None when there is nothing to do or something is wrong."""
        try:
            wanted = self._wanted()
        except ValueError as fault:
            self.cell.faults["value"] = str(fault)
            if not (self.cell.source or isinstance(self.indicator, DERIVED)):
                self.cell.faults["source"] = NO_SOURCE
            return None
        if wanted in (self._shown(), _content(self.entries)):
            return None
        if self.cell.seen != self._token():
            self._tell_conflict()
            return None
        return self._withdrawal() if wanted[0] is None else self._entry(wanted)

    def _wanted(self) -> Content:
        value = number_of(self.cell.value, self.indicator.unit)
        if value is not None and isinstance(self.indicator, DERIVED):
            raise ValueError(f"“{self.indicator.name}”由其他数据项算出，不能手工填报。")
        return value, self.cell.source

    def _token(self) -> str:
        return token_of(tuple((entry.pk, entry.version) for entry in self.entries))

    def _shown(self) -> Content:
        """What the page showed when it was opened; from the history where that has changed."""
        if self.cell.seen == self._token():
            return _content(self.entries)
        pairs = [part.partition(":") for part in self.cell.seen.split(",") if part]
        found = [
            ReportedFigure.history.filter(id=key, version=version).first()
            for key, _, version in pairs
            if key.isdecimal() and version.isdecimal()
        ]
        return _content([entry for entry in found if entry is not None])

    def _tell_conflict(self) -> None:
        value, source = _content(self.entries)
        person = self.entries[0].updated_by if self.entries else None
        now = "已经撤回" if value is None else f"现在是{plain_text(value)}（{source}）"
        self.cell.faults["value"] = f"刚被{person or '别人'}改过，{now}。再按保存，以您填的为准。"
        self.cell.seen, self.cell.is_stale = self._token(), True

    def _withdrawal(self) -> Callable[[], str] | None:
        if self.cell.source and self.cell.source != _content(self.entries)[1]:
            self.cell.faults["value"] = "写了来源，没有填数。请填数，或把来源也清空。"
        elif len(self.entries) > 1:
            self.cell.faults["value"] = (
                f"这个数由{len(self.entries)}段填报相加，请在“手工填报数”里逐段删除。"
            )
        elif self.entries:
            return partial(_withdraw, self.entries[0])
        return None

    def _entry(self, wanted: Content) -> Callable[[], str] | None:
        value, source = wanted
        entry = self._editable() or self._new()
        entry.value, entry.source, entry.updated_by = value, source, self.user  # type: ignore[assignment]
        self._check(entry)
        if not source:
            self.cell.faults["source"] = NO_SOURCE
        return None if self.cell.faults else partial(_save, entry)

    def _check(self, entry: ReportedFigure) -> None:
        try:
            entry.clean_fields(exclude=(*LINKS, *(() if entry.source else ("source",))))
            entry.clean()
        except ValidationError as error:
            self._keep(error)

    def _keep(self, error: ValidationError) -> None:
        for name, faults in error.message_dict.items():
            self.cell.faults["source" if name == "source" else "value"] = "".join(faults)

    def _editable(self) -> ReportedFigure | None:
        """The entry of exactly these days: an older one stays as the number of its own day."""
        window = self.book.window_of(self.cell.code)
        for entry in self.entries[:1]:
            is_whole = self.book.is_stock(self.cell.code) or entry.period_from == window.start
            if entry.period_to == window.end and is_whole:
                return entry
        return None

    def _new(self) -> ReportedFigure:
        window = self.book.window_of(self.cell.code)
        return ReportedFigure(
            union=self.book.scope.root,
            code=self.cell.code,
            period_from=window.start,
            period_to=window.end,
            created_by=self.user,
        )


def _content(entries: Sequence[Any]) -> Content:
    """Sum and sources of entries, as the grid shows them."""
    if not entries:
        return None, ""
    value = sum((entry.value for entry in entries), Decimal(0))
    return value, "；".join(dict.fromkeys(entry.source for entry in entries))


def _save(entry: ReportedFigure) -> str:
    entry.save()
    return "saved"


def _withdraw(entry: ReportedFigure) -> str:
    entry.delete()
    return "withdrawn"

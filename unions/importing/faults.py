"""How a fault of a row is worded: at its cell, with what stands there, by the sheet's headings."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from unions.dates import PRECISION_SUFFIX
from unions.importing import cells, record_numbers, widgets
from unions.importing.drafts import Assumed, Draft, Fault
from unions.importing.files import Lost
from unions.importing.tables import RECORD_NO, Column

__all__ = ["Faults"]

MASKED_ADVICE = "号码被星号遮住了，又没有找到这一条原来的记录。请填完整的号码，或清空这一格。"
BLANK = "不能为空，请补填。"
NO_COLUMN = "没有认出“{}”这一列。请在下面指定哪一列是它，或改表头。"
LONGEST = 60  # characters of a cell that are quoted
_BLANK = frozenset(  # Django's words for a missing value, which do not say what to do
    str(models.Field.default_error_messages[key]) for key in ("null", "blank")
)


class Faults:
    """The part of a SheetResource that tells what is wrong."""

    fields: ClassVar[Any]
    key: ClassVar[tuple[str, ...]] = ()
    signs: ClassVar[tuple[str, ...]] = ()
    filled_from: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # columns that others may stand for
    assumed: Assumed
    if TYPE_CHECKING:

        def key_of(self, draft: Draft) -> Hashable | None: ...

        def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]: ...

        def union_of(self, record: Any) -> Any: ...

        def find_otherwise(
            self, drafts: Sequence[Draft], stored: dict[Hashable, Any], numbered: Mapping[int, Any]
        ) -> list[tuple[Draft, Fault]]: ...

        def look_up(self, records: Iterable[Any]) -> None: ...

        def assemble(self, draft: Draft, stored: Any) -> None: ...

        def repeated(self, draft: Draft, before: int) -> Fault: ...

    def faults_at(
        self, number: int, place: Column, cell: Any, messages: Iterable[str]
    ) -> list[Fault]:
        """Of a cell as it stands in the sheet; the column by its name until `word_as_in_sheet`."""
        shown = self.shown(place.name, cell)
        return [Fault(number, place.name, shown, message) for message in messages]

    def shown(self, name: str, cell: Any) -> str:
        """What is quoted of a cell; numbers of people only masked."""
        if isinstance(cell, Lost):
            return ""
        declared = self.fields.get(name)
        if declared is not None and isinstance(declared.widget, widgets.PERSONAL):
            return str(declared.widget.show(str(cell)))
        return cells.text(cell)[:LONGEST]

    def faults_of(self, draft: Draft, record: Any, error: ValidationError) -> list[Fault]:
        """Of the record's own rules."""
        by_attribute = {declared.attribute: name for name, declared in self.fields.items()}
        faults = []
        for name, messages in error.message_dict.items():
            column = by_attribute.get(name.removesuffix(PRECISION_SUFFIX), "")
            shown = self.fields[column].widget.show(getattr(record, name)) if column else ""
            label = "" if column or name == NON_FIELD_ERRORS else _label(record, name)
            faults += [
                Fault(draft.number, column, shown, _worded(label, message)) for message in messages
            ]
        return faults

    def word_as_in_sheet(self, drafts: Iterable[Draft], columns: Iterable[Column]) -> None:
        """Columns by the heading that stands in this sheet."""
        headings = {name: declared.column_name for name, declared in self.fields.items()}
        headings |= {"union": "工会", RECORD_NO: record_numbers.HEADING}
        headings |= {place.name: place.heading for place in columns}
        for draft in drafts:
            draft.faults = [_in_sheet_words(fault, headings) for fault in draft.faults]
            draft.unapplied = tuple(_in_sheet_words(cell, headings) for cell in draft.unapplied)

    def ask_for_columns(self, drafts: Iterable[Draft], columns: Iterable[Column]) -> None:
        """A needed column that is not there may be one whose heading nobody knows."""
        there = {place.name for place in columns} | self.filled_from.keys()
        needed = (f for name, f in self.fields.items() if f.needed and name not in there)
        words = {
            declared.column_name: NO_COLUMN.format(declared.column_name) for declared in needed
        }
        for draft in drafts:
            draft.faults = [
                replace(f, message=words[f.column])
                if f.column in words and f.message == BLANK
                else f
                for f in draft.faults
            ]

    def faults_of_masks(self, draft: Draft) -> list[Fault]:
        """Of numbers that nobody can fill in, as no record was found."""
        shown = [(name, self.shown(name, mask)) for name, mask in draft.masked]
        return [Fault(draft.number, name, mask, MASKED_ADVICE) for name, mask in shown]

    def tell_the_rest(
        self, drafts: Sequence[Draft], sound: Sequence[Draft], numbered: Mapping[int, Any]
    ) -> None:
        """What else is wrong with refused rows, so that faults do not come one after the other.

        Tried on drafts and copies of records that nobody stores; what may only follow from a cell
        that is refused already is not told.
        """
        known = [draft for draft in drafts if draft.pk is None and draft.union]
        keys = {draft.number: self.key_of(draft) for draft in known}
        known = [draft for draft in known if keys[draft.number]]
        stored = self.stored(known)
        self.find_otherwise(known, stored, numbered)
        self.look_up([*filter(None, stored.values()), *numbered.values()])
        first = {self.key_of(draft): draft.number for draft in sound if not draft.faults}
        for draft in filter(self.can_be_tried, drafts):
            key = keys.get(draft.number)
            record = stored.get(key) if draft.pk is None else numbered.get(draft.pk)
            trial = Draft(draft.number, dict(draft.values), draft.pk, is_trial=True)
            own = self.union_of(record) if record is not None and draft.pk is not None else None
            trial.union = draft.union or own or self.assumed.root
            self.assemble(trial, copy(record))
            if key and (before := first.get(key)):
                trial.faults.append(self.repeated(draft, before))
            if record is None:
                trial.faults += self.faults_of_masks(draft)
            draft.faults += self._independent(draft.faults, trial.faults)

    def can_be_tried(self, draft: Draft) -> bool:
        """Whether a refused row tells enough to be looked at further."""
        return True

    def _independent(self, told: Sequence[Fault], more: Iterable[Fault]) -> list[Fault]:
        wrong = {fault.column for fault in told}
        is_known = not wrong & {"union", RECORD_NO, *self.key, *self.signs}
        words = [self.fields[name].column_name for name in wrong if name in self.fields]
        return [
            fault
            for fault in more
            if fault.column
            and fault.column not in wrong
            and not self._hangs(fault, wrong)
            and (is_known or fault.message != BLANK)
            and not any(word in fault.message for word in words)
        ]

    def _hangs(self, fault: Fault, wrong: Collection[str]) -> bool:
        """Whether a blank is filled from a column that is refused."""
        return any(name in wrong for name in self.filled_from.get(fault.column, ()))


def _in_sheet_words(fault: Fault, headings: Mapping[str, str]) -> Fault:
    heading = headings.get(fault.column, fault.column)
    return Fault(fault.row, heading, fault.value, fault.message)


def _label(record: models.Model, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _worded(label: str, message: str) -> str:
    if message in _BLANK:
        message = BLANK
    return f"{label}：{message}" if label else message

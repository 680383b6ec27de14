"""Rows that plainly tell of something else than the record they were found to mean.

Somebody sorts one column of an exported sheet by itself, or drags a cell down over others: every
number still stands in its row, and beside it what belongs to another. Such a row is refused.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, ClassVar

from unions.importing.drafts import Draft, Fault
from unions.importing.tables import RECORD_NO
from unions.importing.widgets import IdNumberWidget
from unions.text import half_width

__all__ = ["Strangers"]

OTHER_RECORD = "这个台账编号是“{}”的，与这一行写的对不上，像是错了行。请核对，或清空编号后再收。"
EXCHANGED = (
    "这是第{row}行那一条的{heading}，这一行的是“{own}”，像是只排了{heading}这一列。"
    "请恢复原来的顺序再收；排序时请选中整张表。真要改成这样，请到这一条的页面上改。"
)
OTHER_NUMBER = "露出来的几位和台账里“{}”的{}对不上，像是错了行。请恢复原来的顺序，或填完整的号码。"
HIDDEN = "带星号的号码和台账里的对不上，没有改。要改请填完整的号码。"


class Strangers:
    """The part of a SheetResource that compares rows with their records before anything else."""

    fields: ClassVar[Any]
    key: ClassVar[tuple[str, ...]] = ()
    signs: ClassVar[tuple[str, ...]] = ()  # what a clerk tells a record by; the key when empty
    # Columns whose value is some one record's: of two rows of a file they never change places.
    own_names: ClassVar[tuple[str, ...]] = ()

    def value_of(self, record: Any, name: str) -> Any:
        """What is stored under a column; overridden where a row tells of more than the record."""
        return self.fields[name].read(record)

    def refuse_strangers(self, drafts: Iterable[Draft], numbered: Mapping[int, Any]) -> None:
        """Rows whose number is somebody else's than what the row tells."""
        self.exchanged: Counter[str] = Counter()  # rows refused for it, by column
        known = [(d, numbered[d.pk]) for d in drafts if d.pk is not None and d.pk in numbered]
        self.refuse_exchanged(known)
        for draft, record in known:
            if not draft.faults and (other := self.another(draft, record)):
                message = OTHER_RECORD.format(record)
                draft.faults.append(Fault(draft.number, RECORD_NO, other, message))

    def refuse_exchanged(self, known: Sequence[tuple[Draft, Any]]) -> None:
        """Rows that call their record by the name of another row's record.

        One such row is a correction when the other keeps its name: people share names.
        """
        for name in self.own_names:
            changed = [
                (draft, record)
                for draft, record in known
                if name in draft.values and draft.values[name] != self.value_of(record, name)
            ]
            if changed:
                rows = {self.value_of(record, name): draft.number for draft, record in known}
                given_up = {self.value_of(record, name): draft.number for draft, record in changed}
                taken = [(d, r) for d, r in changed if d.values[name] in rows]
                if len(taken) > 1 or any(d.values[name] in given_up for d, _record in taken):
                    self._refuse_taken(rows | given_up, taken, name)

    def _refuse_taken(
        self, rows: Mapping[Any, int], taken: Iterable[tuple[Draft, Any]], name: str
    ) -> None:
        show, heading = self.fields[name].widget.show, self.fields[name].column_name
        for draft, record in taken:
            told, own = draft.values[name], self.value_of(record, name)
            message = EXCHANGED.format(row=rows[told], heading=heading, own=show(own))
            draft.faults.append(Fault(draft.number, name, show(told), message))
            self.exchanged[heading] += 1

    def masks_fit(self, draft: Draft, record: Any) -> bool:
        """Whether the digits left of an ID number are those of the record's; a phone is no sign."""
        for name, mask in draft.masked:
            column, stored = self.fields[name], self.value_of(record, name)
            if _mask_fits(mask, stored):
                continue
            if isinstance(column.widget, IdNumberWidget):
                message = OTHER_NUMBER.format(record, column.column_name)
                draft.faults.append(Fault(draft.number, name, column.widget.show(mask), message))
            else:
                draft.leave(name, column.widget.show(mask), HIDDEN)
        return not draft.faults

    def another(self, draft: Draft, record: Any) -> str:
        """What the row calls the record, when that can be no new spelling of the old."""
        told = [name for name in self.signs or self.key if name in draft.values]
        pairs = [(self.value_of(record, name), draft.values[name]) for name in told]
        if not told or any(old == new for old, new in pairs):
            return ""
        if len(told) == 1 and _are_alike(*pairs[0]):
            return ""
        return str(self.fields[told[0]].widget.show(pairs[0][1]))


def _are_alike(old: Any, new: Any) -> bool:
    """A corrected spelling, as opposed to somebody else's name."""
    both_texts = isinstance(old, str) and isinstance(new, str)
    return both_texts and SequenceMatcher(None, old, new).ratio() >= 0.5


def _mask_fits(mask: str, number: str) -> bool:
    """Whether the digits before and after the asterisks are those of the number."""
    shown = half_width(mask).strip().upper()
    head, tail = shown.partition("*")[0], shown.rpartition("*")[2]
    return bool(number) and number.startswith(head) and number.endswith(tail)

"""Records that a row means although one of the two lacks the number they are known by.

Rolls are filled up over the years: the ledger has an ID number that this sheet leaves out, or the
sheet brings the number at last. Such a row is the record when exactly one fits it and neither tells
another number; nobody guesses between several.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from unions.importing.drafts import Draft, Fault

__all__ = ["SecondKeys"]

SEVERAL = "台账里这家工会有{count}条{label}都对得上这一行，看不出是哪一条。{advice}"
SHARED = "台账里只有一条{label}对得上，第{rows}行都可能是它。{advice}"
TELL = "请填{heading}。"
COMPLETE = "请先到台账里补填{heading}。"
_Meant = tuple[Draft, Any]


class SecondKeys:
    """The part of such a SheetResource that looks again for rows without a record."""

    number_column: ClassVar[str]  # what a record is known by where it is told
    label: ClassVar[str]
    fields: ClassVar[Any]
    signs: ClassVar[tuple[str, ...]]

    if TYPE_CHECKING:

        def key_of(self, draft: Draft) -> Hashable | None: ...

    def place_of(self, draft: Draft) -> Hashable | None:
        """What row and record must have in common; None when the row does not tell it."""
        raise NotImplementedError

    def place_of_record(self, record: Any) -> Hashable:
        raise NotImplementedError

    def like(self, drafts: Sequence[Draft]) -> Iterable[Any]:
        """At least the records that have a place of the drafts; no query for each."""
        raise NotImplementedError

    def fits(self, draft: Draft, record: Any) -> bool:
        """Whether nothing that both tell is against it."""
        raise NotImplementedError

    def find_otherwise(
        self, drafts: Sequence[Draft], stored: dict[Hashable, Any], numbered: Mapping[int, Any]
    ) -> list[tuple[Draft, Fault]]:
        """Adds to ``stored``; rows that may mean several records, with what to say of them."""
        keys = {draft.number: self.key_of(draft) for draft in drafts if draft.pk is None}
        found = {number: stored.get(key) for number, key in keys.items()}
        claimed = {*numbered, *(record.pk for record in found.values() if record)}
        lost = [d for d in drafts if d.number in found and not found[d.number] and self.place_of(d)]
        by_place: defaultdict[Hashable, list[Any]] = defaultdict(list)
        for record in self.like(lost) if lost else ():
            if record.pk not in claimed:
                by_place[self.place_of_record(record)].append(record)
        doubts: list[tuple[Draft, Fault]] = []
        meant: defaultdict[int, list[_Meant]] = defaultdict(list)
        for draft in lost if by_place else ():
            fitting = [r for r in by_place.get(self.place_of(draft), ()) if self.fits(draft, r)]
            if len(fitting) > 1:
                doubts.append((draft, self._doubt(draft, SEVERAL, count=len(fitting))))
            elif fitting:
                meant[fitting[0].pk].append((draft, fitting[0]))
        return doubts + self._settled(meant.values(), stored)

    def _settled(
        self, meant: Iterable[Sequence[_Meant]], stored: dict[Hashable, Any]
    ) -> list[tuple[Draft, Fault]]:
        doubts: list[tuple[Draft, Fault]] = []
        for pairs in meant:
            if len(pairs) == 1:
                draft, record = pairs[0]
                stored[self.key_of(draft)] = record
                continue
            rows = "、".join(str(draft.number) for draft, _record in pairs[:5])
            doubts += [(draft, self._doubt(draft, SHARED, rows=rows)) for draft, _record in pairs]
        return doubts

    def _doubt(self, draft: Draft, message: str, **told: Any) -> Fault:
        heading, sign = self.fields[self.number_column].column_name, self.signs[0]
        advice = COMPLETE if draft.values.get(self.number_column) else TELL
        words = message.format(label=self.label, advice=advice.format(heading=heading), **told)
        return Fault(draft.number, sign, self.fields[sign].widget.show(draft.values[sign]), words)

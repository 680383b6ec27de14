"""Rows that came from an export: each carries the 台账编号 of its record and is known by it.

The number alone decides nothing: the record must lie within the unions one collects for, and a
row that plainly tells of something else (columns sorted apart in WPS) is refused.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects

from unions.batches import batches
from unions.importing import cells, record_numbers
from unions.importing.drafts import Draft, Fault
from unions.importing.files import Lost
from unions.importing.tables import RECORD_NO

__all__ = ["KnownRows"]

NOT_HERE = "在收表的范围内没有这个编号的记录，可能已经删除。请核对，或清空编号后再收。"
TAKEN = "这一行改成的内容，另有一条已经登记。请核对；要改的是那一条，就改那一行。"
OTHER_UNION = "这个台账编号的记录（{}）归“{}”，与这一行写的工会不同。请核对是不是错了行。"
OTHER_REPORTER = (
    "这个台账编号是“{}”的，这一行没有写工会，{}是“{}”。请核对是不是拿错了表；"
    "确是那家的，请加一列“工会名称”写明，或收表时写明是那一家的表。"
)


class KnownRows:
    """The part of a SheetResource that knows records by their numbers."""

    fields: ClassVar[Any]
    key: ClassVar[tuple[str, ...]] = ()
    related: ClassVar[tuple[str, ...]] = ("union",)  # what records are read with
    model: Any
    assumed: Any

    def rows(self) -> Any:
        raise NotImplementedError

    def key_of(self, draft: Draft) -> Hashable | None:
        raise NotImplementedError

    def key_of_record(self, record: Any) -> Hashable:
        raise NotImplementedError

    def assemble(self, draft: Draft, stored: Any) -> None:
        raise NotImplementedError

    def faults_of_masks(self, draft: Draft) -> list[Fault]:
        raise NotImplementedError

    def masks_fit(self, draft: Draft, record: Any) -> bool:
        raise NotImplementedError

    def union_of(self, record: Any) -> Any:
        """The union that a row names for this record."""
        return record.union

    def find_otherwise(
        self, drafts: Sequence[Draft], stored: dict[Hashable, Any], numbered: Mapping[int, Any]
    ) -> list[tuple[Draft, Fault]]:
        """A second look for rows without a record; see SecondKeys."""
        return []

    def is_ours(self, record: Any) -> bool:
        """Whether there is a record, of which anything may be told."""
        return record is not None

    def take_number(self, draft: Draft, name: str, cell: Any) -> None:
        """The union of a numbered row is the record's; its name is only compared."""
        if isinstance(cell, Lost):
            raise ValidationError(cell.value)
        if name == RECORD_NO:
            draft.pk = record_numbers.key_in(self.model, cells.text(cell))
        else:
            draft.union_told = cells.text(cell)

    def numbered(self, drafts: Sequence[Draft]) -> dict[int, Any]:
        """The records the rows carry the numbers of, by key; those not found are faults."""
        keys = sorted({draft.pk for draft in drafts if draft.pk is not None})
        found: dict[int, Any] = {}
        for some in batches(keys):
            found.update({record.pk: record for record in self.rows().filter(pk__in=some)})
        prefetch_related_objects([*found.values()], *self.related)  # each union once
        for draft in drafts:
            if draft.pk is not None and not draft.faults:
                self._settle(draft, found.get(draft.pk))
        return found

    def refuse_repeated(self, drafts: Iterable[Draft], there: Collection[str]) -> None:
        """Of a number that stands twice the first row is kept. `there`: columns of the sheet."""
        self._there = there
        first: dict[Hashable, int] = {}
        for draft in drafts:
            key = ("number", draft.pk) if draft.pk is not None else self.key_of(draft)
            if key is not None and (before := first.setdefault(key, draft.number)) != draft.number:
                draft.faults.append(self.repeated(draft, before))

    def repeated(self, draft: Draft, before: int) -> Fault:
        """At the first column of the key that stands in the sheet."""
        name = next((name for name in (*self.key, "union") if name in self._there), "")
        value = draft.values.get(name)
        told = self.fields[name].widget.show(value) if value is not None else ""
        shown = str(draft.union or "") if name == "union" else told
        kept = draft.kept_beside(before)
        message = f"与第{before}行是同一条（{self._key_words()}相同），{kept}，请核对。"
        return Fault(draft.number, name, shown, message)

    def _key_words(self) -> str:
        return "、".join(["工会", *(self.fields[name].column_name for name in self.key)])

    def look_up(self, records: Iterable[Any]) -> None:
        """What `assemble` needs to know of all the records that rows were found to mean."""

    def rekeyed(self, draft: Draft, record: Any) -> bool:
        """Whether the row gives its record a key that may be another's already."""
        is_told = bool(self.key) and all(name in draft.values for name in self.key)
        return is_told and self.key_of(draft) != self.key_of_record(record)

    def assemble_all(
        self, drafts: Iterable[Draft], stored: dict[Hashable, Any], numbered: dict[int, Any]
    ) -> None:
        """Each row its record; a record, and a key, is taken by one row only."""
        taken: dict[Hashable, int] = {}
        for draft in drafts:
            if draft.faults:
                continue
            known = numbered[draft.pk] if draft.pk is not None else None
            key = None if known and not self.rekeyed(draft, known) else self.key_of(draft)
            record = known or stored.get(key)
            claims = [("record", record.pk)] if record else []
            claims += [("key", key)] if key and (known or not record) else []
            rows = [taken.setdefault(claim, draft.number) for claim in claims]
            if before := next((row for row in rows if row != draft.number), None):
                draft.faults.append(self.repeated(draft, before))
            elif known and key and stored.get(key):
                draft.faults.append(self.taken(draft, stored[key]))
            elif record is None and draft.masked:
                draft.faults += self.faults_of_masks(draft)
            elif record is None or self.masks_fit(draft, record):
                self.assemble(draft, record)

    def taken(self, draft: Draft, other: Any) -> Fault:
        """What a numbered row was changed to is another record already."""
        return Fault(draft.number, self.key[0], "", TAKEN)

    def _settle(self, draft: Draft, record: Any) -> None:
        """Takes the record's union, unless the row plainly tells of something else."""
        if record is None:
            draft.faults.append(Fault(draft.number, RECORD_NO, "", NOT_HERE))
            return
        draft.union = union = self.union_of(record)
        told = draft.union_told
        if told and not (union and self.assumed.directory.calls(told, union)):
            self.settle_elsewhere(draft, record)
        elif not told and union and not self.is_reported_by(self.assumed.union, union):
            message = OTHER_REPORTER.format(union, self.assumed.told_by, self.assumed.union)
            shown = record_numbers.numbering(self.model)(record.pk)
            draft.faults.append(Fault(draft.number, RECORD_NO, shown, message))

    def is_reported_by(self, reporting: Any, union: Any) -> bool:
        """Whether a sheet of the one, which names no other, may tell of a record of the other."""
        return reporting is None or union.is_within(reporting)

    def settle_elsewhere(self, draft: Draft, record: Any) -> None:
        """The row names another union than the record's."""
        message = OTHER_UNION.format(record, self.union_of(record))
        draft.faults.append(Fault(draft.number, "union", draft.union_told, message))

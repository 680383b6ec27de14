"""What every importable record type declares, and the way from a row to a checked record.

A Resource (django-import-export) declares columns, headings and keys. Its `import_data` is never
called: reading, checking and writing are ours, because the stock flow loses and corrupts data
(a numeric ID is stored as 3.3e+17, of two equal rows the last wins without a word).

A blank cell means "not told": it never empties what is stored; nor does a masked number.

A row that came from an export carries its 台账编号 and is known by it, before any other key.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from functools import cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.db.models.options import Options
from import_export import resources

from unions.importing import cells, record_numbers, widgets
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed, Change, Draft
from unions.importing.exported import Exported
from unions.importing.faults import Faults
from unions.importing.files import Lost
from unions.importing.known_rows import KnownRows
from unions.importing.owners import settle_unions
from unions.importing.strangers import Strangers
from unions.importing.tables import RECORD_NO, Column, Vocabulary, heading_key
from unions.importing.told import Told
from unions.models import Union

__all__ = ["SheetResource"]


class SheetResource(Faults, Strangers, KnownRows, Told, Exported, resources.Resource):  # type: ignore[misc]
    """Columns and key of one record type.

    `key` names the columns by which a clerk would call a row the same as a stored record; the
    union is always part of it. Subclasses override `assemble` where a row means more than one
    record.
    """

    label: ClassVar[str]
    key: ClassVar[tuple[str, ...]] = ()
    titles: ClassVar[tuple[str, ...]] = ()  # words of titles that speak for this record type
    plainer: ClassVar["type[SheetResource] | None"] = None  # what a sheet lacking columns may be
    dated: ClassVar[tuple[str, ...]] = ()  # columns that the sheet's own day or period stands for
    union_headings: ClassVar[tuple[str, ...]] = (
        "工会名称", "所属工会", "工会", "单位", "单位名称", "企业名称", "基层工会", "填报单位",
        "基层工会名称",
    )  # fmt: skip

    def __init__(self, assumed: Assumed) -> None:
        super().__init__()
        self.assumed = assumed
        self.model: type[Any] = self._meta.model

    @classmethod
    @cache
    def vocabulary(cls) -> Vocabulary:
        """Every heading this record type knows; "union" names the column of the union."""
        known = {heading_key(heading): "union" for heading in cls.union_headings}
        known[heading_key(record_numbers.HEADING)] = RECORD_NO
        for name, declared in cls.fields.items():
            for heading in (declared.column_name, *declared.aliases):
                known[heading_key(heading)] = name
        return known

    @classmethod
    def counted(cls) -> frozenset[str]:
        """The columns of numbers that are added up."""
        return frozenset(n for n, field in cls.fields.items() if field.widget.is_summed)

    @classmethod
    @cache
    def exact_columns(cls) -> frozenset[str]:
        """Those whose cells are read as nothing but what their field of the same name takes."""
        exact = {n: field.attribute for n, field in cls.fields.items() if field.widget.is_exact}
        return frozenset(name for name, attribute in exact.items() if name == attribute)

    def read(self, number: int, row: Sequence[Any], columns: Iterable[Column], unit: str) -> Draft:
        """The cells as values, every fault at its cell."""
        draft = Draft(number)
        told = [(place, row[place.index]) for place in columns if place.index < len(row)]
        is_numbered = any(place.name == RECORD_NO and cell for place, cell in told)
        for place, cell in told:
            if cell is None or cell == "":
                continue
            try:
                if is_numbered and place.name in {RECORD_NO, "union"}:
                    self.take_number(draft, place.name, cell)
                    continue
                value = self._value(cell, place, unit)
            except ValidationError as error:
                draft.faults += self.faults_at(number, place, cell, error.messages)
                continue
            if value is widgets.MASKED:
                draft.masked += ((place.name, cells.text(cell)),)
            elif value is not None and value != "":
                draft.values[place.name] = value
        if draft.pk is None and not self.assumed.ahead:
            for name, value in self.taken_for_granted().items():
                draft.values.setdefault(name, value)
        return draft

    def taken_for_granted(self) -> dict[str, Any]:
        """What a row says without saying it; one with a number keeps what its record has."""
        return {}

    def _value(self, cell: Any, place: Column, unit: str) -> Any:
        if isinstance(cell, Lost):
            raise ValidationError(cell.value)
        if place.name == "union":
            return self.assumed.directory.find(cells.text(cell))
        widget = self.fields[place.name].widget
        if widget.has_unit:
            return widget.clean(cell, unit=place.unit or unit)
        return widget.clean(cell)

    # The rows of one sheet together, so that a sheet costs few queries.

    def check(self, drafts: Sequence[Draft], columns: Sequence[Column]) -> None:
        """Finds what is stored already, then makes every draft a checked record."""
        numbered = self.numbered(drafts)
        self._settle_unions(drafts)
        self.refuse_strangers(drafts, numbered)
        sound = [draft for draft in drafts if not draft.faults]
        self.refuse_repeated(sound, {place.name for place in columns})
        keyed = [d for d in sound if d.pk is None or self.rekeyed(d, numbered[d.pk])]
        keyed = [draft for draft in keyed if not draft.faults]
        stored = self.stored(keyed)
        for draft, doubt in self.find_otherwise(keyed, stored, numbered):
            draft.faults.append(doubt)
        self.look_up([*filter(None, stored.values()), *numbered.values()])
        found = [(d, stored.get(self.key_of(d))) for d in keyed if d.pk is None and not d.faults]
        self.refuse_exchanged([(d, record) for d, record in found if self.is_ours(record)])
        faulty = [draft for draft in drafts if draft.faults]
        self.assemble_all(sound, stored, numbered)
        if faulty:
            self.tell_the_rest(faulty, sound, numbered)
        self.word_as_in_sheet(drafts, columns)

    def _settle_unions(self, drafts: Iterable[Draft]) -> None:
        settle_unions(drafts, self.assumed.union, self.assumed.unknown)

    def key_of(self, draft: Draft) -> Hashable | None:
        """None when the row does not tell enough to be the same as another."""
        told = (draft.union, *(draft.values.get(name) for name in self.key))
        return None if None in told else told

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        """What is stored already under the drafts' unions, by the same key."""
        unions = {draft.union.pk for draft in drafts if draft.union}
        rows = self.rows().filter(union__in=unions).select_related("union")
        return {self.key_of_record(record): record for record in rows}

    def rows(self) -> "QuerySet[Any]":
        found: QuerySet[Any] = self.model.objects.subtree_of(self.assumed.root)
        return found

    def key_of_record(self, record: Any) -> Hashable:
        return (record.union, *(self.fields[name].read(record) for name in self.key))

    def assemble(self, draft: Draft, stored: Any) -> None:
        """The record as the row tells it, checked like a form; what changed, cell by cell."""
        draft.is_new = stored is None
        draft.record = stored or self.new(draft)
        if draft.is_new:
            self.fill(draft.record, draft.values)
        else:
            draft.changes = self.put(draft.record, draft.values)
        if draft.is_new or draft.changes:
            self.validate(draft, draft.record)

    def new(self, draft: Draft) -> Any:
        return self.model(union=draft.union)

    def fill(self, record: Any, values: dict[str, Any]) -> None:
        """What a new record is told; all of it is new, so nothing is compared."""
        for name, value in values.items():
            declared = self.fields[name]
            if declared.attribute:
                declared.write(record, value)

    def put(self, record: Any, values: dict[str, Any]) -> list[Change]:
        """Sets what differs and tells it in words."""
        changes = []
        for name, value in values.items():
            declared = self.fields[name]
            if declared.attribute and (old := declared.read(record)) != value:
                show: Callable[[Any], str] = declared.widget.show
                changes.append(Change(declared.column_name, show(old), show(value)))
                declared.write(record, value)
        return changes

    def validate(self, draft: Draft, record: Any) -> None:
        """The record's own rules; what needs the database was looked up for all rows at once."""
        try:
            sure = self.exact_columns() & draft.values.keys()
            record.clean_fields(exclude=_foreign_keys(record._meta) | sure)
        except ValidationError as error:
            draft.faults += self.faults_of(draft, record, error)
        try:
            record.clean()
        except ValidationError as error:
            told = {fault.column for fault in draft.faults}
            faults = self.faults_of(draft, record, error)
            draft.faults += [fault for fault in faults if fault.column not in told]

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        """Whole sentences on rows that are taken but look like a slip."""
        return []

    # The write. `prepare` comes before the transaction, which the caller holds for the others.

    def prepare(self, drafts: Sequence[Draft]) -> None:
        """Derives what a bulk write must be given; nobody has to wait for it."""

    def has_moved(self, drafts: Sequence[Draft]) -> bool:
        """Whether somebody stored one of the new records, or renamed a union, since `check`.

        Changed records need no look: saving them claims the version they were read at.
        """
        unions = Union.objects.subtree_of(self.assumed.root)
        if not UnionDirectory(unions).agrees_with(self.assumed.directory):
            return True
        fresh = [draft for draft in drafts if draft.is_new]
        stored = self.stored(fresh)
        return any(stored.get(self.key_of(draft)) for draft in fresh)

    def save(self, drafts: Sequence[Draft]) -> None:
        """Stores the drafts' records; StaleRecord when one was saved by somebody else meanwhile."""
        records = [draft.record for draft in drafts if draft.is_new or draft.changes]
        for record in records:
            record.sign(self.assumed.user)
        self.model.objects.all().save_together(records)


@cache
def _foreign_keys(about: "Options[Any]") -> set[str]:
    """Set by us from rows that were looked up; Django would ask the database for each."""
    return {f.name for f in about.fields if f.is_relation or not f.editable}

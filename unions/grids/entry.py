"""Grids with one line for each union: 人数, 合理化建议, 培训. Declared as data."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from unions.grids.choices import EntryChoice, HeadcountChoice, ProposalChoice, TrainingChoice
from unions.grids.lines import Line
from unions.grids.sheet import Sheet
from unions.importing.directory import union_key
from unions.models import FormerName, Headcount, ProposalReturn, Training, Union

__all__ = ["ENTRY_GRIDS", "EntryGrid"]


@dataclass(frozen=True, kw_only=True)
class EntryGrid:
    """Columns of one record type; the choice above says which record of a union is meant."""

    name: str
    title: str
    model: Any
    columns: tuple[str, ...]
    choice: type[EntryChoice]
    help: str
    kinds_without: tuple[str, ...] = ()  # kinds of unions that have no such record

    def sheet(self, choice: EntryChoice) -> Sheet:
        unions = {union.pk: union for union in choice.chosen_unions}
        stored, last = self._records(choice, list(unions))
        lines = [
            self._line(union, stored.get(pk), last.get(pk), choice)
            for pk, union in sorted(unions.items(), key=lambda item: item[1].code)
            if pk in stored or self._is_asked(union, choice)
        ]
        _name(lines)
        _set_beside(lines, choice)
        return Sheet(self.model, self.columns, lines)

    def store(self, rows: list[Any]) -> None:
        self.model.objects.all().save_together(rows)

    def _records(self, choice: EntryChoice, unions: list[int]) -> tuple[dict[int, Any], ...]:
        """By union: the record meant, and the newest one before it. One query."""
        key, (before, by) = choice.key(), choice.earlier()
        newest = self.model.objects.filter(before, union=OuterRef("union")).order_by(f"-{by}", "pk")
        rows = self.model.objects.filter(union__in=unions).filter(
            Q(**key) | Q(pk=Subquery(newest.values("pk")[:1]))
        )
        stored: dict[int, Any] = {}
        last: dict[int, Any] = {}
        for row in rows.select_related("updated_by").order_by("pk"):
            is_meant = all(getattr(row, name) == value for name, value in key.items())
            (stored if is_meant else last).setdefault(row.union_id, row)
        return stored, last

    def _line(self, union: Union, stored: Any, last: Any, choice: EntryChoice) -> Line:
        record = stored or self.model(union=union, **choice.key())
        version = stored.version if stored else 0
        by = choice.earlier()[1]
        note = f"上次 {getattr(last, by):%Y-%m-%d}" if last else ""
        return Line(
            key=str(union.pk), union=union, record=record, last=last, version=version, note=note
        )

    def _is_asked(self, union: Union, choice: EntryChoice) -> bool:
        gone = union.dissolved_on is not None and union.dissolved_on <= choice.day
        unborn = union.founded_on is not None and union.founded_on > choice.day
        return not (gone or unborn or union.kind in self.kinds_without)


def _set_beside(lines: Iterable[Line], choice: EntryChoice) -> None:
    """What other records tell of the same days, beside lines that would be new."""
    by_union = {line.union.pk: line for line in lines if line.is_new}
    found = choice.beside()
    for row in [] if found is None else found.filter(union__in=list(by_union)):
        days = f"{row.period_from:%Y-%m-%d}至{row.period_to:%Y-%m-%d}"
        by_union[row.union_id].beside.append(f"{days}已报{row.raised}条")


def _name(lines: Iterable[Line]) -> None:
    """Every name a pasted column may call the union by, former ones included."""
    by_union = {line.union.pk: line for line in lines}
    former: dict[int, list[str]] = {}
    for row in FormerName.objects.filter(union__in=list(by_union)):
        former.setdefault(row.union_id, []).append(row.name)
    for pk, line in by_union.items():
        union = line.union
        names = [union.name, union.short_name, union.code, *former.get(pk, [])]
        line.names = list(dict.fromkeys(union_key(name) for name in names if name))


ENTRY_GRIDS = (
    EntryGrid(
        name="headcounts",
        title="职工与会员人数表格录入",
        model=Headcount,
        columns=("staff", "women", "migrants", "members", "women_members", "migrant_members"),
        choice=HeadcountChoice,
        help="一家工会一行；没报来的留空，不要填0。",
        kinds_without=(*Union.FEDERATIONS, Union.Kind.BRANCH),
    ),
    EntryGrid(
        name="proposals",
        title="合理化建议表格录入",
        model=ProposalReturn,
        columns=("raised", "implemented", "benefit", "notable"),
        choice=ProposalChoice,
        help="一家工会一行；没报来的留空，不要填0。",
        kinds_without=(*Union.FEDERATIONS, Union.Kind.BRANCH),
    ),
    EntryGrid(
        name="trainings",
        title="培训表格录入",
        model=Training,
        columns=("sessions", "attendance", "certificates", "audience"),
        choice=TrainingChoice,
        help="上面填同一个培训项目，下面一家工会一行，填各家自己办的期数和人次。",
        kinds_without=(Union.Kind.COUNTY,),
    ),
)

"""Grids of copies: contracts that end are renewed, last year's work is done again."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404

from unions.actions import store_copies
from unions.clock import today
from unions.dates import a_year_after, display_date
from unions.grids.choices import Choice, EndChoice, YearChoice
from unions.grids.lines import Line
from unions.grids.renewals import renewed, signed_again, why_not_yet
from unions.grids.sheet import Sheet
from unions.models import Activity, CollectiveContract, Competition, Training, Union

__all__ = ["COPY_GRIDS", "MOST_CHOSEN", "CopyGrid"]

MOST_CHOSEN = 300  # ticked rows; more are done in turns
Propose = Callable[[Any], Any]


@dataclass(frozen=True, kw_only=True)
class CopyGrid:
    """What is copied of one record type, and into which row a source is turned.

    ``blank``: fields that the copy does not take over. ``parts``: relations whose rows it does,
    with the fields taken. ``twin``: fields that, with the union, make two rows the same work.
    """

    name: str
    title: str
    model: Any
    columns: tuple[str, ...]
    choice: type[Choice]
    help: str
    verb: str  # why a source is left out; {year}: that of its copy
    day: str  # the date that orders rows and tells their year
    propose: Propose
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    blank: tuple[str, ...] = ()
    twin: tuple[str, ...] = ()

    def sheet(self, choice: Choice, keys: list[int]) -> Sheet:
        sources = list(self._sources(choice, keys))
        if len(sources) < len(set(keys)):
            raise Http404  # ticked, but deleted since or outside the user's unions
        made = {source.pk: self._copy(source) for source in sources}
        gone = {row.pk: "工会已撤销" for row in sources if _is_gone(row.union)}
        there = {key: self._reason(made[key]) for key in self._done(sources, made)}
        done = self._early(made) | there | gone
        lines = [self._line(row, made[row.pk]) for row in sources if row.pk not in done]
        left_out = {str(row.pk): f"{row}（{done[row.pk]}）" for row in sources if row.pk in done}
        return Sheet(self.model, self.columns, lines, is_ticked=True, left_out=left_out)

    def store(self, rows: list[Any]) -> None:
        store_copies(rows, dict(self.parts))

    def _sources(self, choice: Choice, keys: list[int]) -> Any:
        """The ticked rows, or those of the choice; only of unions the user may write under."""
        unions = choice.unions if keys else choice.chosen_unions
        rows = self.model.objects.filter(union__in=[union.pk for union in unions])
        if keys:
            rows = rows.filter(pk__in=keys)
        elif isinstance(choice, EndChoice):
            chosen = choice.cleaned_data
            rows = rows.expiring_between(chosen["ends_from"], chosen["ends_to"])
        else:
            rows = rows.filter(**{f"{self.day}__year": choice.cleaned_data["year"]})
        return rows.select_related("union").order_by("union__code", self.day, "pk")

    def _copy(self, source: Any) -> Any:
        made = self.model(union=source.union)
        for field in self.model._meta.concrete_fields:
            is_told = field.editable and not field.is_relation and not field.primary_key
            if is_told and field.name not in self.blank:
                setattr(made, field.name, getattr(source, field.name))
        made.copied_from = source  # whose parts are taken over
        return self.propose(made)

    def _line(self, source: Any, made: Any) -> Line:
        return Line(
            key=str(source.pk),
            union=source.union,
            record=made,
            last=source,
            version=source.version,
            note=_note(source),
            is_made=True,
        )

    def _done(self, sources: list[Any], made: dict[int, Any]) -> set[int]:
        """Sources that already have their successor, so that pressing twice doubles nothing."""
        if self.model is CollectiveContract:
            renewed = CollectiveContract.objects.filter(renewal_of__in=list(made))
            return {key for key in renewed.values_list("renewal_of", flat=True) if key}
        return self._repeated(sources, made)

    def _early(self, made: dict[int, Any]) -> dict[int, str]:
        """What would have been held after today: entered when it has been (unions.rules).

        Of contracts those that still run when their copy would begin.
        """
        if self.model is CollectiveContract:
            whys = {key: why_not_yet(row) for key, row in made.items()}
            return {key: why for key, why in whys.items() if why}
        days = {key: getattr(row, self.day) for key, row in made.items()}
        return {
            key: f"推算日期{display_date(day)}还没到，办了以后再登记"
            for key, day in days.items()
            if day > today()
        }

    def _reason(self, made: Any) -> str:
        year = getattr(made, self.day).year
        return self.verb.format(year="今年" if year == today().year else f"{year}年")

    def _repeated(self, sources: list[Any], made: dict[int, Any]) -> set[int]:
        """A twin on the same day, or as many twins that year as the year before had."""
        years = {getattr(row, self.day).year for row in made.values()}
        near = self.model.objects.filter(union__in={row.union_id for row in sources})
        there = list(near.filter(**{f"{self.day}__year__in": years}))
        days = Counter((self._twin(row), getattr(row, self.day)) for row in there)
        left = Counter((self._twin(row), getattr(row, self.day).year) for row in there)
        done = set()
        exact = [key for key, row in made.items() if days[self._twin(row), getattr(row, self.day)]]
        for key in [*exact, *(key for key in made if key not in exact)]:
            spot = (self._twin(made[key]), getattr(made[key], self.day).year)
            if left[spot] > 0:
                left[spot] -= 1
                done.add(key)
        return done

    def _twin(self, row: Any) -> tuple[Any, ...]:
        return (row.union_id, *(getattr(row, name) for name in self.twin))


def _is_gone(union: Union) -> bool:
    return union.dissolved_on is not None and union.dissolved_on <= today()


def _a_year_on(*names: str) -> Propose:
    def propose(made: Any) -> Any:
        for name in names:
            if day := getattr(made, name):
                setattr(made, name, a_year_after(day))
        if getattr(made, "round_no", None):
            made.round_no += 1
        return made

    return propose


def _note(source: Any) -> str:
    """What tells the sources of one union apart."""
    if isinstance(source, CollectiveContract):
        return f"{source.get_kind_display()}　{source.get_scope_display()}"
    return str(source.get_kind_display())


NOT_OF_A_COPY = ("number", "passed_on", "voters_present", "votes_for", "filed_on", "receipt_no")
COVERED = (("coverage", ("employer",)),)
CONTRACT_COLUMNS = ("signed_on", "effective_on", "expires_on", "number", "covered_staff")
HELD = _a_year_on("held_on", "ends_on")
COPY_GRIDS = (
    CopyGrid(
        name="renew_contracts",
        title="批量续签",
        model=CollectiveContract,
        columns=CONTRACT_COLUMNS,
        choice=EndChoice,
        help="新的一期从到期第二天算起，期限和原来一样长；编号、职代会和报送情况留空，覆盖单位照抄。",
        verb="已经续签过",
        parts=COVERED,
        blank=(*NOT_OF_A_COPY, "remark"),
        propose=renewed,
        day="expires_on",
    ),
    CopyGrid(
        name="repeat_contracts",
        title="集体合同照去年再办",
        model=CollectiveContract,
        columns=CONTRACT_COLUMNS,
        choice=YearChoice,
        help="去年签的、到时已经到期的合同照样再签一年，日期顺延一年；编号、职代会和报送情况留空，覆盖单位照抄。",
        verb="已经续签过",
        parts=COVERED,
        blank=(*NOT_OF_A_COPY, "remark"),
        propose=signed_again,
        day="signed_on",
    ),
    CopyGrid(
        name="repeat_competitions",
        title="竞赛照去年再办",
        model=Competition,
        columns=("name", "cup", "trade", "round_no", "held_on", "ends_on", "co_hosts"),
        choice=YearChoice,
        help="日期顺延一年，届次加一；参赛工会和点名次序照抄，参赛人数和竞赛结果留空。",
        verb="{year}已有",
        parts=(("entries", ("union", "name_order")),),
        blank=("participants", "units", "remark"),
        twin=("name", "cup", "kind"),
        propose=HELD,
        day="held_on",
    ),
    CopyGrid(
        name="repeat_trainings",
        title="培训照去年再办",
        model=Training,
        columns=("title", "held_on", "ends_on", "sessions", "attendance", "certificates"),
        choice=YearChoice,
        help="日期顺延一年；对象、主办和联办单位照抄，培训人次和取得证书要填今年的。",
        verb="{year}已有",
        blank=("attendance", "certificates", "remark"),
        twin=("title", "kind"),
        propose=HELD,
        day="held_on",
    ),
    CopyGrid(
        name="repeat_activities",
        title="活动照去年再办",
        model=Activity,
        columns=("title", "topic", "held_on", "ends_on", "venue", "sessions", "attendance"),
        choice=YearChoice,
        help="日期顺延一年；参加工会照抄，参加人数、人次和名次留空。",
        verb="{year}已有",
        parts=(("taking_part", ("union",)),),
        blank=("attendance", "classes_entered", "rank", "remark"),
        twin=("title", "kind", "topic"),
        propose=HELD,
        day="held_on",
    ),
)

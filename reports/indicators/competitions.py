"""Competitions and who takes part (D9-22, D9-28…30)."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, Min, OuterRef

from reports.indicators.texts import separate
from reports.registry import Dimension, Flow, FlowRows, Indicator, NamedRows, Part, Rows
from unions.models import Competition, CompetitionEntry, Employer, Union
from unions.models.competitions import CompetitionQuerySet

Kind = Competition.Kind
KIND = Dimension("竞赛类别", "kind", {kind.label: (kind.value,) for kind in Kind})


def held(root: Union, start: date, end: date) -> CompetitionQuerySet:
    return Competition.objects.subtree_of(root).held_between(start, end)


def town_held(root: Union, start: date, end: date) -> CompetitionQuerySet:
    return held(root, start, end).of_town()


def large_enterprises(root: Union, start: date, end: date) -> Rows:
    """规模企业 whose own union entered a competition.

    Those to be named come first, in their order.
    """
    entries = CompetitionEntry.objects.filter(
        union=OuterRef("union"), competition__held_on__range=(start, end)
    )
    first = entries.order_by().values("union").annotate(first=Min("name_order")).values("first")
    enterprises = Employer.objects.subtree_of(root).above_scale().filter(Exists(entries))
    return enterprises.annotate(first=first).order_by("first", "union__code", "pk")


def named_first(root: Union, start: date, end: date) -> list[Employer]:
    """NULL name orders last on every database."""
    found = list(large_enterprises(root, start, end))
    return sorted(found, key=lambda employer: (employer.first is None, employer.first or 0))


def of_kind(kind: str) -> FlowRows:
    def rows(root: Union, start: date, end: date) -> CompetitionQuerySet:
        return town_held(root, start, end).of_kind(kind).order_by("held_on", "pk")

    return rows


def items_of(column: str) -> Callable[[Union, date, date], list[str]]:
    """What 立功竞赛 name in a column, each once."""

    def rows(root: Union, start: date, end: date) -> list[str]:
        return separate(of_kind(Kind.MERIT)(root, start, end).values_list(column, flat=True))

    return rows


def _part(code: str, name: str, unit: str, kind: Kind, source: str) -> Part:
    return Part(
        code=code,
        name=name,
        unit=unit,
        whole="competitions.held",
        dimension=KIND.name,
        labels=(kind.label,),
        definition=f"其中竞赛类别为{kind.label}的。",
        source=source,
        inputs=("competitions.held",),
    )


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="competitions.held",
        name="镇级以上竞赛数",
        unit="项",
        definition="期间内由镇总工会或上级举办的竞赛，基层工会自办的不计。",
        source="D9-28",
        rows=town_held,
        dimensions=(KIND,),
        is_event=True,
    ),
    _part("competitions.skill", "技能竞赛数", "场", Kind.SKILL, "D9-28"),
    _part("competitions.merit", "立功竞赛数", "项", Kind.MERIT, "D9-29"),
    _part("competitions.safety", "安康杯竞赛数", "项", Kind.SAFETY, "D9-22"),
    Flow(
        code="competitions.large_enterprises",
        name="参赛规模企业数",
        unit="家",
        definition="期间内工会报名参加竞赛的规模企业，一家参加几项也只计一次。",
        source="D9-30",
        rows=large_enterprises,
        is_event=True,
    ),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows("技能竞赛名称", "镇级以上技能竞赛。", of_kind(Kind.SKILL), lambda row: row.title),
    NamedRows("立功竞赛名称", "镇级以上立功竞赛。", of_kind(Kind.MERIT), lambda row: row.title),
    NamedRows("立功竞赛内容", "立功竞赛的内容。", items_of("criteria")),
    NamedRows("立功竞赛联办单位", "立功竞赛的联办单位。", items_of("co_hosts")),
    NamedRows("参赛规模企业", "参赛的规模企业，先列要点名的。", named_first),
)

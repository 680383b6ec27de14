"""Training (D9-27, D9-50…52)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from reports.indicators.shapes import part_of
from reports.indicators.texts import separate, unique
from reports.registry import Dimension, Flow, Indicator, NamedRows
from unions.models import Training, Union
from unions.models.training import TrainingQuerySet

KIND = Dimension(
    "培训类别",
    "kind",
    {kind.label: (kind.value,) for kind in Training.Kind if kind != Training.Kind.LAW},
)


def classes(root: Union, start: date, end: date) -> TrainingQuerySet:
    held = Training.objects.subtree_of(root).held_between(start, end)
    return held.besides_legal_education()


def legal_education(root: Union, start: date, end: date) -> TrainingQuerySet:
    return Training.objects.subtree_of(root).held_between(start, end).legal_education()


def titles(root: Union, start: date, end: date) -> list[str]:
    return unique(_column("title", root, start, end))


def partners(root: Union, start: date, end: date) -> list[str]:
    return separate(_column("partners", root, start, end))


def cadre_titles(root: Union, start: date, end: date) -> list[str]:
    held = classes(root, start, end).filter(kind=Training.Kind.CADRE).order_by("held_on", "pk")
    return unique(held.values_list("title", flat=True))


def own_courses(root: Union, start: date, end: date) -> list[str]:
    """What unions below hold for their own staff: 某公司工会制衣车间职业道德培训."""
    held = classes(root, start, end).exclude(union=root).order_by("held_on", "pk")
    return [f"{row.union.name}{row.title}" for row in held.select_related("union")]


def _column(name: str, root: Union, start: date, end: date) -> Iterable[str]:
    return classes(root, start, end).order_by("held_on", "pk").values_list(name, flat=True)


ATTENDANCE = Flow(
    code="training.attendance",
    name="培训人次",
    unit="人次",
    definition="期间内举办的培训的到课人次之和，普法教育另计。",
    source="D9-50",
    rows=classes,
    measure=Sum("attendance"),
    dimensions=(KIND,),
)
PARTS = (
    (Training.Kind.SKILL, "D2-09、D5-04"),
    (Training.Kind.ETHICS, "D9-52"),
    (Training.Kind.SAFETY, "D6-01"),
    (Training.Kind.CADRE, "D7-02、D8-03、D9-48"),
)
INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="training.classes",
        name="培训班数",
        unit="期",
        definition="期间内举办的培训期数，普法教育不计。",
        rows=classes,
        measure=Sum("sessions"),
        dimensions=(KIND,),
    ),
    ATTENDANCE,
    *(
        part_of(
            ATTENDANCE, f"training.{kind}", f"{kind.label}培训人次", KIND, kind.label, source=source
        )
        for kind, source in PARTS
    ),
    Flow(
        code="training.certificates",
        name="取得证书数",
        unit="人",
        definition="期间内经培训取得岗位资格证书的人数，没填的不计。",
        source="D9-51",
        rows=classes,
        measure=Sum("certificates"),
        dimensions=(KIND,),
    ),
    Flow(
        code="training.law_attendance",
        name="普法培训人次",
        unit="人次",
        definition="期间内普法教育的到课人次之和。",
        source="D9-27",
        rows=legal_education,
        measure=Sum("attendance"),
    ),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows("培训项目", "期间内的培训项目。", titles),
    NamedRows("工会干部培训项目", "期间内的工会干部培训。", cadre_titles),
    NamedRows("基层自办培训", "期间内下属工会自办的培训。", own_courses),
    NamedRows("培训联办单位", "培训的联办单位。", partners),
)

"""创建与荣誉 by scheme: rows, learning schemes and honours (D9-31/32, D9-42…44, D3-01…12).

Each figure says which date it uses: applied_on for 申报, granted_on for 命名 and what is held.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, Sum

from reports.indicators.organisation import KIND
from reports.indicators.shapes import of_choices, of_standing, part_of, through
from reports.registry import Dimension, Flow, FlowRows, Indicator, NamedRows, Part, Rows
from unions.models import Recognition, Scheme, Union
from unions.models.recognitions import RecognitionQuerySet

__all__ = [
    "INDICATORS",
    "LEVEL",
    "LISTS",
    "QUANTITY",
    "UNION_KIND",
    "applied",
    "graded",
    "held",
    "honour_words",
    "of_scheme",
    "taking_part",
    "under",
]

LEVEL = of_choices("级别", "level", Recognition.Level)
GROUP = of_choices("分类", "scheme__group", Scheme.Group)
UNION_KIND = through("union", KIND)
QUANTITY: Any = Sum("quantity")


def graded(name: str, grades: dict[str, str]) -> Dimension:
    """Label to code of a grade."""
    return Dimension(name, "grade__code", {label: (code,) for label, code in grades.items()})


def applied(root: Union, start: date, end: date) -> RecognitionQuerySet:
    return Recognition.objects.subtree_of(root).applied_between(start, end)


def granted(root: Union, start: date, end: date) -> RecognitionQuerySet:
    found = Recognition.objects.subtree_of(root).granted_between(start, end)
    return found.order_by("granted_on", "pk")


def held(root: Union, day: date) -> RecognitionQuerySet:
    """Grades held on a day: of a union only the last granted one, 3A replaces A.

    A row that tells a total (数量 above 1) is no grade of one union and replaces nothing.
    """
    rows = Recognition.objects.held_on(day)
    later = rows.filter(
        scheme=OuterRef("scheme"),
        union=OuterRef("union"),
        name=OuterRef("name"),
        quantity=1,
        granted_on__gt=OuterRef("granted_on"),
    )
    replaced = Q(Exists(later), quantity=1)
    return of_standing(rows.subtree_of(root).exclude(replaced), day)


def taking_part(root: Union, day: date) -> RecognitionQuerySet:
    """Cumulative: applied or granted by the day, and not lapsed."""
    return of_standing(Recognition.objects.subtree_of(root).taking_part_on(day), day)


def under(scheme: str, *grades: str) -> dict[str, tuple[str, ...]]:
    """What a figure counts of the recognitions: one scheme, of it some grades or all."""
    return {"scheme__code": (scheme,), **({"grade__code": grades} if grades else {})}


def of_scheme(
    find: Callable[[Union, date, date], RecognitionQuerySet], scheme: str, *grades: str
) -> FlowRows:
    """The same for a list of names."""

    def rows(root: Union, start: date, end: date) -> Rows:
        return find(root, start, end).of_scheme(scheme, *grades)

    return rows


def honour_words(row: Recognition) -> str:
    """The name of a team or person; of a union its own."""
    return row.name or row.union.name


def title_words(row: Recognition) -> str:
    """What was awarded, in the words of the certificate where they are known."""
    return row.title or str(row.grade or row.scheme)


def _granted(
    code: str, name: str, unit: str, scheme: str, title: str, *, source: str, is_event: bool = False
) -> Flow:
    return Flow(
        code=f"recognitions.{code}",
        name=name,
        unit=unit,
        definition=f"命名日期在期间内的{title}。",
        source=source,
        rows=granted,
        only=under(scheme),
        measure=QUANTITY,
        dimensions=(LEVEL,),
        is_event=is_event,
    )


def _learning(code: str, name: str, unit: str, source: str) -> tuple[Flow, Part]:
    whole = _granted(code, f"{name}数", unit, code, name, source=source)
    county = part_of(
        whole,
        f"{whole.code}_county",
        f"区级{name}数",
        LEVEL,
        Recognition.Level.COUNTY.label,
        source=source,
    )
    return whole, county


def _honour(code: str, title: str, unit: str, source: str = "") -> Flow:
    return _granted(code, f"{title}数", unit, code, title, source=source, is_event=True)


def _named(name: str, scheme: str, words: Callable[[Any], str] = honour_words) -> NamedRows:
    return NamedRows(name, f"期间内命名的{name}，按先后。", of_scheme(granted, scheme), words)


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="recognitions.applied",
        name="申报创建项目数",
        unit="项",
        definition="申报日期在期间内的创建项目和荣誉，只报总数的按数量计。",
        rows=applied,
        measure=QUANTITY,
        dimensions=(GROUP, LEVEL, UNION_KIND),
    ),
    Flow(
        code="recognitions.granted",
        name="获得命名项目数",
        unit="项",
        definition="命名日期在期间内的创建项目和荣誉，只报总数的按数量计。",
        rows=granted,
        measure=QUANTITY,
        dimensions=(GROUP, LEVEL, UNION_KIND),
    ),
    *_learning("learning_org", "学习型组织", "个", "D9-42"),
    *_learning("learning_team", "学习型班组", "个", "D9-43"),
    *_learning("knowledge_worker", "知识型职工", "名", "D9-44"),
    _honour("pioneer", "工人先锋号", "个", "D9-31"),
    _honour("devotion_star", "奉献之星", "名", "D9-32"),
    _honour("chief_worker", "首席工人", "名", "D3-11"),
    _honour("may_day_post", "五一文明岗", "个", "D3-12"),
    _honour("skill_expert", "技术操作能手", "名", "D3-08"),
    _honour("model_worker", "劳动模范", "名"),
    _honour("union_work", "工会工作荣誉", "项", "D3-01…04"),
)
LISTS: tuple[NamedRows, ...] = (
    _named("学习型组织", "learning_org"),
    _named("学习型班组", "learning_team"),
    _named("工人先锋号", "pioneer"),
    _named("奉献之星", "devotion_star"),
    _named("首席工人", "chief_worker"),
    _named("五一文明岗", "may_day_post"),
    _named("技术操作能手", "skill_expert"),
    _named("劳动模范", "model_worker"),
    _named("工会工作荣誉", "union_work", title_words),
)

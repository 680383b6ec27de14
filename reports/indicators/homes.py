"""Grades unions hold: AAA, 星级职工之家, 职工之家 (D9-61…63, D4-06…08, D8-05)."""

from collections.abc import Callable
from datetime import date

from reports.indicators.recognitions import (
    LEVEL,
    QUANTITY,
    UNION_KIND,
    graded,
    held,
    honour_words,
    under,
)
from reports.indicators.shapes import part_of
from reports.indicators.texts import unique
from reports.registry import Completion, Dimension, Indicator, NamedRows, Stock
from unions.models import Union

AAA = graded("规范化等级", {"3A级": "aaa", "2A级": "aa", "A级": "a"})
STAR = graded(
    "星级",
    {"五星级": "five", "四星级": "four", "三星级": "three", "二星级": "two", "一星级": "one"},
)
HOME = graded("职工之家等次", {"合格": "qualified", "先进": "advanced", "模范": "model"})
VILLAGE = "村（社区）工会"


def _held(code: str, name: str, what: str, scheme: str, grade: Dimension, *, source: str) -> Stock:
    return Stock(
        code=f"recognitions.{code}",
        name=name,
        unit="家",
        definition=f"截至日持有{what}的工会；一家几次命名的按最近一次，只报总数的按数量计。",
        source=source,
        rows=held,
        only=under(scheme),
        measure=QUANTITY,
        dimensions=(grade, UNION_KIND, LEVEL),
    )


AAA_ALL = _held(
    "aaa", "AAA级规范化工会数", "AAA级规范化建设等级", "aaa", AAA, source="D9-61、D9-63"
)
AAA_TOP = Stock(
    code="recognitions.aaa_3a",
    name="3A级工会数",
    unit="家",
    definition="截至日持有3A级的工会；一家几次命名的按最近一次，只报总数的按数量计。",
    source="D9-61",
    rows=held,
    only=under("aaa", "aaa"),
    measure=QUANTITY,
    dimensions=(UNION_KIND,),
)
STARS = _held("star", "星级职工之家数", "星级职工之家", "star", STAR, source="D4-06…08")
HOMES = _held("home", "职工之家数", "职工之家称号", "home", HOME, source="D8-05")
INDICATORS: tuple[Indicator, ...] = (
    AAA_ALL,
    AAA_TOP,
    part_of(
        AAA_TOP, "recognitions.aaa_3a_village", "3A级村（社区）工会数", UNION_KIND, VILLAGE,
        source="D9-62",
    ),
    part_of(AAA_ALL, "recognitions.aaa_2a", "2A级工会数", AAA, "2A级", source="D9-61"),
    part_of(AAA_ALL, "recognitions.aaa_a", "A级工会数", AAA, "A级", source="D9-61"),
    Completion(
        code="recognitions.aaa_completion",
        name="AAA级创建完成率",
        unit="%",
        decimals=1,
        definition="AAA级规范化工会数除以本会当年的目标值；没有目标或目标是上限时不计算。",
        source="D9-63",
        of="recognitions.aaa",
        inputs=("recognitions.aaa",),
    ),
    STARS,
    part_of(STARS, "recognitions.star_five", "五星级职工之家数", STAR, "五星级", source="D4-06"),
    part_of(STARS, "recognitions.star_four", "四星级职工之家数", STAR, "四星级", source="D4-07"),
    part_of(STARS, "recognitions.star_three", "三星级职工之家数", STAR, "三星级", source="D4-08"),
    part_of(STARS, "recognitions.star_two", "二星级职工之家数", STAR, "二星级", source="D4-08"),
    part_of(STARS, "recognitions.star_one", "一星级职工之家数", STAR, "一星级"),
    HOMES,
    part_of(HOMES, "recognitions.home_model", "模范职工之家数", HOME, "模范"),
    part_of(HOMES, "recognitions.home_advanced", "先进职工之家数", HOME, "先进"),
    part_of(HOMES, "recognitions.home_qualified", "合格职工之家数", HOME, "合格"),
)  # fmt: skip


def _unions(scheme: str, *grades: str) -> Callable[[Union, date, date], list[str]]:
    """Who holds the grade on the last day told; totals name nobody."""

    def rows(root: Union, start: date, end: date) -> list[str]:
        single = held(root, end).of_scheme(scheme, *grades).filter(quantity=1)
        in_turn = single.select_related("union").order_by("granted_on", "union__code", "pk")
        return unique(honour_words(row) for row in in_turn)

    return rows


def _named(name: str, scheme: str, *grades: str) -> NamedRows:
    return NamedRows(name, f"大事截止日的{name}，按命名先后。", _unions(scheme, *grades))


LISTS: tuple[NamedRows, ...] = (
    _named("3A级工会", "aaa", "aaa"),
    _named("2A级工会", "aaa", "aa"),
    _named("A级工会", "aaa", "a"),
    _named("五星级职工之家", "star", "five"),
    _named("四星级职工之家", "star", "four"),
    _named("三星级职工之家", "star", "three"),
    _named("模范职工之家", "home", "model"),
)

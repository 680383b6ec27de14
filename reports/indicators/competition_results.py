"""What competitions brought: titles, qualifications, units, rounds (D3-06…15)."""

from datetime import date

from django.db.models import Sum

from reports.indicators.competitions import KIND, town_held
from reports.indicators.shapes import of_choices, part_of, through
from reports.indicators.texts import columns_of, ordinal, separate
from reports.registry import Flow, Indicator, NamedRows, Rows
from unions.models import Competition, CompetitionResult, Union

Q = CompetitionResult.Qualification
QUALIFICATION = of_choices("职业资格", "qualification", Q)
LEVEL = of_choices("竞赛级别", "competition__level", Competition.Level)
TRADE_KIND = through("competition", KIND)


def results(root: Union, start: date, end: date) -> Rows:
    held = Competition.objects.held_between(start, end)
    return CompetitionResult.objects.subtree_of(root).filter(competition__in=held)


def titled(root: Union, start: date, end: date) -> Rows:
    return results(root, start, end).exclude(title="")


def qualified(root: Union, start: date, end: date) -> Rows:
    return results(root, start, end).exclude(qualification="")


def in_turn(root: Union, start: date, end: date) -> Rows:
    return town_held(root, start, end).order_by("held_on", "pk")


def with_rounds(root: Union, start: date, end: date) -> Rows:
    return in_turn(root, start, end).filter(round_no__isnull=False)


def round_words(row: Competition) -> str:
    """第四轮窗口服务竞赛."""
    return f"{ordinal(row.round_no or 1)}轮{row.title}"


def title_counts(root: Union, start: date, end: date) -> list[str]:
    """县级技术操作能手22人: titles with how many won them; nobody is named."""
    found: dict[str, int] = {}
    for title in titled(root, start, end).order_by("title").values_list("title", flat=True):
        found[title] = found.get(title, 0) + 1
    return [f"{title}{count}人" for title, count in found.items()]


def _of_competitions(
    code: str, name: str, unit: str, column: str, what: str, *, source: str
) -> Flow:
    return Flow(
        code=f"competitions.{code}",
        name=name,
        unit=unit,
        definition=f"期间内镇级以上竞赛登记的{what}之和，没有填的不计。",
        source=source,
        rows=town_held,
        measure=Sum(column),
        dimensions=(KIND,),
        is_event=True,
    )


QUALIFIED = Flow(
    code="competitions.qualified",
    name="竞赛取得职业资格人数",
    unit="人",
    definition="期间内竞赛结果中取得职业资格的，一人几次取得的分别计。",
    source="D3-09、D3-10",
    rows=qualified,
    union_path="competition__union",
    dimensions=(QUALIFICATION, LEVEL),
    is_event=True,
)
INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="competitions.titled",
        name="竞赛获称号人数",
        unit="人",
        definition="期间内竞赛结果中获得称号的，一人几次获得的分别计。",
        source="D3-08",
        rows=titled,
        union_path="competition__union",
        dimensions=(LEVEL, TRADE_KIND),
        is_event=True,
    ),
    QUALIFIED,
    part_of(
        QUALIFIED, "competitions.senior", "竞赛取得高级资格人数", QUALIFICATION, "高级",
        source="D3-09",
    ),
    part_of(
        QUALIFIED, "competitions.intermediate", "竞赛取得中级资格人数", QUALIFICATION, "中级",
        source="D3-10",
    ),
    _of_competitions("units", "竞赛参赛单位数", "家", "units", "参赛单位数", source="D3-13"),
    _of_competitions(
        "participants", "竞赛参赛人次", "人次", "participants", "参赛人次", source="D9-28"
    ),
)  # fmt: skip
LISTS: tuple[NamedRows, ...] = (
    NamedRows(
        "竞赛联办单位", "镇级以上竞赛的联办单位。", columns_of(in_turn, "co_hosts", separate)
    ),
    NamedRows("竞赛口号", "镇级以上竞赛的口号。", columns_of(in_turn, "slogan")),
    NamedRows("竞赛轮次", "有届（轮）次的镇级以上竞赛。", with_rounds, round_words),
    NamedRows("竞赛称号", "竞赛授予的称号和人数，不列姓名。", title_counts),
)

"""Staff, members and the membership rate (D9-04, D9-11…13)."""

from datetime import date

from django.db.models import Sum

from members.models import Membership
from members.models.memberships import MembershipQuerySet
from reports.indicators.organisation import INDUSTRY, KIND, OWNERSHIP
from reports.indicators.shapes import of_choices, part_of, through, yes_or_no
from reports.registry import Change, Flow, Indicator, Preferred, Ratio, Stock
from reports.reporting import with_complete_roll
from unions.models import Headcount, Union
from unions.models.headcounts import HeadcountQuerySet
from unions.validators import Sex

UNION_PARTS = tuple(through("union", dimension) for dimension in (KIND, OWNERSHIP, INDUSTRY))
SEX = of_choices("性别", "member__sex", Sex)
MIGRANT = yes_or_no("是否农民工", "member__is_migrant", "农民工", "其他职工")


def latest_returns(root: Union, day: date) -> HeadcountQuerySet:
    """Last return of every grassroots union that stands on the day."""
    unions = Union.objects.subtree_of(root).grassroots().active_on(day)
    return Headcount.objects.latest_on(day).filter(union__in=unions)


def on_roll(root: Union, day: date) -> MembershipQuerySet:
    """Spells of unions that stand: a spell left open in a dissolved union counts no longer."""
    return Membership.objects.active_on(day).filter(union__in=with_complete_roll(root, day))


def joined(root: Union, start: date, end: date) -> MembershipQuerySet:
    return Membership.objects.subtree_of(root).joined_between(start, end)


def left(root: Union, start: date, end: date) -> MembershipQuerySet:
    return Membership.objects.subtree_of(root).left_between(start, end)


def _returned(code: str, name: str, column: str, source: str = "") -> Stock:
    return Stock(
        code=code,
        name=name,
        unit="名",
        definition="截至日每家基层工会最近一次填报的人数之和；满一年未报的沿用旧数，计入未报。",
        source=source,
        rows=latest_returns,
        measure=Sum(column),
        dimensions=UNION_PARTS,
        by_headcount=True,
    )


ROLL = Stock(
    code="members.roll",
    name="名册会员数",
    unit="名",
    definition="名册已齐全的工会截至日在籍的会员，不含会籍保留的。",
    rows=on_roll,
    dimensions=(SEX, MIGRANT, *UNION_PARTS),
)
JOINED = Flow(
    code="members.joined",
    name="新增会员数",
    unit="人",
    definition="期间内新入会的会员，转入和恢复会籍的不计。",
    source="D9-04、D4-11",
    rows=joined,
    dimensions=(SEX, MIGRANT, *UNION_PARTS),
)
INDICATORS: tuple[Indicator, ...] = (
    _returned("headcounts.staff", "职工数", "staff", "D9-11"),
    _returned("headcounts.women", "女职工数", "women"),
    _returned("headcounts.migrants", "农民工数", "migrants"),
    _returned("headcounts.members", "填报会员数", "members"),
    _returned("headcounts.women_members", "填报女会员数", "women_members"),
    _returned("headcounts.migrant_members", "填报农民工会员数", "migrant_members"),
    ROLL,
    part_of(ROLL, "members.roll_women", "名册女会员数", SEX, Sex.FEMALE.label),
    part_of(ROLL, "members.roll_migrants", "名册农民工会员数", MIGRANT, "农民工"),
    Preferred(
        code="members.total",
        name="会员数",
        unit="名",
        definition="名册齐全的工会按名册计，其余工会按最近一次填报的会员数计。",
        source="D9-12",
        roll="members.roll",
        otherwise="headcounts.members",
        inputs=("members.roll", "headcounts.members"),
    ),
    JOINED,
    part_of(JOINED, "members.joined_women", "新增女会员数", SEX, Sex.FEMALE.label),
    part_of(JOINED, "members.joined_migrants", "新增农民工会员数", MIGRANT, "农民工"),
    Flow(
        code="members.left",
        name="离会会员数",
        unit="人",
        definition="期间内退会、去世或离开本地的会员，会籍转移和保留的不计。",
        rows=left,
    ),
    Ratio(
        code="members.rate",
        name="入会率",
        unit="%",
        decimals=1,
        definition="会员数除以职工数，保留一位小数。",
        source="D9-13",
        numerator="members.total",
        denominator="headcounts.staff",
        base="已建会单位的职工数",
        inputs=("members.total", "headcounts.staff"),
    ),
    Change(
        code="members.growth",
        name="会员净增数",
        unit="名",
        definition="与上年同日的会员数相比的增减。",
        of="members.total",
        inputs=("members.total",),
    ),
)

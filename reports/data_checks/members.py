"""会员: the roll against itself, against ages and against what unions report."""

from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from members.models import Member, Membership
from members.models.members import YOUNGEST, MemberQuerySet
from members.models.memberships import MembershipQuerySet
from reports.data_checks.check import Check, Rows
from reports.data_checks.organisation import latest_returns
from reports.reporting import with_complete_roll
from unions.dates import display_date, partial_date_of
from unions.models import Union

__all__ = ["CHECKS"]

LINE = "会员"
OLDEST = 60  # who is older should have been retained at retirement
# A roll may lag behind the return by this many people and this share of the returned members.
TOLERATED, TOLERATED_PERCENT = 5, 5


def active(root: Union, day: date) -> MemberQuerySet:
    return Member.objects.subtree_of(root).active_on(day)


def spells(root: Union, day: date) -> MembershipQuerySet:
    return Membership.objects.subtree_of(root).active_on(day)


def active_twice(root: Union, day: date) -> Rows:
    return Membership.objects.subtree_of(root).active_twice_on(day)


def alike(root: Union, day: date) -> Rows:
    return active(root, day).alike_another()


def without_id_number(root: Union, day: date) -> Rows:
    return active(root, day).without_id_number()


def without_birth_date(root: Union, day: date) -> Rows:
    return active(root, day).without_birth_date()


def too_young(root: Union, day: date) -> Rows:
    return active(root, day).filter(birth_on__gt=_years_before(day, YOUNGEST))


def too_old(root: Union, day: date) -> Rows:
    """The sixtieth birthday itself is not yet over sixty."""
    return active(root, day).filter(birth_on__lt=_years_before(day, OLDEST))


def without_spell(root: Union, day: date) -> Rows:
    return Member.objects.subtree_of(root).without_spell()


def joined_before_founding(root: Union, day: date) -> Rows:
    return spells(root, day).begun_before_founding()


def of_dissolved(root: Union, day: date) -> Rows:
    return spells(root, day).of_dissolved_on(day)


def roll_against_return(root: Union, day: date) -> Rows:
    """Returns whose members differ from the roll of the same day by more than is tolerated.

    Before the roll is complete it may hold fewer, never more. A branch's roll belongs to its union.
    """
    own = _roll(union=OuterRef("union"))
    of_branches = _roll(union__parent=OuterRef("union"), union__kind=Union.Kind.BRANCH)
    compared = latest_returns(root, day).annotate(roll=own + of_branches)
    more = Q(roll__gt=F("members") + TOLERATED) & Q(
        roll__gt=F("members") * (100 + TOLERATED_PERCENT) / 100
    )
    fewer = Q(members__gt=F("roll") + TOLERATED) & Q(
        members__gt=F("roll") * 100 / (100 - TOLERATED_PERCENT)
    )
    return compared.filter(more | fewer & Q(union__in=with_complete_roll(root, day)))


def _roll(**where: Any) -> Coalesce:
    """People on the roll of the unions meant, as of the day of the return."""
    rows = Membership.objects.active_on(OuterRef("as_of")).filter(**where)  # type: ignore[arg-type]
    counted = rows.order_by().values("kind").annotate(people=Count("pk"))
    return Coalesce(Subquery(counted.values("people")), 0)


def _years_before(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def _born(row: Any) -> str:
    return f"出生日期{display_date(row.birth_on)}"


def _since(row: Any) -> str:
    return f"会籍自{partial_date_of(row, 'from_on')}"


CHECKS = (
    Check(
        code="members.active_twice",
        name="同一人有两段在籍会籍",
        line=LINE,
        explanation="一个人同时算了两次会员。请核对现在属于哪家工会，把另一段会籍填上止的日期和止因。",
        rows=active_twice,
        note=_since,
        has_elsewhere=True,
    ),
    Check(
        code="members.alike",
        name="姓名和出生日期相同",
        line=LINE,
        explanation="两份会员档案姓名、出生日期都相同，其中有一份没有身份证号，可能是同一个人。请补填身份证号核对；不是同一人的说明后通过。",
        rows=alike,
        note=_born,
        has_elsewhere=True,
    ),
    Check(
        code="members.without_id_number",
        name="会员没有身份证号",
        line=LINE,
        explanation="没有身份证号就查不出重复，也不能上报实名信息。请向所在工会补收。",
        rows=without_id_number,
    ),
    Check(
        code="members.without_birth_date",
        name="会员没有出生日期",
        line=LINE,
        explanation="没有出生日期就不知道年龄和退休时间。填了身份证号会自动带出。",
        rows=without_birth_date,
    ),
    Check(
        code="members.too_young",
        name=f"会员未满{YOUNGEST}岁",
        line=LINE,
        explanation=f"未满{YOUNGEST}岁不能就业，多半是出生日期填错。请对照身份证改正。",
        rows=too_young,
        note=_born,
    ),
    Check(
        code="members.too_old",
        name=f"会员超过{OLDEST}岁还在籍",
        line=LINE,
        explanation="退休会员应办理会籍保留，不再计入会员数。已退休的请办理会籍变动；还在上班的说明后通过。",
        rows=too_old,
        note=_born,
    ),
    Check(
        code="members.without_spell",
        name="会员没有会籍经历",
        line=LINE,
        explanation="有档案而没有会籍，不会算进任何一家工会。请在会员页面下方补填入会日期。",
        rows=without_spell,
    ),
    Check(
        code="members.joined_before_founding",
        name="入会早于工会成立",
        line=LINE,
        explanation="会籍的起日早于这家工会的成立日期。请核对入会日期和工会成立日期；从别家转来的按转入日期填。",
        rows=joined_before_founding,
        note=_since,
    ),
    Check(
        code="members.of_dissolved",
        name="已撤销工会的会员还在籍",
        line=LINE,
        explanation="工会已经撤销，会员没有转走。请把会员转到并入的工会，或者办理会籍保留。",
        rows=of_dissolved,
        note=_since,
    ),
    Check(
        code="members.roll_against_return",
        name="名册和填报的会员数不一致",
        line=LINE,
        explanation=(
            f"同一天名册上在籍的人数与报来的会员数相差超过{TOLERATED}人，并且超过{TOLERATED_PERCENT}%。"
            "名册还没有登记齐全的工会，只检查名册多于填报。请核对名册和填报数，改正错的一边。"
        ),
        rows=roll_against_return,
        note=lambda row: f"{display_date(row.as_of)}名册{row.roll}人，填报{row.members}人",
        rests_on=("roll",),
    ),
)

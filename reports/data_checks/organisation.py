"""工会组织: unions, employers, returns, committees and bodies."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from reports.data_checks.check import Check, Rows
from reports.indicators.organisation import standing
from reports.indicators.shapes import of_standing
from reports.obligations import least_for, without_body, without_committee
from reports.periods import year_before
from unions.dates import display_date
from unions.models import Body, CommitteeTerm, Employer, Headcount, Union
from unions.models.headcounts import HeadcountQuerySet
from unions.models.organisation import UnionQuerySet

__all__ = ["CHECKS", "latest_returns"]

LINE = "工会组织"
DAY = timedelta(days=1)


def founding_unknown(root: Union, day: date) -> UnionQuerySet:
    return standing(root, day).founding_unknown()


def silent(root: Union, day: date) -> UnionQuerySet:
    """As 已报/应报 counts: a return of the same day last year is last year's."""
    return standing(root, day).silent_between(year_before(day) + DAY, day)


def latest_returns(root: Union, day: date) -> HeadcountQuerySet:
    returns = Headcount.objects.subtree_of(root).latest_on(day)
    return returns.filter(union__in=standing(root, day))


def incomplete_returns(root: Union, day: date) -> HeadcountQuerySet:
    return latest_returns(root, day).incomplete()


def enterprises_without_employer(root: Union, day: date) -> UnionQuerySet:
    return standing(root, day).filter(kind=Union.Kind.ENTERPRISE).without_employer()


def joint_with_one_employer(root: Union, day: date) -> UnionQuerySet:
    joint = standing(root, day).filter(kind__in=Union.JOINT)
    return joint.with_fewer_employers_than(2)


def employers_covered_twice(root: Union, day: date) -> Rows:
    return Employer.objects.subtree_of(root).covered_twice_on(day)


def terms_overdue(root: Union, day: date) -> Rows:
    return of_standing(CommitteeTerm.objects.subtree_of(root).overdue_on(day), day)


def _blank_columns(row: Any) -> str:
    told = {
        "女职工": row.women,
        "农民工": row.migrants,
        "会员数": row.members,
        "女会员": row.women_members,
        "农民工会员": row.migrant_members,
    }
    blank = "、".join(name for name, number in told.items() if number is None)
    return f"{display_date(row.as_of)}的人数没有填：{blank}"


CHECKS = (
    Check(
        code="unions.founding_unknown",
        name="工会成立日期不详",
        line=LINE,
        explanation="没有成立日期，按早已成立计算，不会算进任何一年的新建数。请查批复补填，只知道年份也可以填年份。",
        rows=founding_unknown,
    ),
    Check(
        code="unions.silent",
        name="一年没有报人数",
        line=LINE,
        explanation="最近十二个月没有报过职工与会员人数，统计时沿用旧数或者缺数。请向这家工会收取，登记到职工与会员人数。",
        rows=silent,
    ),
    Check(
        code="headcounts.incomplete",
        name="人数没有填全",
        line=LINE,
        explanation="最近一次报来的人数有空项，女职工、农民工等合计会偏小。请问清后补填；确实没有的填0。",
        rows=incomplete_returns,
        note=_blank_columns,
    ),
    Check(
        code="unions.enterprise_without_employer",
        name="企业工会没有涵盖单位",
        line=LINE,
        explanation="企业工会应登记本企业为涵盖单位，否则涵盖单位数和合同覆盖企业数会少算。请在工会页面下方补登。",
        rows=enterprises_without_employer,
    ),
    Check(
        code="unions.joint_with_one_employer",
        name="联合工会涵盖单位不足两家",
        line=LINE,
        explanation="联合工会应涵盖两家以上单位。请补登涵盖单位；只有一家的请核对工会类型。",
        rows=joint_with_one_employer,
        note=lambda row: f"登记了{row.employer_count}家",
        rests_on=("employer_count",),
    ),
    Check(
        code="employers.covered_twice",
        name="同一单位登记在两家工会",
        line=LINE,
        explanation="统一社会信用代码相同，或者名称相同，会重复计算。请核对属于哪家工会，删去另一条。",
        rows=employers_covered_twice,
        has_elsewhere=True,
    ),
    Check(
        code="committees.overdue",
        name="届满没有换届",
        line=LINE,
        explanation="任期已满，没有登记下一届。已经换届的请补登新一届；经批准延期的请说明后通过。",
        rows=terms_overdue,
        note=lambda row: f"第{row.term_no}届，{display_date(row.ends_on)}届满",
    ),
    Check(
        code="committees.large_without",
        name=f"{least_for('')}以上没有届次",
        line=LINE,
        explanation=f"{least_for('')}以上的应选举工会委员会（《工会法》第十一条）。已选举的请补登届次与干部。",
        rows=without_committee,
    ),
    Check(
        code="bodies.large_without_audit",
        name=f"{least_for(Body.Kind.AUDIT)}以上没有经审组织",
        line=LINE,
        explanation="工会应建立经费审查委员会。已建立的请补登机构与制度。",
        rows=partial(without_body, Body.Kind.AUDIT),
    ),
    Check(
        code="bodies.large_without_women",
        name=f"{least_for(Body.Kind.WOMEN)}以上没有女职工组织",
        line=LINE,
        explanation="女职工组织应与工会委员会同时建立。已建立的请补登机构与制度；不用建立的说明后通过。",
        rows=partial(without_body, Body.Kind.WOMEN),
    ),
)

"""Collective contracts: their end, their filing, and the fifteen days after it."""

from datetime import date

from django.conf import settings

from reports.deadlines.rules import Due, Rows, Rule, in_days
from reports.indicators.shapes import of_standing
from unions.dates import display_date
from unions.models import CollectiveContract, Union

LINE = "合同与民主管理"
OBJECTION_DAYS = 15


def unrenewed(root: Union, day: date) -> Rows:
    contracts = CollectiveContract.objects.subtree_of(root).filter(signed_on__lte=day)
    return of_standing(contracts.unrenewed_on(day), day)


def unfiled(root: Union, day: date) -> Rows:
    return of_standing(CollectiveContract.objects.subtree_of(root).unfiled_on(day), day)


def under_review(root: Union, day: date) -> Rows:
    return of_standing(CollectiveContract.objects.subtree_of(root).under_review_on(day), day)


def _named(contract: CollectiveContract) -> str:
    number = f"（{contract.number}）" if contract.number else ""
    return f"{contract.get_kind_display()}{number}"


def _ends(contract: CollectiveContract, due: Due) -> str:
    act = (
        "请签订新合同并登记；不再续签的，点“不再提醒”。"
        if due.is_over
        else "请双方提前协商续签，签后登记。"
    )
    return f"{contract.union}的{_named(contract)}{due}到期，{act}"


def _file(contract: CollectiveContract, due: Due) -> str:
    signed = display_date(contract.signed_on)
    return (
        f"{contract.union}{signed}签订的{_named(contract)}应在{due}前报送人社部门审查，"
        "报送后请登记报送日期。"
    )


def _review(contract: CollectiveContract, due: Due) -> str:
    filed = display_date(contract.filed_on) if contract.filed_on else ""
    return (
        f"{contract.union}{filed}报送的{_named(contract)}审查期到{due}，"
        "没有异议即生效，请登记生效日期和受理回执号。"
    )


RULES = (
    Rule(
        code="contracts.ending",
        title="集体合同到期",
        line=LINE,
        law="《集体合同规定》第三十八条：期满前三个月内，任何一方均可提出续订要求。",
        model=CollectiveContract,
        rows=unrenewed,
        since="expires_on",
        sentence=_ends,
        lead=settings.REMIND_CONTRACTS,
    ),
    Rule(
        code="contracts.filing",
        title="集体合同报送",
        line=LINE,
        law="《集体合同规定》第四十二条：自签字之日起十日内报送劳动保障行政部门审查。",
        model=CollectiveContract,
        rows=unfiled,
        since="signed_on",
        sentence=_file,
        due=in_days(settings.FILING_DAYS),
        lead=(settings.FILING_DAYS,),
    ),
    Rule(
        code="contracts.review",
        title="集体合同审查",
        line=LINE,
        law="《劳动合同法》第五十四条：收到之日起十五日内未提出异议的，即行生效。",
        model=CollectiveContract,
        rows=under_review,
        since="filed_on",
        sentence=_review,
        due=in_days(OBJECTION_DAYS),
        lead=(OBJECTION_DAYS,),
    ),
)

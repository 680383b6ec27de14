"""Audits of the funds: all unions check themselves, some are checked again (D9-56)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reports.demo.chance import day_between, stream
from reports.demo.organisation import Town
from unions.models import FundAudit, Union

__all__ = ["audit_funds"]

Stage = FundAudit.Stage


@dataclass(frozen=True)
class Campaign:
    """One round: self-checks, then spot audits of every nth union, ending the audited period."""

    period_to: str
    self_check: tuple[str, str]
    spot_check: tuple[str, str]
    every: int


CAMPAIGNS: Mapping[str, tuple[Campaign, ...]] = {
    "D01": (
        Campaign("2008-07-31", ("2008-08-04", "2008-08-15"), ("2008-08-18", "2008-08-29"), 11),
        Campaign("2009-07-31", ("2009-08-03", "2009-08-14"), ("2009-08-17", "2009-08-28"), 8),
    ),
    "D02": (Campaign("2009-06-30", ("2009-07-06", "2009-07-17"), ("2009-07-20", "2009-07-24"), 6),),
    "D03": (),
}
FINDINGS = (
    "一笔活动支出缺少参加人员名单。",
    "会费收缴未逐月登记。",
    "慰问品领用单没有经办人签字。",
)


def audit_funds(town: Town) -> None:
    rng = stream(town.plan.code, "audits")
    FundAudit.objects.bulk_create(
        [one for campaign in CAMPAIGNS[town.plan.code] for one in _round(town, campaign, rng)]
    )


def _round(town: Town, campaign: Campaign, rng: Random) -> Iterator[FundAudit]:
    """Every union that stood when the audited period ended."""
    end = date.fromisoformat(campaign.period_to)
    unions = [one for one in town.standing if one.founded_on is None or one.founded_on <= end]
    for place, union in enumerate(unions):
        yield _audit(union, Stage.SELF, campaign.self_check, end, rng)
        if place % campaign.every == 0:
            audit = _audit(union, Stage.SPOT, campaign.spot_check, end, rng)
            _find(audit, place // campaign.every)
            yield audit


def _audit(union: Union, stage: str, span: tuple[str, str], end: date, rng: Random) -> FundAudit:
    begin = end.replace(year=end.year - 1) + timedelta(days=1)
    first, last = (date.fromisoformat(day) for day in span)
    return FundAudit(
        union=union,
        stage=stage,
        period_from=max(begin, union.founded_on or begin),
        period_to=end,
        audited_on=day_between(rng, first, last),
    )


def _find(audit: FundAudit, number: int) -> None:
    """Every fourth spot audit finds something; the last finding is not yet put right."""
    if number % 4 == 1:
        audit.finding = FINDINGS[number // 4 % len(FINDINGS)]
        if number // 4 % len(FINDINGS) != len(FINDINGS) - 1:
            audit.rectified_on = audit.audited_on + timedelta(days=30)

"""合理化建议 as the unions return them (D9-33…36)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.demo.chance import spread, stream
from reports.demo.organisation import Town
from unions.models import ProposalReturn, Union

__all__ = ["return_proposals"]


@dataclass(frozen=True)
class Campaign:
    """Totals of one period over the first so many companies."""

    period_from: str
    period_to: str
    unions: range
    raised: int
    implemented: int
    benefit: int  # thousand yuan


# In 2009 the first three companies return each half of the year by itself, the other 18 once.
CAMPAIGNS: Mapping[str, tuple[Campaign, ...]] = {
    "D01": (
        Campaign("2009-01-01", "2009-06-30", range(3), 31, 12, 188),
        Campaign("2009-07-01", "2009-10-31", range(3), 24, 9, 127),
        Campaign("2009-01-01", "2009-10-31", range(3, 21), 174, 70, 628),
        Campaign("2008-01-01", "2008-10-31", range(17), 176, 66, 702),
        Campaign("2008-11-01", "2008-12-31", range(5), 20, 8, 95),
        Campaign("2007-01-01", "2007-12-31", range(14), 151, 52, 540),
    ),
    "D02": (
        Campaign("2009-01-01", "2009-10-31", range(5), 38, 14, 86),
        Campaign("2008-01-01", "2008-10-31", range(4), 29, 11, 60),
    ),
    "D03": (Campaign("2009-01-01", "2009-10-31", range(1), 6, 2, 0),),
}
NOTABLE = {
    0: "把行车电缆改为滑触线，减少停机检修。",
    2: "裁床余料拼作手套衬里，每月节约面料。",
}


def return_proposals(town: Town) -> None:
    rng = stream(town.plan.code, "proposals")
    ProposalReturn.objects.bulk_create(
        [
            one
            for campaign in CAMPAIGNS[town.plan.code]
            for one in _returns(town, campaign, [rng.randint(4, 16) for _ in campaign.unions])
        ]
    )


def _returns(town: Town, campaign: Campaign, weights: list[int]) -> list[ProposalReturn]:
    """Shares by the same weights, so that no union carries out more than it raised."""
    raised = spread(campaign.raised, weights)
    shares = zip(
        campaign.unions,
        raised,
        spread(campaign.implemented, raised),
        spread(campaign.benefit, weights),
        strict=True,
    )
    return [
        ProposalReturn(
            union=town.union(Union.Kind.ENTERPRISE, ordinal),
            period_from=date.fromisoformat(campaign.period_from),
            period_to=date.fromisoformat(campaign.period_to),
            raised=count,
            implemented=done,
            benefit=thousands * 1000,
            notable=NOTABLE.get(ordinal, ""),
        )
        for ordinal, count, done, thousands in shares
    ]

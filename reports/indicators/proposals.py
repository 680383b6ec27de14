"""合理化建议 (D9-33…36)."""

from datetime import date

from django.db.models import Exists, OuterRef, Sum

from reports.registry import Flow, Indicator, Ratio
from unions.models import ProposalReturn, Union
from unions.models.organisation import UnionQuerySet
from unions.models.proposals import ProposalQuerySet


def returns(root: Union, start: date, end: date) -> ProposalQuerySet:
    return ProposalReturn.objects.subtree_of(root).reported_between(start, end)


def taking_part(root: Union, start: date, end: date) -> UnionQuerySet:
    reported = ProposalReturn.objects.reported_between(start, end).filter(union=OuterRef("pk"))
    return Union.objects.subtree_of(root).filter(Exists(reported))


def _sum(code: str, name: str, unit: str, column: str, source: str) -> Flow:
    return Flow(
        code=code,
        name=name,
        unit=unit,
        decimals=2 if unit == "元" else 0,
        definition="各工会在期间内报来的合理化建议汇总之和，没填的不计。",
        source=source,
        rows=returns,
        measure=Sum(column),
    )


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="proposals.unions",
        name="开展合理化建议工会数",
        unit="家",
        definition="期间内报来合理化建议汇总的工会，一家报几次也只计一次。",
        source="D9-33",
        rows=taking_part,
        union_path="",
    ),
    _sum(
        "proposals.raised",
        "提出合理化建议数",
        "条",
        "raised",
        "D9-34",
    ),
    _sum(
        "proposals.implemented",
        "实施合理化建议数",
        "条",
        "implemented",
        "D9-35",
    ),
    _sum(
        "proposals.benefit",
        "合理化建议效益",
        "元",
        "benefit",
        "D9-36",
    ),
    Ratio(
        code="proposals.rate",
        name="建议实施率",
        unit="%",
        decimals=1,
        definition="实施条数除以提出条数；没填实施条数的汇总只进提出条数。",
        numerator="proposals.implemented",
        denominator="proposals.raised",
        base="提出的合理化建议",
        inputs=("proposals.implemented", "proposals.raised"),
    ),
)

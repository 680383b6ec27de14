"""工会经费审计 (D9-56)."""

from datetime import date

from django.db.models import Exists, OuterRef

from reports.indicators.organisation import grassroots
from reports.indicators.shapes import of_choices, part_of
from reports.registry import Flow, Indicator, Ratio
from unions.models import FundAudit, Union
from unions.models.audits import FundAuditQuerySet
from unions.models.organisation import UnionQuerySet

STAGE = of_choices("审计方式", "stage", FundAudit.Stage)


def held(root: Union, start: date, end: date) -> FundAuditQuerySet:
    return FundAudit.objects.subtree_of(root).audited_between(start, end)


def audited(root: Union, start: date, end: date) -> UnionQuerySet:
    audits = FundAudit.objects.audited_between(start, end).filter(union=OuterRef("pk"))
    return grassroots(root).filter(Exists(audits))


def with_findings(root: Union, start: date, end: date) -> FundAuditQuerySet:
    return held(root, start, end).with_findings()


def rectified(root: Union, start: date, end: date) -> FundAuditQuerySet:
    """Of the findings of the period; those of earlier years are another matter."""
    return with_findings(root, start, end).filter(rectified_on__lte=end)


HELD = Flow(
    code="audits.held",
    name="经费审计次数",
    unit="次",
    definition="审计日期在期间内的工会经费审计，自查和抽查各计一次。",
    source="D9-56",
    rows=held,
    dimensions=(STAGE,),
)
INDICATORS: tuple[Indicator, ...] = (
    HELD,
    part_of(
        HELD,
        "audits.self",
        "经费自查工会数",
        STAGE,
        FundAudit.Stage.SELF.label,
        unit="家",
        source="D9-56",
    ),
    part_of(
        HELD,
        "audits.spot",
        "抽查审计工会数",
        STAGE,
        FundAudit.Stage.SPOT.label,
        unit="家",
        source="D9-56",
    ),
    Flow(
        code="audits.unions",
        name="开展经费审计工会数",
        unit="家",
        definition="期间内自查或接受抽查的基层工会，一家几次也只计一次。",
        source="D9-56",
        rows=audited,
        union_path="",
    ),
    Ratio(
        code="audits.rate",
        name="经费审计面",
        unit="%",
        decimals=1,
        definition="开展经费审计的基层工会除以截至日的基层工会，保留一位小数。",
        source="D9-56",
        numerator="audits.unions",
        denominator="unions.standing",
        base="截至日的基层工会数",
        inputs=("audits.unions", "unions.standing"),
    ),
    Flow(
        code="audits.findings",
        name="审计发现问题数",
        unit="件",
        definition="期间内发现问题的经费审计。",
        rows=with_findings,
        dimensions=(STAGE,),
    ),
    Flow(
        code="audits.rectified",
        name="审计问题整改数",
        unit="件",
        definition="期间内发现问题的经费审计中，到期间末已整改的。",
        rows=rectified,
        dimensions=(STAGE,),
    ),
    Ratio(
        code="audits.rectified_rate",
        name="审计问题整改率",
        unit="%",
        decimals=1,
        definition="审计问题整改数除以审计发现问题数，保留一位小数。",
        numerator="audits.rectified",
        denominator="audits.findings",
        base="期间内审计发现的问题",
        inputs=("audits.rectified", "audits.findings"),
    ),
)

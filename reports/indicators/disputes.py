"""Disputes, legal aid and serious injuries (D2-05/06, D5-03, D6-03, D7-06, D9-15)."""

from datetime import date

from django.db.models import Sum

from reports.indicators.shapes import of_choices, of_standing, part_of
from reports.registry import Flow, Indicator, Ratio, Rows, Stock
from unions.models import Dispute, Union
from unions.models.disputes import DisputeQuerySet

KIND = of_choices("争议类别", "kind", Dispute.Kind)
SUBJECT = of_choices("事由", "subject", Dispute.Subject)
OUTCOME = of_choices("结果", "outcome", Dispute.Outcome)


def received(root: Union, start: date, end: date) -> DisputeQuerySet:
    return Dispute.objects.subtree_of(root).received_between(start, end)


def closed(root: Union, start: date, end: date) -> DisputeQuerySet:
    """What came to an end, whatever it was."""
    return Dispute.objects.subtree_of(root).closed_between(start, end)


def reported_up(root: Union, start: date, end: date) -> DisputeQuerySet:
    return Dispute.objects.subtree_of(root).reported_up_between(start, end)


def still_open(root: Union, day: date) -> Rows:
    return of_standing(Dispute.objects.subtree_of(root).open_on(day), day)


MEDIATION = {"kind": (Dispute.Kind.MEDIATION,)}
SETTLED = {"outcome": (Dispute.Outcome.SETTLED,)}
RECEIVED = Flow(
    code="disputes.received",
    name="受理争议与援助数",
    unit="件",
    definition="受理日期在期间内的劳动争议调解、法律援助和工伤事故。",
    source="D5-03",
    rows=received,
    dimensions=(KIND, SUBJECT),
)
INDICATORS: tuple[Indicator, ...] = (
    RECEIVED,
    part_of(
        RECEIVED,
        "disputes.mediations",
        "受理劳动争议数",
        KIND,
        Dispute.Kind.MEDIATION.label,
        source="D5-03、D6-03",
    ),
    part_of(
        RECEIVED,
        "disputes.legal_aid",
        "法律援助数",
        KIND,
        Dispute.Kind.LEGAL_AID.label,
        source="D2-06、D6-03",
    ),
    part_of(
        RECEIVED,
        "disputes.injuries",
        "工伤事故数",
        KIND,
        Dispute.Kind.INJURY.label,
        source="D9-15",
    ),
    part_of(
        RECEIVED,
        "disputes.wages",
        "受理劳动报酬争议数",
        SUBJECT,
        Dispute.Subject.WAGES.label,
        source="D2-05",
    ),
    Flow(
        code="disputes.people",
        name="争议与援助涉及职工数",
        unit="人次",
        definition="受理日期在期间内的争议、援助和事故涉及的职工之和。",
        rows=received,
        measure=Sum("people"),
        dimensions=(KIND, SUBJECT),
    ),
    Flow(
        code="disputes.closed",
        name="办结劳动争议数",
        unit="件",
        definition="办结日期在期间内的劳动争议调解，不论结果。",
        rows=closed,
        only=MEDIATION,
        dimensions=(OUTCOME, SUBJECT),
    ),
    Flow(
        code="disputes.settled",
        name="调解成功数",
        unit="件",
        definition="办结日期在期间内、调解成功的劳动争议。",
        source="D7-06",
        rows=closed,
        only=MEDIATION | SETTLED,
        dimensions=(SUBJECT,),
    ),
    Ratio(
        code="disputes.rate",
        name="调解成功率",
        unit="%",
        decimals=1,
        definition="调解成功数除以办结劳动争议数，保留一位小数。",
        numerator="disputes.settled",
        denominator="disputes.closed",
        base="期间内办结的劳动争议",
        inputs=("disputes.settled", "disputes.closed"),
    ),
    Flow(
        code="disputes.wages_recovered",
        name="追回劳动报酬",
        unit="元",
        decimals=2,
        definition="办结日期在期间内、成功解决的劳动报酬案件的涉及金额之和，没有填金额的不计。",
        source="D2-05",
        rows=closed,
        only=SETTLED | {"subject": (Dispute.Subject.WAGES,)},
        measure=Sum("amount"),
    ),
    Flow(
        code="disputes.reported_up",
        name="上报重大争议事故数",
        unit="件",
        definition="上报上级日期在期间内的争议和事故。",
        source="D9-15",
        rows=reported_up,
        dimensions=(KIND,),
    ),
    Stock(
        code="disputes.open",
        name="未办结争议与援助数",
        unit="件",
        definition="截至日已受理、尚未办结的争议、援助和事故。",
        rows=still_open,
        dimensions=(KIND,),
    ),
)

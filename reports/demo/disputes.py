"""Mediation, legal aid and injuries (D2-05/06, D5-03, D9-15)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reports.demo.days import day
from reports.demo.organisation import Town
from unions.models import Dispute, Union
from unions.models.disputes import MEDIATION_DAYS

__all__ = ["settle_disputes"]

Kind, Subject, Outcome = Dispute.Kind, Dispute.Subject, Dispute.Outcome
MEDIATION, LEGAL_AID, INJURY = Kind.MEDIATION, Kind.LEGAL_AID, Kind.INJURY
WAGES, CONTRACT, INSURANCE = Subject.WAGES, Subject.CONTRACT, Subject.INSURANCE


class Claim(NamedTuple):
    """One line of the register; still open without a closing day."""

    kind: str
    subject: str
    company: int  # ordinal
    received_on: str
    people: int
    amount: int | None
    closed_on: str = ""
    outcome: str = ""
    reported_on: str = ""
    remark: str = ""


CLAIMS: Mapping[str, tuple[Claim, ...]] = {
    "D01": (
        Claim(MEDIATION, WAGES, 33, "2009-01-12", 18, 46200, "2009-01-19", Outcome.SETTLED,
              remark="节前拖欠两个月加班工资，协商后一次付清。"),
        Claim(MEDIATION, CONTRACT, 52, "2009-03-04", 1, 5400, "2009-03-16", Outcome.SETTLED),
        Claim(MEDIATION, WAGES, 71, "2009-04-20", 6, 15800, "2009-04-29", Outcome.SETTLED),
        Claim(INJURY, Subject.INJURY, 17, "2009-05-22", 1, 68000, "2009-08-14", Outcome.SETTLED,
              "2009-05-23", "冲压工手部受伤，当日报告上级工会并参加调查。"),
        Claim(MEDIATION, WAGES, 88, "2009-06-08", 43, 127500, "2009-06-22", Outcome.SETTLED,
              "2009-06-09", "集体讨要工资，按预警机制上报，镇劳动保障站参加调处。"),
        Claim(LEGAL_AID, Subject.FAMILY, 5, "2009-07-02", 1, None, "2009-07-20", Outcome.SETTLED),
        Claim(MEDIATION, INSURANCE, 60, "2009-08-11", 3, 9200, "2009-08-26", Outcome.TRANSFERRED),
        Claim(MEDIATION, CONTRACT, 45, "2009-09-15", 2, 11000, "2009-09-28", Outcome.FAILED),
        Claim(LEGAL_AID, WAGES, 101, "2009-10-13", 4, 22600, "2009-11-04", Outcome.SETTLED),
        Claim(MEDIATION, WAGES, 26, "2009-11-12", 2, 6300),
        Claim(MEDIATION, WAGES, 33, "2008-11-24", 12, 38400, "2008-12-05", Outcome.SETTLED),
        Claim(MEDIATION, CONTRACT, 64, "2008-06-17", 1, 4800, "2008-06-30", Outcome.SETTLED),
    ),
    "D02": (
        Claim(MEDIATION, WAGES, 4, "2009-02-18", 5, 12400, "2009-02-27", Outcome.SETTLED),
        Claim(LEGAL_AID, Subject.INJURY, 1, "2009-08-05", 1, 23000, "2009-09-30", Outcome.SETTLED),
    ),
    "D03": (
        Claim(MEDIATION, WAGES, 0, "2009-01-15", 7, 16300, "2009-01-21", Outcome.SETTLED,
              remark="补发拖欠工资和扣发的奖金。"),
        Claim(LEGAL_AID, Subject.FAMILY, 1, "2009-06-10", 1, None, "2009-06-29", Outcome.SETTLED),
        Claim(LEGAL_AID, Subject.OTHER, 2, "2009-09-08", 1, 4000, "2009-09-25", Outcome.SETTLED,
              remark="经济纠纷咨询并代写文书。"),
    ),
}  # fmt: skip


def settle_disputes(town: Town) -> None:
    Dispute.objects.bulk_create([_dispute(town, claim) for claim in CLAIMS[town.plan.code]])


def _dispute(town: Town, claim: Claim) -> Dispute:
    union = town.union(Union.Kind.ENTERPRISE, claim.company)
    received = date.fromisoformat(claim.received_on)
    is_mediated = claim.kind == MEDIATION
    return Dispute(
        union=union,
        kind=claim.kind,
        subject=claim.subject,
        received_on=received,
        due_on=received + MEDIATION_DAYS if is_mediated else None,
        people=claim.people,
        amount=claim.amount,
        closed_on=day(claim.closed_on),
        outcome=claim.outcome,
        reported_up_on=day(claim.reported_on),
        body=f"{union.name}劳动争议调解委员会" if is_mediated else "",
        remark=claim.remark,
    )

"""The archive kinds of D4-03 beside 组织及会员, and all seven with their sections."""

from typing import Any

from members.models import AidCase, AidPayment, Visit
from reports.dossiers.builders import bodies, congresses
from reports.dossiers.organisation_sections import ORGANISATION
from reports.dossiers.sections import Column, Rows, Section, within
from reports.models import ArchiveKind
from unions.admin.display import term_chip
from unions.dates import display_date
from unions.models import (
    Body,
    CollectiveContract,
    Congress,
    ContractCoverage,
    Dispute,
    ProposalReturn,
    Training,
    Union,
)

__all__ = ["DEMOCRACY", "KINDS", "PROTECTION"]

PROTECTION = (Body.Kind.PROTECTION, Body.Kind.SUPERVISION)
DEMOCRACY = (Body.Kind.CONGRESS, Body.Kind.DISCLOSURE, Body.Kind.APPRAISAL)


def _covering(rows: Any, union: Union) -> Rows:
    """Contracts of other unions that cover this one's employers: regional ones, as a rule."""
    own = Union.objects.subtree_of(union)
    found: Rows = rows.filter(employer__union__in=own).exclude(contract__union__in=own)
    return found


SAFETY = (
    bodies("protection", "监督检查组织", *PROTECTION),
    Section(
        key="injuries",
        name="工伤事故",
        model=Dispute,
        rows=lambda rows, union: within(rows, union).filter(kind=Dispute.Kind.INJURY),
        order=("-received_on",),
        columns=("received_on", "people", "reported_up_on", "closed_on", "outcome"),
        query={"kind__exact": Dispute.Kind.INJURY.value},
        add={"kind": Dispute.Kind.INJURY.value, "subject": Dispute.Subject.INJURY.value},
    ),
)

MANAGEMENT = (
    bodies("systems", "职代会、厂务公开、民主评议制度", *DEMOCRACY),
    congresses("staff_congresses", Congress.Kind.STAFF),
    Section(
        key="proposals",
        name="合理化建议",
        model=ProposalReturn,
        order=("-period_to",),
        columns=("period_from", "period_to", "raised", "implemented", "benefit", "notable"),
    ),
)

HARDSHIP = (
    Section(
        key="aid_cases",
        name="困难职工档案",
        model=AidCase,
        order=("-pk",),
        columns=("name", "category", "cause", "household_size", "consented_on"),
    ),
    Section(
        key="aid_payments",
        name="帮扶款",
        model=AidPayment,
        order=("-paid_on", "-pk"),
        columns=(
            "paid_on",
            Column("姓名", lambda row: row.case.name, names=True),
            *("kind", "source", "amount"),
        ),
        union_path="case__union",
        related=("case__union",),
        subject="case",
        add=None,
    ),
    Section(
        key="visits",
        name="慰问",
        model=Visit,
        order=("-visited_on", "-pk"),
        columns=("visited_on", "occasion", "group", "people", "amount", "partners"),
    ),
    bodies("funds", "职工爱心基金", Body.Kind.FUND),
)

CONTRACTS = (
    Section(
        key="contracts",
        name="集体合同和专项协议",
        model=CollectiveContract,
        order=("-signed_on",),
        columns=(
            *("kind", "scope", "action", "signed_on", "expires_on", "covered_staff"),
            Column("状态", lambda row: term_chip(row.begins_on, row.expires_on)),
        ),
    ),
    Section(
        key="covering",
        name="上级区域性合同覆盖",
        model=ContractCoverage,
        rows=_covering,
        order=("-contract__signed_on", "pk"),
        columns=(
            Column("合同", lambda row: row.contract.get_kind_display()),
            Column("签订工会", lambda row: row.contract.union.name),
            Column("覆盖单位", lambda row: row.employer.name),
            Column("到期日期", lambda row: display_date(row.contract.expires_on)),
            Column("状态", lambda row: term_chip(row.contract.begins_on, row.contract.expires_on)),
        ),
        union_path="employer__union",
        related=("contract__union", "employer__union"),
        subject="contract",
        query=None,
        add=None,
    ),
)

MEDIATION = (
    bodies("mediation", "调解组织", Body.Kind.MEDIATION),
    Section(
        key="disputes",
        name="争议调解和法律援助",
        model=Dispute,
        rows=lambda rows, union: within(rows, union).exclude(kind=Dispute.Kind.INJURY),
        order=("-received_on",),
        columns=("received_on", "kind", "subject", "people", "closed_on", "outcome"),
        query={"kind__in": f"{Dispute.Kind.MEDIATION},{Dispute.Kind.LEGAL_AID}"},
        add={"kind": Dispute.Kind.MEDIATION.value},
    ),
)

TRAINING = (
    Section(
        key="training",
        name="培训",
        model=Training,
        order=("-held_on",),
        columns=("title", "kind", "held_on", "sessions", "attendance", "certificates"),
    ),
)

KINDS: dict[ArchiveKind, tuple[Section, ...]] = {
    ArchiveKind.ORGANISATION: ORGANISATION,
    ArchiveKind.PROTECTION: SAFETY,
    ArchiveKind.DEMOCRACY: MANAGEMENT,
    ArchiveKind.AID: HARDSHIP,
    ArchiveKind.CONTRACTS: CONTRACTS,
    ArchiveKind.MEDIATION: MEDIATION,
    ArchiveKind.TRAINING: TRAINING,
}

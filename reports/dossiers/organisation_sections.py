"""组织及会员: numbers, roll, committee, certificates, units covered, branches, audits."""

from typing import Any

from members.models import Member
from reports.dossiers.builders import bodies, congresses, standing
from reports.dossiers.sections import Column, Rows, Section
from reports.indicators.committees import in_office
from unions.admin.display import end_chip
from unions.clock import today
from unions.models import (
    Body,
    CommitteeTerm,
    Congress,
    Employer,
    FundAudit,
    Headcount,
    LegalPersonCertificate,
    Officer,
    Union,
)

__all__ = ["ORGANISATION"]


def _branches(rows: Any, union: Union) -> Rows:
    found: Rows = rows.filter(parent=union)
    return found


ORGANISATION = (
    Section(
        key="headcounts",
        name="职工与会员人数",
        model=Headcount,
        order=("-as_of",),
        columns=(
            "as_of",
            *("staff", "women", "migrants", "members", "women_members", "migrant_members"),
            "reported_on",
            Column("填报人", lambda row: row.reported_by, names=True),
        ),
    ),
    Section(
        key="members",
        name="会员名册",
        model=Member,
        order=("pk",),
        columns=(),
        is_counted_only=True,
    ),
    Section(
        key="terms",
        name="届次",
        model=CommitteeTerm,
        order=("-elected_on",),
        columns=(
            Column("届次", lambda row: f"第{row.term_no}届"),
            *("elected_on", "approval_no", "ends_on"),
            Column("状态", lambda row: end_chip(row.ends_on, "届满", running="在任")),
        ),
    ),
    Section(
        key="officers",
        name="在任干部",
        model=Officer,
        rows=lambda rows, union: rows.filter(pk__in=in_office(union, today())),
        order=("-term__elected_on", "pk"),
        columns=(
            "name",
            "post",
            Column("届次", lambda row: f"第{row.term.term_no}届"),
            *("is_full_time", "office_phone"),
        ),
        union_path="term__union",
        related=("term__union",),
        subject="term",
        query=None,
        add=None,
    ),
    congresses("congresses", Congress.Kind.MEMBERS),
    bodies("inner", "经审与女职工组织", Body.Kind.AUDIT, Body.Kind.WOMEN),
    Section(
        key="certificates",
        name="法人资格证书",
        model=LegalPersonCertificate,
        order=("-issued_on",),
        columns=(
            *("number", "issued_on", "valid_to"),
            Column("状态", lambda row: end_chip(row.valid_to, "到期")),
        ),
    ),
    Section(
        key="employers",
        name="涵盖单位",
        model=Employer,
        order=("name",),
        columns=("name", "ownership", "industry", "is_above_scale", "staff"),
    ),
    Section(
        key="branches",
        name="下属工会和分会",
        model=Union,
        rows=_branches,
        order=("code",),
        columns=(
            *("name", "code", "kind"),
            Column("成立日期", lambda row: row.founded),
            Column("状态", standing),
        ),
        union_path="",
        related=(),
        under="parent__exact",
        starts="parent",
        add={"kind": Union.Kind.BRANCH.value},
    ),
    Section(
        key="audits",
        name="经费审计",
        model=FundAudit,
        order=("-audited_on",),
        columns=("audited_on", "stage", "period_from", "period_to", "finding", "rectified_on"),
    ),
)

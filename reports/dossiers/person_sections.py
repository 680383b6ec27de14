"""What is told about a member and about an aid case, beside their own columns."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse

from members.models import AidCase, AidHousehold, AidPayment, Member, Membership, Visit
from reports.dossiers.builders import honour_state
from reports.dossiers.sections import Column, Rows, Section, within
from unions.dates import display_date
from unions.models import Attachment, CompetitionResult, Recognition

__all__ = ["OF_AID_CASE", "OF_MEMBER"]

PAYMENTS = ("paid_on", "kind", "source", "amount", "note")
BY_NAME = "（按姓名查得，请核对）"  # winners are text: a namesake is found too


def _files(rows: Any, record: Any) -> Rows:
    kind = ContentType.objects.get_for_model(record)
    found: Rows = rows.filter(content_type=kind, object_id=record.pk)
    return found


def _aid_of(rows: Any, member: Member) -> Rows:
    """Files linked to the member, and those of the same ID number."""
    same = Q(member=member)
    if member.id_hash:
        same |= Q(id_hash=member.id_hash)
    found: Rows = rows.filter(same)
    return found


def _paid_to(rows: Any, member: Member) -> Rows:
    found: Rows = rows.filter(case__in=_aid_of(AidCase.objects.all(), member))
    return found


def _honours_of(rows: Any, member: Member) -> Rows:
    named = rows.filter(holder=Recognition.Holder.PERSON, name__contains=member.name)
    found: Rows = named.filter(union__in=member.spells.values("union"))
    return found


def _prizes_of(rows: Any, member: Member) -> Rows:
    found: Rows = rows.filter(winner=member.name)
    return found


def _visits_near(rows: Any, case: AidCase) -> Rows:
    """Visits are kept without names: those of the union to hardship workers."""
    found: Rows = within(rows, case.union).filter(group=Visit.Group.HARDSHIP)
    return found


FILES = Section(
    key="attachments",
    name="附件",
    model=Attachment,
    rows=_files,
    order=("-created_at", "-pk"),
    columns=("name", "note", Column("上传", lambda row: f"{row.created_at:%Y-%m-%d}")),
    query=None,
    add=None,
    at_record="attachments",
)

OF_MEMBER = (
    Section(
        key="spells",
        name="会籍经历",
        model=Membership,
        rows=lambda rows, member: rows.filter(member=member),
        order=("-from_on", "-pk"),
        columns=(
            Column("工会", lambda row: row.union.name),
            *("kind", "from_on", "start_reason", "to_on", "end_reason"),
        ),
        link=lambda row: str(row.union.get_absolute_url()),
        query=None,
        add=None,
    ),
    Section(
        key="aid_cases",
        name="困难职工档案",
        model=AidCase,
        rows=_aid_of,
        order=("-pk",),
        columns=("name", "category", "cause", "consented_on"),
        query=None,
        add=None,
    ),
    Section(
        key="aid_payments",
        name="帮扶款",
        model=AidPayment,
        rows=_paid_to,
        order=("-paid_on", "-pk"),
        columns=PAYMENTS,
        union_path="case__union",
        related=("case__union",),
        subject="case",
        query=None,
        add=None,
    ),
    Section(
        key="recognitions",
        name=f"个人荣誉{BY_NAME}",
        model=Recognition,
        rows=_honours_of,
        order=("-granted_on", "-applied_on", "pk"),
        columns=(
            Column("项目", lambda row: row.title or row.scheme.name),
            "name",
            *("level", "applied_on", "granted_on"),
            Column("状态", honour_state),
        ),
        related=("union", "scheme"),
        query=None,
        add=None,
    ),
    Section(
        key="results",
        name=f"竞赛成绩{BY_NAME}",
        model=CompetitionResult,
        rows=_prizes_of,
        order=("-competition__held_on", "pk"),
        columns=(
            Column("竞赛", lambda row: row.competition.title),
            Column("举办日期", lambda row: display_date(row.competition.held_on)),
            *("post", "rank", "title", "qualification"),
        ),
        union_path="competition__union",
        related=("competition__union",),
        subject="competition",
        query=None,
        add=None,
    ),
    FILES,
)

OF_AID_CASE = (
    Section(
        key="household",
        name="家庭成员",
        model=AidHousehold,
        rows=lambda rows, case: rows.filter(case=case),
        order=("pk",),
        columns=("name", "relation", "birth_year", "occupation", "health", "monthly_income"),
        union_path="case__union",
        related=("case__union",),
        link=lambda row: "",
        query=None,
        add=None,
    ),
    Section(
        key="aid_payments",
        name="帮扶款",
        model=AidPayment,
        rows=lambda rows, case: rows.filter(case=case),
        order=("-paid_on", "-pk"),
        columns=PAYMENTS,
        union_path="case__union",
        related=("case__union",),
        link=lambda row: reverse("admin:members_aidpayment_change", args=[row.pk]),
        under="case__exact",
        starts="case",
    ),
    Section(
        key="visits",
        name="本会对困难职工的慰问（不记姓名）",
        model=Visit,
        rows=_visits_near,
        order=("-visited_on", "-pk"),
        columns=("visited_on", "occasion", "people", "amount", "partners"),
        query=None,
        add=None,
    ),
    FILES,
)

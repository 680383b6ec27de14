"""What is told about a union beside its archive kinds, and every section of 一会一档."""

from typing import Any

from django.contrib.contenttypes.models import ContentType

from reports.dossiers.builders import honour_state
from reports.dossiers.kind_sections import KINDS
from reports.dossiers.sections import Column, Rows, Section
from unions.dates import display_date, partial_date_of
from unions.models import (
    Activity,
    ActivityUnion,
    Attachment,
    Competition,
    CompetitionEntry,
    Recognition,
    Union,
    WorkLog,
)

__all__ = ["BESIDE", "SECTIONS"]


def _of_what(attachment: Attachment) -> str:
    model = ContentType.objects.get_for_id(attachment.content_type_id).model_class()
    return str(model._meta.verbose_name) if model else "已停用的台账"


def _entered(rows: Any, union: Union) -> Rows:
    """Rows of what the union took part in, whoever held it."""
    found: Rows = rows.filter(union__in=Union.objects.subtree_of(union))
    return found


BESIDE = (
    Section(
        key="competitions",
        name="主办的竞赛",
        model=Competition,
        order=("-held_on",),
        columns=(
            Column("竞赛名称", lambda row: row.title),
            *("kind", "level", "held_on", "participants"),
        ),
    ),
    Section(
        key="entries",
        name="参加的竞赛",
        model=CompetitionEntry,
        rows=_entered,
        order=("-competition__held_on", "pk"),
        columns=(
            Column("竞赛名称", lambda row: row.competition.title),
            Column("举办日期", lambda row: display_date(row.competition.held_on)),
            "people",
        ),
        related=("competition", "union"),
        subject="competition",
        query=None,
        add=None,
    ),
    Section(
        key="activities",
        name="主办的活动",
        model=Activity,
        order=("-held_on",),
        columns=("title", "kind", "held_on", "sessions", "attendance", "rank"),
    ),
    Section(
        key="activities_joined",
        name="参加的活动",
        model=ActivityUnion,
        rows=_entered,
        order=("-activity__held_on", "pk"),
        columns=(
            Column("活动名称", lambda row: row.activity.title),
            Column("举办日期", lambda row: display_date(row.activity.held_on)),
            "people",
        ),
        related=("activity", "union"),
        subject="activity",
        query=None,
        add=None,
    ),
    Section(
        key="recognitions",
        name="创建与荣誉",
        model=Recognition,
        order=("-granted_on", "-applied_on", "pk"),
        columns=(
            Column("项目", lambda row: row.scheme.name),
            Column("等次", lambda row: row.grade.name if row.grade else ""),
            Column("获得者", lambda row: row.name or row.union.name),
            *("level", "applied_on", "granted_on"),
            Column("状态", honour_state),
        ),
        related=("union", "scheme", "grade"),
    ),
    Section(
        key="worklogs",
        name="大事记",
        model=WorkLog,
        order=("-happened_on", "-pk"),
        columns=(
            Column("日期", lambda row: str(partial_date_of(row, "happened_on"))),
            *("title", "kind", "line", "partners"),
        ),
    ),
    Section(
        key="attachments",
        name="附件",
        model=Attachment,
        order=("-created_at", "-pk"),
        columns=(
            "name",
            Column("哪种台账的附件", _of_what),
            "note",
            Column("上传", lambda row: f"{row.created_at:%Y-%m-%d}"),
        ),
        query=None,
        add=None,
    ),
)
SECTIONS: tuple[Section, ...] = (*(s for kind in KINDS.values() for s in kind), *BESIDE)

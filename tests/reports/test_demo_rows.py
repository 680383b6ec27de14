"""Rows of the demo county against their own forms, and no name of the sources among them."""

import pytest

from members.models import Visit
from reports.models import Passage, PlanItem, ReportedFigure, ReportHead
from tests.reports.demo_sql import one
from unions.models import (
    Activity,
    Body,
    CommitteeTerm,
    Competition,
    CompetitionResult,
    Congress,
    Dispute,
    FundAudit,
    LegalPersonCertificate,
    Officer,
    Recognition,
    WorkLog,
)

pytest_plugins = ["tests.reports.demo_fixture"]


CHECKED = (
    Activity, Body, CommitteeTerm, Competition, CompetitionResult, Congress, Dispute, FundAudit,
    LegalPersonCertificate, Officer, Passage, PlanItem, Recognition, ReportHead, ReportedFigure,
    Visit, WorkLog,
)  # fmt: skip


@pytest.mark.parametrize("model", CHECKED, ids=lambda model: model.__name__)
def test_rows_stand_up_to_the_checks_of_their_form(demo, model):
    """Fields and clean(); unique keys are the database's business."""
    assert model.objects.exists()
    for row in model.objects.all().iterator():
        row.clean_fields()
        row.clean()


@pytest.mark.parametrize("word", ["良渚", "兴源", "华海", "同泰", "宏润", "海景", "灵石", "章建华"])
def test_no_name_of_the_sources_is_used(demo, word):
    like = f"%{word}%"
    columns = {
        "unions_recognition": ("name", "title"),
        "unions_activity": ("title", "venue", "host"),
        "unions_worklog": ("title", "text", "partners"),
        "unions_competition": ("name", "cup"),
        "reports_passage": ("text",),
        "reports_planitem": ("text", "partners"),
        "reports_reporthead": ("number_code", "recipient"),
    }
    for table, names in columns.items():
        for name in names:
            assert one(f"SELECT count(*) FROM {table} WHERE {name} LIKE %s", like) == 0

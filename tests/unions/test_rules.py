"""Rules within one row: the future, sizes, and a union merged into itself."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members import actions
from tests.factories import (
    ActivityFactory,
    CertificateFactory,
    CommitteeTermFactory,
    CompetitionFactory,
    CongressFactory,
    DisputeFactory,
    FundAuditFactory,
    HeadcountFactory,
    MemberFactory,
    RecognitionFactory,
    TrainingFactory,
    UnionFactory,
    VisitFactory,
    WorkLogFactory,
)  # fmt: skip
from unions.fields import MOST


@pytest.fixture(autouse=True)
def _on_20_november_2009(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


def faults(record):
    with pytest.raises(ValidationError) as caught:
        record.full_clean()
    return caught.value.message_dict


@pytest.mark.django_db
def test_a_headcount_of_a_day_to_come_is_refused():
    assert (
        "晚于今天"
        in faults(HeadcountFactory.build(union=UnionFactory(), as_of=date(2009, 11, 21)))["as_of"][
            0
        ]
    )


@pytest.mark.django_db
def test_a_union_founded_this_month_is_accepted_before_the_month_ends():
    union = UnionFactory.build(founded_on=date(2009, 11, 30), founded_on_precision="month")
    union.clean()


@pytest.mark.django_db
def test_a_count_that_would_overflow_a_town_is_refused():
    headcount = HeadcountFactory.build(union=UnionFactory(), staff=MOST + 1)
    assert "数太大" in faults(headcount)["staff"][0]


@pytest.mark.django_db
def test_a_union_cannot_be_merged_into_itself():
    union = UnionFactory()
    union.merged_into = union
    assert "不能并入本工会自己" in faults(union)["merged_into"][0]


@pytest.mark.django_db
def test_a_member_who_died_cannot_resume():
    member = MemberFactory()
    if actions.running_spell(member) is None:
        actions.resume(member, date(2009, 1, 5))
    actions.leave(member, date(2009, 5, 1), "death")
    with pytest.raises(ValidationError, match="登记为去世"):
        actions.resume(member, date(2009, 6, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (TrainingFactory, "held_on"),
        (ActivityFactory, "held_on"),
        (CompetitionFactory, "held_on"),
        (CongressFactory, "held_on"),
        (WorkLogFactory, "happened_on"),
        (VisitFactory, "visited_on"),
        (DisputeFactory, "received_on"),
        (FundAuditFactory, "audited_on"),
        (CommitteeTermFactory, "elected_on"),
        (CertificateFactory, "issued_on"),
        (RecognitionFactory, "granted_on"),
    ],
)
def test_what_is_told_to_have_happened_tomorrow_is_refused(factory, name):
    record = factory()
    setattr(record, name, date(2009, 11, 21))
    assert "晚于今天" in faults(record)[name][0]


@pytest.mark.django_db
def test_what_is_planned_may_lie_ahead():
    record = TrainingFactory(held_on=date(2009, 11, 20), ends_on=date(2009, 12, 20))
    record.full_clean()


@pytest.mark.django_db
def test_an_address_is_no_office_phone():
    assert "电话" in faults(UnionFactory.build(contact_phone="测试路1号"))["contact_phone"][0]

"""Targets: fulfilment and completion by operator, and the list of what was missed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.models import Target
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named

AT_LEAST, AT_MOST, RANGE = Target.Operator.AT_LEAST, Target.Operator.AT_MOST, Target.Operator.RANGE


@pytest.fixture
def town(db):
    return town_named("示范镇总工会")


def target(operator=AT_LEAST, value=10, upper=None):
    return Target(operator=operator, value=Decimal(value), upper=upper and Decimal(upper))


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (target(AT_LEAST, 10), {9: False, 10: True, 11: True}),
        (target(AT_MOST, 10), {9: True, 10: True, 11: False}),
        (target(AT_MOST, 0), {0: True, 1: False}),
        (target(RANGE, 1, 2), {0: False, 1: True, 2: True, 3: False}),
    ],
)
def test_a_target_is_met_by_its_operator(goal, met):
    assert {actual: goal.met_by(actual) for actual in met} == met


@pytest.mark.parametrize(
    ("goal", "actual", "percent"),
    [
        (target(AT_LEAST, 1800), 1730, Decimal("96.1")),
        (target(AT_LEAST, 8), 10, Decimal(125)),
        (target(AT_LEAST, 8), 0, Decimal(0)),
        (target(RANGE, 2, 4), 1, Decimal(50)),
        (target(RANGE, 2, 4), 3, Decimal(150)),
    ],
)
def test_completion_is_the_share_of_the_goal_reached(goal, actual, percent):
    assert round(goal.reached_by(actual), 1) == percent


@pytest.mark.parametrize("goal", [target(AT_MOST, 5), target(AT_LEAST, 0), target(RANGE, 0, 2)])
def test_no_completion_is_told_of_a_ceiling_or_of_a_goal_of_nothing(goal):
    assert goal.reached_by(3) is None


def test_completion_uses_the_targets_of_the_union_and_year_asked_for(town):
    other = make.UnionFactory(parent=town, founded_on=date(2009, 5, 1))
    make.TargetFactory(union=town, code="unions.founded", value=4)
    make.TargetFactory(union=town, code="unions.founded", value=1, year=2008)
    make.TargetFactory(union=other, code="unions.founded", value=2)
    assert book_of(town).figure("新建工会完成率").display == "25"
    make.TrainingFactory(union=town, held_on=date(2008, 5, 1))  # the ledger was kept then, too
    assert book_of(town).previous.value("新建工会完成率") == 0
    assert book_of(other).value("新建工会完成率") == 50


def test_completion_is_unknown_without_a_target(town):
    make.UnionFactory(parent=town, founded_on=date(2009, 5, 1))
    assert book_of(town).value("新建工会完成率") is None


def test_what_was_missed_is_told_in_words(town):
    make.UnionFactory(parent=town, founded_on=date(2009, 5, 1))
    make.HeadcountFactory(union__parent=town, staff=300, members=100)
    goals = {
        "unions.founded": (AT_LEAST, 5, None),
        "headcounts.staff": (AT_MOST, 200, None),
        "competitions.skill": (RANGE, 1, 2),
        "aid.amount": (AT_LEAST, "500.50", None),
        "members.total": (AT_LEAST, 100, None),  # reached
        "headcounts.women": (AT_LEAST, 10, None),  # unknown
    }
    for code, (operator, value, upper) in goals.items():
        make.TargetFactory(union=town, code=code, operator=operator, value=value, upper=upper)
    assert set(book_of(town).names("未完成目标").items) == {
        "新建工会数目标5家，实际1家",
        "职工数目标不多于200名，实际300名",
        "技能竞赛数目标1至2场，实际0场",
        "救助款目标500.50元，实际0元",
    }


def test_a_target_of_an_unknown_figure_is_refused(town):
    goal = make.TargetFactory.build(union=town, code="members.size")
    with pytest.raises(ValidationError, match="没有编号为“members"):
        goal.clean()


@pytest.mark.parametrize("upper", [None, Decimal(0)])
def test_a_range_needs_an_upper_end_above_its_lower(upper):
    goal = make.TargetFactory.build(
        union=None, code="members.joined", operator=RANGE, value=Decimal(1), upper=upper
    )
    with pytest.raises(ValidationError, match="请填上限，并且不小于目标值"):
        goal.clean()

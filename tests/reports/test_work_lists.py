"""The words of lists drawn from the registers of work."""

from datetime import date
from decimal import Decimal

import pytest

from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.models import Activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def value(town, code):
    return book_of(town).value(code)


def items(town, name):
    return list(book_of(town).names(name).items)


def union_of(town, **fields):
    return make.UnionFactory(parent=town, **fields)


def test_a_rank_won_after_the_day_of_count_is_told_with_its_date(town):
    make.ActivityFactory(union=town, title="象棋比赛", held_on=date(2009, 11, 18), rank=3)
    assert items(town, "活动名次") == ["11月18日象棋比赛第三名"]
    assert value(town, "activities.ranked") == 1


def test_visits_to_enterprises_are_summed_by_topic(town):
    for month, topic, sessions in (
        (6, "百场电影进企业", 2),
        (3, "职业道德进企业", 4),
        (7, "百场电影进企业", 4),
    ):
        make.ActivityFactory(
            union=town,
            kind=Activity.Kind.SERVICE,
            campaign="五进企业",
            topic=topic,
            sessions=sessions,
            held_on=date(2009, month, 1),
        )
    assert items(town, "进企业活动") == ["职业道德进企业4场", "百场电影进企业6场"]


def test_an_event_of_two_unions_names_both(town):
    event = make.ActivityFactory(
        union=union_of(town, name="甲厂工会"),
        title="篮球赛",
        kind=Activity.Kind.SPORT,
        held_on=date(2009, 4, 25),
        venue="甲厂球场",
        attendance=40,
    )
    for name in ("丙厂工会", "乙厂工会"):
        make.TakingPartFactory(activity=event, union=union_of(town, name=name))
    (told,) = items(town, "基层文体活动")
    assert told in {
        "4月25日篮球赛（丙厂工会、乙厂工会，在甲厂球场，40人次）",
        "4月25日篮球赛（乙厂工会、丙厂工会，在甲厂球场，40人次）",
    }


def test_the_congress_of_the_town_is_told_and_not_those_of_its_unions(town):
    make.CongressFactory(
        union=town, kind="members", term_no=1, session_no=3, held_on=date(2009, 4, 3)
    )
    make.CongressFactory(union=union_of(town), kind="members", term_no=2, session_no=1)
    assert items(town, "本会代表大会") == ["第一届会员代表大会第三次会议"]
    assert items(town, "本会代表大会日期") == ["4月3日"]


def test_a_plan_item_tells_its_range_unless_the_text_does(town):
    numbers = {"low": 1, "high": 2, "unit": "场"}
    make.PlanItemFactory(union=town, order=1, text="举办竞赛", **numbers)
    make.PlanItemFactory(union=town, order=2, text="举办讲座1-2场", **numbers)
    make.PlanItemFactory(union=town, order=3, text="明年以后", year=2011)
    assert items(town, "下年竞赛培训计划") == ["举办竞赛（1-2场）", "举办讲座1-2场"]


def test_a_target_just_reached_is_done_but_not_surpassed(town):
    union_of(town, founded_on=date(2009, 5, 1))
    target = make.TargetFactory(union=town, code="unions.founded", value=Decimal(1))
    assert items(town, "已完成目标") == ["新建工会数目标1家，实际1家"]
    assert items(town, "超额完成目标") == []
    target.value = Decimal(0)
    target.save()
    assert items(town, "超额完成目标") == ["新建工会数目标0家，实际1家"]


def test_a_ceiling_is_never_surpassed(town):
    make.TargetFactory(union=town, code="disputes.received", operator="le", value=Decimal(5))
    assert items(town, "已完成目标") == ["受理争议与援助数目标不多于5件，实际0件"]
    assert items(town, "超额完成目标") == []

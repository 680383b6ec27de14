"""手工填报: a typed total stands only where no row exists below it, and its source is shown."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.figures import Source
from reports.models import ReportedFigure
from reports.registry import UNCLASSIFIED, Registry, Reported
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.models import Competition, Training, Union

pytestmark = pytest.mark.django_db
OCTOBER = date(2009, 10, 31)


@pytest.fixture
def county():
    return make.UnionFactory(name="示范县总工会", kind=Union.Kind.COUNTY)


@pytest.fixture
def town(county):
    return town_named("示范镇总工会", county)


@pytest.fixture
def neighbour(county):
    return town_named("邻镇总工会", county)


def typed(union, code, value, start=date(2009, 1, 1), end=OCTOBER):
    return make.ReportedFigureFactory(
        union=union, code=code, value=value, period_from=start, period_to=end
    )


def told(root, name):
    figure = book_of(root).figure(name)
    return figure.value, figure.source


def test_a_typed_total_stands_while_there_are_no_rows(town):
    typed(town, "training.attendance", 4000)
    assert told(town, "培训人次") == (4000, Source.TYPED)


def test_the_first_row_below_replaces_the_typed_total(town):
    typed(town, "training.attendance", 4000)
    make.TrainingFactory(union__parent=town, attendance=60)
    assert told(town, "培训人次") == (60, Source.ROWS)


def test_rows_of_one_town_leave_the_total_typed_by_another(county, town, neighbour):
    typed(neighbour, "training.attendance", 4000)
    make.TrainingFactory(union__parent=town, attendance=60)
    assert told(county, "培训人次") == (4060, Source.MIXED)
    assert told(town, "培训人次") == (60, Source.ROWS)
    assert told(neighbour, "培训人次") == (4000, Source.TYPED)


def test_a_total_typed_above_includes_those_typed_below(county, town, neighbour):
    typed(county, "training.attendance", 9000)
    typed(town, "training.attendance", 4000)
    assert told(county, "培训人次") == (9000, Source.TYPED)
    assert told(town, "培训人次") == (4000, Source.TYPED)


def test_totals_typed_below_stand_again_when_rows_replace_the_one_above(county, town, neighbour):
    typed(county, "training.attendance", 9000)
    typed(town, "training.attendance", 4000)
    make.TrainingFactory(union__parent=neighbour, attendance=60)
    assert told(county, "培训人次") == (4060, Source.MIXED)


def test_typed_months_make_a_year_of_what_happens(town):
    for month, value in ((1, 10), (2, 20), (3, 30)):
        typed(town, "training.attendance", value, date(2009, month, 1), date(2009, month, 28))
    assert told(town, "培训人次") == (60, Source.TYPED)


def test_a_later_longer_total_replaces_those_it_includes(town):
    typed(town, "training.attendance", 10, end=date(2009, 6, 30))
    typed(town, "training.attendance", 25, end=date(2009, 9, 30))
    typed(town, "training.attendance", 5, start=date(2009, 9, 1), end=date(2009, 9, 30))
    assert told(town, "培训人次") == (25, Source.TYPED)


def test_of_a_number_on_a_day_the_latest_stands(town):
    typed(town, "unions.standing", 180, date(2009, 6, 30), date(2009, 6, 30))
    typed(town, "unions.standing", 184, date(2009, 9, 30), date(2009, 9, 30))
    assert told(town, "基层工会数") == (184, Source.TYPED)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(2008, 12, 31), OCTOBER),
        (date(2009, 1, 1), date(2009, 11, 1)),
        (date(2008, 1, 1), date(2008, 12, 31)),
    ],
)
def test_a_total_that_reaches_beyond_the_days_asked_is_not_used(town, start, end):
    typed(town, "training.attendance", 4000, start, end)
    assert told(town, "培训人次") == (0, Source.ROWS)


def test_a_typed_number_of_events_is_told_until_the_day_of_events(town):
    typed(town, "competitions.held", 3, end=date(2009, 11, 30))
    assert told(town, "镇级以上竞赛数") == (3, Source.TYPED)


def test_the_parts_of_a_typed_total_are_unknown(town):
    typed(town, "unions.standing", 184)
    assert told(town, "企业工会数") == (None, Source.TYPED)
    book = book_of(town)
    kind = book.counted("unions.standing").dimensions[0]
    parts = book.breakdown("unions.standing", kind)
    assert parts[UNCLASSIFIED] == sum(parts.values()) == 184


def test_a_part_typed_beside_its_whole_is_known(town):
    typed(town, "unions.standing", 184)
    typed(town, "unions.enterprise", 120)
    assert told(town, "企业工会数") == (120, Source.TYPED)
    assert told(town, "机关工会数") == (None, Source.TYPED)


def test_a_typed_part_gives_way_to_rows(town):
    typed(town, "unions.enterprise", 120)
    make.UnionFactory(parent=town)
    assert told(town, "企业工会数") == (1, Source.ROWS)


def test_typed_parts_are_added_to_counted_ones_over_towns(county, town, neighbour):
    make.CompetitionFactory(union=town, kind=Competition.Kind.SKILL)
    typed(neighbour, "competitions.held", 4)
    assert told(county, "技能竞赛数") == (None, Source.TYPED)
    typed(neighbour, "competitions.skill", 3)
    assert told(county, "技能竞赛数") == (4, Source.MIXED)


def test_members_typed_for_a_town_without_returns_are_added(county, town, neighbour):
    make.HeadcountFactory(union__parent=town, members=80)
    typed(neighbour, "members.total", 500)
    assert told(county, "会员数") == (580, Source.MIXED)
    assert told(neighbour, "会员数") == (500, Source.TYPED)
    make.HeadcountFactory(union__parent=neighbour, members=60)
    assert told(county, "会员数") == (140, Source.ROWS)


def test_a_number_nobody_returned_may_be_typed_although_other_numbers_were_returned(town):
    make.HeadcountFactory(union__parent=town, staff=100, women=None)
    typed(town, "headcounts.women", 45)
    assert book_of(town).value("女职工数") == 45
    make.HeadcountFactory(union__parent=town, staff=50, women=20)
    assert book_of(town).value("女职工数") == 20


def test_a_rate_is_made_of_typed_numbers_too(town):
    typed(town, "proposals.raised", 200)
    typed(town, "proposals.implemented", 50)
    assert book_of(town).value("建议实施率") == 25


def test_typed_totals_show_who_typed_what(county, town):
    entry = typed(town, "training.attendance", 4000)
    (total,) = book_of(county).typed("training.attendance")
    assert (total.union, total.value) == (town, 4000)
    assert total.entries == (entry,)
    assert book_of(county).typed("training.classes") == []


def test_a_figure_that_is_only_typed_is_unknown_until_somebody_types_it(town):
    catalogue = Registry()
    catalogue.add(Reported(code="news.items", name="信息篇数", unit="篇", definition="篇数。"))
    book = book_of(town, catalogue=catalogue)
    assert book.value("信息篇数") is None
    typed(town, "news.items", 80)
    figure = book_of(town, catalogue=catalogue).figure("信息篇数")
    assert (figure.value, figure.source, figure.rows) == (80, Source.TYPED, 1)


def test_totals_typed_by_a_sibling_change_nothing(town, neighbour):
    typed(neighbour, "training.attendance", 4000)
    assert told(town, "培训人次") == (0, Source.ROWS)


@pytest.mark.parametrize(
    ("code", "value", "field", "fault"),
    [
        ("members.rate", "97", "code", "“入会率”由其他数据项算出，不能手工填报。"),
        ("members.growth", "5", "code", "“会员净增数”由其他数据项算出，不能手工填报。"),
        ("members.size", "5", "code", "没有编号为“members.size”的数据项，请从列表中选择。"),
        ("members.total", "5.5", "value", "会员数要填不小于0的整数。"),
        ("members.total", "-1", "value", "会员数要填不小于0的整数。"),
        ("aid.amount", "-0.01", "value", "救助款要填不小于0的数，最多2位小数。"),
    ],
)
def test_a_total_nobody_could_use_is_refused_in_chinese(town, code, value, field, fault):
    row = ReportedFigure(
        union=town,
        code=code,
        value=Decimal(value),
        period_from=date(2009, 1, 1),
        period_to=OCTOBER,
        source="电话询问",
    )
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert refusal.value.message_dict[field] == [fault]


def test_legal_education_is_no_training_class(town):
    make.TrainingFactory(union__parent=town, kind=Training.Kind.LAW, attendance=500)
    assert told(town, "培训人次") == (0, Source.ROWS)
    assert told(town, "普法培训人次") == (500, Source.ROWS)

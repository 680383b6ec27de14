"""Titles that tell of days still to come, of days told twice, and of days long gone."""

from datetime import date

import pytest

from reports.resources.figures import TargetResource
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.guards import Unreadable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.importing.record_numbers import numbering
from unions.models import Headcount, ProposalReturn
from unions.resources.contracts import ContractResource
from unions.resources.headcounts import HeadcountResource
from unions.resources.organisation import UnionResource
from unions.resources.proposals import ProposalResource

TODAY = date(2009, 11, 20)


@pytest.fixture
def order_of(world, settings):
    settings.LEDGER_TODAY = TODAY

    def order(resource, title, *rows, **said):
        book = workbook([[title], *rows])
        return Order(book, resource, world.town, user=world.staff, **said)

    return order


@pytest.fixture
def proposals(world, order_of):
    def order(title, **said):
        rows = [["工会名称", "提出建议", "实施"], [world.enterprise.name, 14, 3]]
        return order_of(ProposalResource, f"{title}合理化建议统计表", *rows, **said)

    return order


@pytest.fixture
def numbers(world, order_of):
    def order(title, **said):
        rows = [["工会名称", "职工人数"], [world.enterprise.name, 14]]
        return order_of(HeadcountResource, f"{title}职工人数表", *rows, **said)

    return order


@pytest.mark.parametrize(
    ("title", "start", "last"),
    [
        ("2009年第四季度", date(2009, 10, 1), "12月31日"),
        ("2009年四季度", date(2009, 10, 1), "12月31日"),
        ("第四季度", date(2009, 10, 1), "12月31日"),
        ("2009年下半年", date(2009, 7, 1), "12月31日"),
        ("2009年10-12月", date(2009, 10, 1), "12月31日"),
        ("2009年10月1日至12月31日", date(2009, 10, 1), "12月31日"),
        ("2009年11月", date(2009, 11, 1), "11月30日"),
    ],
)
def test_a_period_that_has_begun_keeps_its_start_and_ends_today(proposals, title, start, last):
    plan = confirm(proposals(title), None, partial=False)
    stored = ProposalReturn.objects.get()
    assert (stored.period_from, stored.period_to) == (start, TODAY)
    told = f"表上写到2009年{last}，还没有到，按到今天（2009年11月20日）收"
    assert told in plan.assumptions


@pytest.mark.parametrize("title", ["", "2009年", "2009年度", "2009年1-9月", "2009年第三季度"])
def test_nothing_is_said_of_titles_that_tell_of_no_day_to_come(proposals, numbers, title):
    for order in (proposals(title), numbers(title)):
        plan = make_plan(order)
        assert not any("还没有到" in told for told in (*plan.assumptions, *plan.warnings))
    is_open = title in {"", "2009年", "2009年度"}
    assert (plan.assumed.period == (date(2009, 1, 1), TODAY)) is is_open


@pytest.mark.parametrize(
    "title", ["2010年上半年", "2010年第一季度", "2010年", "2009年12月", "2010年1月1日至3月31日"]
)
def test_a_period_wholly_to_come_is_refused_with_what_to_do(proposals, numbers, title):
    for make_order in (proposals, numbers):
        with pytest.raises(Unreadable, match="还没有到，这张表没有收。请核对标题里的年份和月份"):
            make_plan(make_order(title))
        assert make_plan(make_order(title, as_of=TODAY)).assumed.day == TODAY


def test_a_title_of_next_year_keeps_out_no_sheet_that_tells_its_own_days(world, order_of):
    rows = [["工会名称", "合同类型", "签订日期", "到期日期"],
            [world.enterprise.name, "集体合同", "2009-3-1", "2010-2-28"]]  # fmt: skip
    plan = make_plan(order_of(ContractResource, "2010年到期集体合同", *rows))
    assert plan.counts["new"] == 1, plan.refused
    rows = [["工会名称", "截至日期", "职工人数"], [world.enterprise.name, "2009-9-30", 9],
            [world.enterprise.name, None, 8]]  # fmt: skip
    plan = make_plan(order_of(HeadcountResource, "2010年人数计划表", *rows))
    assert (plan.counts["new"], plan.counts["refused"]) == (1, 1), "no day is made up"
    targets = order_of(TargetResource, "2010年目标", ["数据项", "目标数"], ["提出建议", 9])
    assert not make_plan(targets).storable, "nor is this year's target overwritten"


def test_numbers_of_a_day_to_come_are_kept_as_todays_with_a_warning(world, numbers, order_of):
    told = "表上写到2009年12月31日，还没有到，按到今天（2009年11月20日）收。"
    for title in ("2009年第四季度", "统计截至：2009-12-31 "):
        (warning,) = make_plan(numbers(title)).warnings
        assert warning.startswith(told)
    rows = [["工会名称", "工会类型", "职工人数"], ["示范新厂工会", "企业工会", 5]]
    (warning,) = make_plan(order_of(UnionResource, "2009年下半年工会名册", *rows)).warnings
    assert warning.startswith(told)


def test_a_return_beside_one_of_the_same_days_is_told_with_both_periods(
    world, proposals, order_of, django_assert_num_queries
):
    make.ProposalFactory(union=world.enterprise, period_to=TODAY)  # since 1 January
    plan = make_plan(proposals("2009年1-9月"))
    with django_assert_num_queries(1):
        (warning,) = plan.warnings
    assert (
        f"第3行{world.enterprise}2009年1月1日至2009年9月30日，"
        "台账里有2009年1月1日至2009年11月20日" in warning
    )
    assert make_plan(proposals("2009年")).warnings == [], "this one is changed, not doubled"
    assert make_plan(proposals("2008年")).warnings == []


def test_a_number_typed_over_that_of_an_earlier_day_is_told(world, order_of):
    old = make.HeadcountFactory(union=world.enterprise, as_of=date(2009, 10, 31), staff=8)
    head = ["截至日期", "职工人数", "工会名称", "台账编号"]
    row = [date(2009, 10, 31), 9, world.enterprise.name, numbering(Headcount)(old.pk)]
    title = "统计截至：2009-11-20"
    (warning,) = make_plan(order_of(HeadcountResource, title, head, row)).warnings
    assert warning.startswith("第3行改的是2009年10月31日的人数，不是这一次（2009年11月20日）的")
    news = [None, 10, world.enterprise.name, None]
    assert make_plan(order_of(HeadcountResource, title, head, row, news)).warnings == []
    then = "统计截至：2009-10-31"
    assert make_plan(order_of(HeadcountResource, then, head, row)).warnings == []

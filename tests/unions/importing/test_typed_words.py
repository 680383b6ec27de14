"""Cells, headings and names of unions as people really type them."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from members.models import AidPayment
from tests import factories as make
from tests.unions.importing.sheets import faults
from unions.importing import cells
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.terms import Span, TermWidget
from unions.importing.widgets import PERSONAL
from unions.models import Union
from unions.validators import Sex

WOMAN = "990001197005200405"


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.mark.parametrize(
    ("typed", "months"),
    [("1年", 12), ("一年", 12), ("2 年", 24), ("两年期", 24), ("12个月", 12), ("十八个月", 18),
     ("一年半", 18), ("半年", 6), ("2年6个月", 30), (3, 36), ("/", None)],
)  # fmt: skip
def test_a_term_is_read_in_the_words_of_clerks(typed, months):
    assert TermWidget().clean(typed) == months


def test_a_bare_number_under_months_is_months_and_two_days_are_both_kept():
    assert TermWidget().clean(18, unit="月") == 18
    span = Span(date(2009, 3, 1), date(2011, 2, 28))
    for typed in ("2009.3.1-2011.2.28", "2009年3月1日至2011年2月28日", "2009-03-01—2011-02-28"):
        assert TermWidget().clean(typed) == span
    for wrong in ("长期", "0", "2011.3.1-2009.2.28"):
        with pytest.raises(ValidationError):
            TermWidget().clean(wrong)


def test_none_of_a_count_is_nothing_and_a_dash_is_not_told():
    assert cells.count("无") == 0
    assert cells.count("—") is cells.count("/") is None
    with pytest.raises(ValidationError):
        cells.money("无")


@pytest.mark.django_db
def test_a_contract_signed_from_one_day_to_another_ends_on_the_other(world, plan_of):
    head, name = ["单位", "合同类型", "签订日期", "到期日期", "期限"], world.enterprise.name
    plan = plan_of(
        "contracts",
        head,
        [name, "集体合同", "2009.3.1-2011.2.28"],
        [name, "工资协议", "2009.4.1", None, "一年"],
        [name, "女职工专项", "2009.3.1-2011.2.28", "2011-3-31"],
    )
    assert [d.record.expires_on for d in plan.storable] == [date(2011, 2, 28), date(2010, 3, 31)]
    assert plan.storable[0].record.signed_on == date(2009, 3, 1)
    ((row, column, message),) = faults(plan)
    assert (row, column) == (4, "签订日期")
    assert "到期日期却是2011年3月31日" in message


@pytest.mark.django_db
def test_sources_of_money_by_the_words_that_mean_one_only(world, plan_of):
    head = ["单位", "姓名", "性别", "发放日期", "来源", "金额"]
    words = {"县总": "county", "上级拨款": "county", "镇总": "town", "单位自筹": "union"}
    rows = [
        [world.enterprise.name, "王示", "女性", "2009-3-1", w, 500] for w in (*words, " 本 级（）")
    ]
    plan = plan_of("aid_payments", head, *rows)
    assert [draft.record.source for draft in plan.storable] == list(words.values())
    assert {draft.record.case.sex for draft in plan.storable} == {Sex.FEMALE}
    assert isinstance(plan.storable[0].record, AidPayment)
    ((row, column, message),) = faults(plan)
    assert (row, column) == (6, "来源")
    assert "请填“镇总工会”或“基层工会”" in message


@pytest.mark.django_db
def test_a_unions_code_in_a_cell_of_numbers_is_found(world, plan_of):
    union = make.UnionFactory(name="青禾针织厂工会", code="1001", parent=world.town)
    head = ["所属工会", "姓名", "性别", "民族"]
    plan = plan_of("members", head, [1001, "王示", "女", "汉"], [1001.0, "李示", "女", "回族"])
    assert [(d.union, d.record.nation) for d in plan.storable] == [(union, "汉族"), (union, "回族")]
    assert not isinstance(plan.resource.fields["nation"].widget, PERSONAL), "a nation is no number"


@pytest.mark.django_db
def test_a_union_is_known_by_longer_and_shorter_forms_that_fit_one_only(world):
    village = make.UnionFactory(name="青禾村工会", parent=world.town, kind=Union.Kind.VILLAGE)
    works = make.UnionFactory(name="示范镇电子厂（东区）工会", parent=world.town)
    directory = UnionDirectory(Union.objects.subtree_of(world.town))
    for typed in (
        "示范镇青禾村工会委员会", "示范县示范镇青禾村工会", "青 禾 村 工 会", "青禾村村民委员会",
        "青禾村委会", "青禾村村委会", "（青禾村）工会",
    ):  # fmt: skip
        assert directory.find(typed) == village, typed
    assert directory.find("电子厂(东区)") == works
    with pytest.raises(ValidationError, match="没有叫"):
        directory.find("邻镇青禾村工会")
    other = make.UnionFactory(name="青禾村联合工会", short_name="示范镇青禾村", parent=world.town)
    directory = UnionDirectory(Union.objects.subtree_of(world.town))
    assert directory.find("青禾村工会") == village  # the exact name wins
    assert directory.find("示范镇青禾村") == other
    with pytest.raises(ValidationError, match="可能是几家工会"):
        directory.find("青禾村委会")


def test_money_keeps_its_unit_from_the_heading():
    widget = importable()["proposals"].fields["benefit"].widget
    assert widget.clean("1.5", unit="万元") == Decimal(15_000)


@pytest.mark.parametrize(
    ("typed", "read"),
    [("09年3月", "2009年3月"), ("80年2月", "1980年2月"), ("09.3.5", "2009年3月5日"),
     ("79-12-1", "1979年12月1日"), ("00年", "2000年"), ("2008年底", "2008年"),
     ("08年末", "2008年")],
)  # fmt: skip
def test_a_year_of_two_digits_is_the_one_that_was_and_the_end_of_a_year_is_that_year(typed, read):
    assert str(cells.partial_date(typed)) == read


@pytest.mark.parametrize("typed", ["10年3月", "10.2.28", "29-1-1"])
def test_of_a_short_year_that_may_be_to_come_nobody_can_tell(typed):
    with pytest.raises(ValidationError, match=r"看不出是19\d\d年还是20\d\d年，年份要写四位数"):
        cells.partial_date(typed)


@pytest.mark.parametrize(
    ("kind", "name", "typed", "advice"),
    [("unions", "kind", "机关事业单位", "“机关工会”或“事业单位工会”"),
     ("activities", "kind", "文体", "“文艺”或“体育”"),
     ("competitions", "kind", "文体", "作为活动收"),
     ("contracts", "kind", "区域性集体合同", "“范围”填“区域性”"),
     ("contracts", "kind", "集体合同+工资专项", "分成两行"),
     ("contracts", "years", "无固定期限", "请核对后填几年")],
)  # fmt: skip
def test_a_word_that_means_two_things_is_refused_with_what_to_write(kind, name, typed, advice):
    with pytest.raises(ValidationError, match=advice):
        importable()[kind].fields[name].widget.clean(typed)
    assert importable()["unions"].fields["kind"].widget.clean("村工会") == Union.Kind.VILLAGE


@pytest.mark.parametrize(
    ("kind", "headings", "names"),
    [("contracts", "到期日 覆盖人数", "expires_on covered_staff"),
     ("activities", "开展时间", "held_on"), ("activities", "日期", "held_on"),
     ("training", "单位 人数", "union attendance")],
)  # fmt: skip
def test_everyday_headings_are_known(kind, headings, names):
    words = importable()[kind].vocabulary()
    assert [words.get(heading) for heading in headings.split()] == names.split()


def test_two_equal_payments_are_pointed_out_and_so_are_sums_in_tens_of_thousands(world, plan_of):
    head = ["姓名", "身份证号", "所属工会", "发放日期", "资金来源", "救助金额（万元）"]
    row = ["周示范", WOMAN, world.enterprise.name, "2009-3-1", "镇总工会", 0.05]
    plan = plan_of("aid_payments", head, row, row, [*row[:3], "2009-4-1", *row[4:]])
    (told,) = plan.warnings
    assert "第3行和另一笔相同" in told
    assert plan.counts["new"] == 3
    assert [draft.record.amount for draft in plan.storable] == [Decimal(500)] * 3
    assert "“救助金额（万元）”写明单位是万元" in plan.multiplied[0]


def test_a_few_days_in_one_cell_are_the_first_and_the_last(world, plan_of):
    head = ["工会名称", "培训名称", "培训类别", "培训时间", "人数"]
    days = ["2009.3.5-3.7", "4月10日至12日", "5月6日", "2009.3.5", "3.5-3.7"]
    rows = [[world.enterprise.name, f"第{i}期", "岗位技能", day, 20] for i, day in enumerate(days)]
    plan = plan_of("training", ["2009年培训情况"], head, *rows)
    held = [(d.record.held_on, d.record.ends_on) for d in plan.storable]
    assert held == [
        (date(2009, 3, 5), date(2009, 3, 7)),
        (date(2009, 4, 10), date(2009, 4, 12)),
        (date(2009, 5, 6), None),
        (date(2009, 3, 5), None),
    ]
    assert [draft.number for draft in plan.refused] == [7]
    untitled = plan_of("training", ["培训情况"], head, rows[1])
    assert not untitled.storable


def test_ordinary_words_of_rolls_and_contracts_are_known():
    def read(kind, name, *typed):
        widget = importable()[kind].fields[name].widget
        return [widget.show(widget.clean(word)) for word in typed]

    senior, bachelor, graduate = read("members", "education", "高中/中专", "大本", "硕士研究生")
    assert (senior, bachelor, graduate) == ("高中（中专）", "本科", "研究生")
    assert read("members", "politics", "中共预备党员", "民盟盟员") == ["中共党员", "民主党派"]
    assert read("members", "employment", "合同工", "劳务派遣") == ["合同", "派遣"]
    kinds = read("contracts", "kind", "女职工特殊保护专项合同", "劳动安全专项集体合同")
    assert kinds == ["女职工专项合同", "劳动安全卫生专项合同"]
    assert read("contracts", "action", "新签", "续签", "续订") == ["新签", "续签", "续签"]
    assert importable()["contracts"].vocabulary()["签订形式"] == "action"
    assert importable()["members"].vocabulary()["所在部门"] == "department"
    assert importable()["members"].vocabulary()["用工性质"] == "employment"

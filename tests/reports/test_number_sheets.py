"""Sheets of typed totals, targets and awards: what a row means beyond its cells."""

import json
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command

from reports.models import ReportedFigure, Target
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.record_numbers import numbering
from unions.models import Recognition, Scheme
from unions.resources.committees import TermResource

pytestmark = pytest.mark.django_db


@pytest.fixture
def collect(world, capsys, settings, tmp_path):
    """One sheet through import_records --confirm --partial; its outcome as JSON."""
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def run(model: str, *rows: Any) -> dict:
        path = tmp_path / "表.xlsx"
        if isinstance(rows[0], openpyxl.Workbook):
            rows[0].save(path)
        else:
            path.write_bytes(workbook(list(rows)))
        with suppress(SystemExit):
            call_command(
                "import_records", model, str(path), union=world.town.code, format="json",
                confirm=True, partial=True,
            )  # fmt: skip
        told: dict = json.loads(capsys.readouterr().out)
        return told

    return run


def messages(result: dict) -> list[str]:
    return [fault["message"] for fault in result["refused"]]


def test_a_total_names_its_figure_by_name_by_code_or_as_one_of_the_towns_own(world, collect):
    own = make.OwnFigureFactory(union=world.town, name="自办报纸期数")
    headings = ["工会", "数据项", "截至", "数值", "来源"]
    union = world.enterprise.name
    result = collect(
        "figures", headings,
        [union, "会员数", "2009-9-30", "12人", "电话"],
        [union, "members.roll", "2009-9-30", 11, "电话"],
        [union, "自办报纸期数", "2009-9-30", 6, "报纸合订本"],
        [union, "自办报纸", "2009-9-30", 6, "报纸合订本"],
        [union, "入会率", "2009-9-30", 99, "电话"],
    )  # fmt: skip
    assert (result["new"], [fault["row"] for fault in result["refused"]]) == (3, [5, 6])
    unknown, derived = messages(result)
    assert "是不是：自办报纸期数" in unknown
    assert "由其他数据项算出" in derived
    stored = ReportedFigure.objects.values_list("code", "value", "period_from", "period_to")
    period = (date(2009, 1, 1), date(2009, 9, 30))
    assert set(stored) == {
        ("members.total", Decimal(12), *period),
        ("members.roll", Decimal(11), *period),
        (own.code, Decimal(6), *period),
    }


def test_the_own_figure_of_a_sister_union_is_not_known(world, collect):
    make.OwnFigureFactory(union=world.village_joint, name="车间板报期数")
    headings = ["工会", "数据项", "数值", "来源"]
    result = collect("figures", headings, [world.enterprise.name, "车间板报期数", 6, "电话"])
    assert "没有叫“车间板报期数”的数据项" in messages(result)[0]
    assert collect("figures", headings, [world.village_joint.name, "车间板报期数", 6, "电话"])[
        "new"
    ]


def test_a_target_of_the_town_is_changed_not_doubled(world, collect):
    headings = ["工会名称", "年度", "数据项", "要求", "目标值", "上限", "分值"]
    row = [world.town.name, 2009, "会员数", "在……之间", 100, 120, 2.5]
    assert collect("targets", headings, row)["new"] == 1
    row[4:6] = [110, 105]
    assert "请填上限" in messages(collect("targets", headings, row))[0]
    row[5] = 130
    assert collect("targets", headings, row)["changed"] == 1
    target = Target.objects.get()
    assert [target.value, target.upper, target.points] == [110, 130, Decimal("2.5")]
    assert target.operator == Target.Operator.RANGE


def test_a_grant_goes_into_the_row_of_its_application(world, collect):
    headings = ["单位", "创建项目", "等次", "级别", "获得者", "申报时间", "命名时间"]
    applied = [world.enterprise.name, "星级职工之家", "四星", "县（区）级", "", "2008.12.1", None]
    assert collect("recognitions", headings, applied)["new"] == 1
    granted = [*applied[:6], "2009.3.1"]
    assert collect("recognitions", headings, granted)["changed"] == 1
    assert collect("recognitions", headings, granted)["unchanged"] == 1
    award = Recognition.objects.get()
    assert (award.applied_on, award.granted_on) == (date(2008, 12, 1), date(2009, 3, 1))
    assert str(award.grade) == "星级职工之家四星"


def test_an_award_of_somebody_named_is_a_persons_and_wrong_grades_are_refused(world, collect):
    headings = ["单位", "创建项目", "等次", "获得者", "命名时间"]
    union = world.enterprise.name
    result = collect(
        "recognitions", headings,
        [union, "劳动模范", None, "周示范", "2009-5-1"],
        [union, "劳动模范", None, "吴示范", "2009-5-1"],
        [union, "星级职工之家", "3A级", None, "2009-5-1"],
        [union, "职工书屋", None, None, None],
        [union, "没有的项目", None, None, "2009-5-1"],
    )  # fmt: skip
    assert [fault["row"] for fault in result["refused"]] == [4, 5, 6]
    assert "五星" in messages(result)[0]
    assert "至少填一个" in messages(result)[1]
    people = Recognition.objects.filter(holder=Recognition.Holder.PERSON)
    assert sorted(people.values_list("name", flat=True)) == ["吴示范", "周示范"]


def test_a_scheme_the_town_added_itself_is_known(world, collect):
    scheme = Scheme.objects.create(name="安全标兵班组", group="labour")
    row = [world.enterprise.name, "安全标兵班组", "班组", "三车间", "2009-5-1"]
    result = collect("recognitions", ["单位", "创建项目", "对象", "获得者", "命名时间"], row)
    assert result["new"] == 1
    award = Recognition.objects.get()
    assert (award.scheme, award.holder) == (scheme, Recognition.Holder.TEAM)


def test_a_numbered_row_that_leaves_its_period_out_keeps_it(world, collect):
    """Exports of a list's own columns may show no period; the sheet's day is not theirs."""
    union = world.enterprise
    spring = {"period_from": date(2009, 1, 1), "period_to": date(2009, 3, 31)}
    figure = make.ReportedFigureFactory(union=union, **spring)
    proposal = make.ProposalFactory(union=union, **spring)
    headcount = make.HeadcountFactory(union=union, as_of=date(2009, 3, 31))
    target = make.TargetFactory(union=union, year=2008)
    for name, record, heading, value in (
        ("figures", figure, "数值", 13),
        ("proposals", proposal, "提出条数", 11),
        ("headcounts", headcount, "职工数", 101),
        ("targets", target, "目标值", 101),
    ):
        number = numbering(type(record))(record.pk)
        assert collect(name, ["台账编号", heading], [number, value])["changed"] == 1
        record.refresh_from_db()
    assert (figure.period_to, proposal.period_to) == (date(2009, 3, 31), date(2009, 3, 31))
    assert (headcount.as_of, target.year) == (date(2009, 3, 31), 2008)
    assert [figure.value, proposal.raised, headcount.staff, target.value] == [13, 11, 101, 101]


def test_a_year_merged_over_rows_holds_for_all_of_them_and_a_number_for_none(world, collect):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["工会名称", "年度", "数据项", "要求", "目标值"],
                [world.town.name, 2010, "会员数", "不低于", 100],
                [None, None, "职工数", "不低于", 100]):  # fmt: skip
        sheet.append(row)
    for merged in ("A2:A3", "B2:B3"):
        sheet.merge_cells(merged)
    assert collect("targets", book)["new"] == 2
    assert set(Target.objects.values_list("year", "code")) == {
        (2010, "members.total"), (2010, "headcounts.staff"),
    }  # fmt: skip
    sheet.merge_cells("E2:E3")
    assert [fault["row"] for fault in collect("targets", book)["refused"]] == [2, 3]
    assert {"term_no", "term_years"}.isdisjoint(TermResource.counted())

"""报县统计表: live totals with stored values, equal to the figures and to the database."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction

from reports.registry import Ratio, Reported, registry
from reports.workbooks.breakdowns import CODES, TOWN_CODES
from reports.workbooks.county import check_code, county_workbook
from tests import factories as make
from tests.reports.indicator_cases import CASES, book_of, town_named
from tests.reports.spreadsheet import Spreadsheet
from unions.models import Union

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("county_workbook")]
SHEETS = ["封面", "汇总", "分工会", "未报工会", "逻辑审核", "口径说明"]
DAYS = (date(2008, 4, 1), date(2009, 5, 20), date(2009, 10, 31))
WINDOW = "BETWEEN '2009-01-01' AND '2009-10-31'"

# Written out by hand, without anything of ours: every row of the database is in the county.
PLAIN_SQL = {
    "contracts.signed": f"SELECT COUNT(*) FROM unions_collectivecontract WHERE signed_on {WINDOW}",
    "aid.amount": f"SELECT SUM(amount) FROM members_aidpayment WHERE paid_on {WINDOW}",
    "members.joined": "SELECT COUNT(*) FROM members_membership"
    f" WHERE start_reason = 'join' AND from_on {WINDOW}",
    "proposals.raised": f"SELECT SUM(raised) FROM unions_proposalreturn WHERE period_to {WINDOW}",
    "proposals.benefit": f"SELECT SUM(benefit) FROM unions_proposalreturn WHERE period_to {WINDOW}",
    "training.certificates": "SELECT SUM(certificates) FROM unions_training"
    f" WHERE kind <> 'law' AND held_on {WINDOW}",
    "training.law_attendance": "SELECT SUM(attendance) FROM unions_training"
    f" WHERE kind = 'law' AND held_on {WINDOW}",
    "headcounts.staff": "SELECT SUM(staff) FROM unions_headcount WHERE as_of <= '2009-10-31'",
}


@pytest.fixture(scope="module")
def stored(django_db_setup, django_db_blocker):
    """Two towns with rows of every kind, and a training and typed total of the county's own.

    Made once; what a test adds is rolled back after it, and the whole after the last.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        county = make.UnionFactory(name="示范县总工会", code="G01", kind=Union.Kind.COUNTY)
        for name in ("示范镇总工会", "邻镇总工会"):
            town = town_named(name, county)
            for maker in {case.make for case in CASES.values()}:
                for day in DAYS:
                    maker(town, day)
        make.TrainingFactory(union=county, attendance=33)
        yield county.pk
        transaction.set_rollback(True)


@pytest.fixture
def county(stored):
    return Union.objects.get(pk=stored)


@pytest.fixture
def town(county):
    return county.children.get(name="示范镇总工会")


@pytest.fixture(scope="module")
def workbook(stored, django_db_blocker):
    """The county's, before any test adds to it."""
    with django_db_blocker.unblock():
        return read(Union.objects.get(pk=stored))


def heading_of(code):
    indicator = registry.find(code)
    return f"{indicator.name}（{indicator.unit}）"


def read(root):
    return Spreadsheet(county_workbook(book_of(root)))


def test_a_town_has_one_sheet_per_block_and_a_county_one_by_town_too(workbook, town):
    assert read(town).sheets == SHEETS
    assert workbook.sheets == [*SHEETS[:2], "分镇", *SHEETS[2:]]


def test_every_stored_value_is_what_the_formulas_give(workbook):
    live = list(workbook.all_formulas())
    assert len(live) > 2 * len(CODES)
    for sheet, address, formula, stored in live:
        worked = workbook.work_out(sheet, formula)
        assert abs(worked - Decimal(str(stored))) < Decimal("0.001"), (sheet, address, formula)


@pytest.mark.parametrize(("sheet", "codes"), [("分工会", CODES), ("分镇", TOWN_CODES)])
def test_totals_are_sums_of_their_columns_and_equal_the_figures(county, workbook, sheet, codes):
    figures = book_of(county)
    formulas = workbook.rows(sheet, formulas=True)["合计"]
    stored = workbook.rows(sheet)["合计"]
    for code in codes:
        heading = heading_of(code)
        letter, last = workbook.column(sheet, heading), formulas[heading].row - 1
        assert formulas[heading].value == f"=SUM({letter}4:{letter}{last})"
        assert Decimal(str(stored[heading].value)) == figures.value(code), code


def test_totals_equal_what_the_database_sums(county):
    make.TrainingFactory(union__parent=county, held_on=date(2009, 11, 1), certificates=9)
    book = read(county)
    totals = {**book.rows("分镇")["合计"], **book.rows("分工会")["合计"]}
    for code, query in PLAIN_SQL.items():
        with connection.cursor() as cursor:
            cursor.execute(query)
            (expected,) = cursor.fetchone()
        total = Decimal(str(totals[heading_of(code)].value))
        assert total == Decimal(str(expected)) > 0, code


def test_aid_is_told_by_town_and_not_by_union(workbook):
    """A single union's number would tell on somebody; the town's totals still add up."""
    for code in ("aid.helped", "aid.amount"):
        assert heading_of(code) not in workbook.rows("分工会")["合计"]
        assert heading_of(code) in workbook.rows("分镇")["合计"]


def test_the_summary_refers_to_the_totals(workbook):
    cells = workbook.rows("汇总", formulas=True)
    total = workbook.rows("分工会")["合计"]
    for code in CODES:
        address = total[heading_of(code)].coordinate
        assert cells[code]["本期"].value == f"='分工会'!{address}"


def test_the_summary_shows_every_figure_of_both_years(county, workbook):
    figures, lines = book_of(county), workbook.rows("汇总")
    for code, line in lines.items():
        for heading, found in (("本期", figures), ("上年同期", figures.previous)):
            shown = found.figure(code).display
            expected = None if shown == "–" else Decimal(shown)
            value = line[heading].value
            assert (None if value is None else Decimal(str(value))) == expected, (code, heading)
    assert {i.code for i in registry} - set(lines) == {
        code for code in registry.indicators if code.endswith(("_completion", ".growth"))
    }


def test_a_rate_is_a_live_quotient_of_the_two_cells_it_names(town):
    rates = [i for i in registry if isinstance(i, Ratio)]
    for code in {code for rate in rates for code in rate.inputs}:
        if isinstance(registry.find(code), Reported):
            make.ReportedFigureFactory(union=town, code=code)
    book = read(town)
    lines = book.rows("汇总", formulas=True)
    for rate in rates:
        part = lines[rate.numerator]["本期"].coordinate
        whole = lines[rate.denominator]["本期"].coordinate
        assert lines[rate.code]["本期"].value == f"=ROUND({part}/{whole}*100,1)"
        stored = book.rows("汇总")[rate.code]["本期"].value
        assert stored == float(book_of(town).figure(rate.code).display)


def test_a_target_has_its_completion_and_a_ceiling_has_none(town):
    own = Union.objects.filter(parent=town, founded_on__isnull=False)
    days = own.exclude(kind="branch").values_list("founded_on")
    goal = 2 * sum(date(2009, 1, 1) <= day <= date(2009, 10, 31) for (day,) in days if day)
    make.TargetFactory(union=town, code="unions.founded", value=goal)
    make.TargetFactory(union=town, code="members.left", value=3, operator="le")
    book = read(town)
    stored, live = book.rows("汇总"), book.rows("汇总", formulas=True)
    founded = stored["unions.founded"]
    assert (founded["目标"].value, founded["完成率（%）"].value) == (goal, 50)
    assert live["unions.founded"]["完成率（%）"].value.startswith("=ROUND(D")
    assert (stored["members.left"]["目标"].value, stored["members.left"]["完成率（%）"].value) == (
        3,
        None,
    )


def test_what_the_county_keeps_itself_has_a_row_of_its_own_among_the_towns(workbook):
    line = workbook.rows("分镇")["本级及手工填报"]
    assert line[heading_of("training.attendance")].value == 33
    assert line[heading_of("contracts.signed")].value is None


def test_typed_totals_stand_in_a_row_of_their_own(county, town):
    third = town_named("新镇总工会", county)
    make.ReportedFigureFactory(union=third, code="training.attendance", value=700)
    book = read(county)
    heading = heading_of("training.attendance")
    assert book.rows("分工会")["手工填报（没有明细）"][heading].value == 700
    assert book.rows("分镇")[third.code][heading].value == 700
    assert book.rows("汇总")["training.attendance"]["来源"].value == "部分手工填报"
    assert "手工填报（没有明细）" not in read(town).rows("分工会")


def test_an_unknown_number_is_a_blank_cell_and_zero_is_a_zero():
    town = town_named("空镇总工会")
    union = make.UnionFactory(parent=town)
    make.HeadcountFactory(union=union, staff=0, members=None)
    line = read(town).rows("分工会")[union.code]
    assert line[heading_of("headcounts.staff")].value == 0
    assert line[heading_of("members.total")].value is None


def test_an_empty_ledger_still_makes_a_workbook():
    book = read(town_named("空镇总工会"))
    assert book.sheets == SHEETS
    assert book.rows("汇总")["headcounts.staff"]["本期"].value is None


def test_the_check_code_follows_every_value_and_the_day(town):
    code = check_code(book_of(town))
    assert re.fullmatch("[0-9A-F]{8}", code)
    assert read(town).rows("封面")["校验码"]["内容"].value == code == check_code(book_of(town))
    make.AidPaymentFactory(case__union__parent=town, amount="0.01")
    changed = check_code(book_of(town))
    assert changed != code
    assert check_code(book_of(town, as_of=date(2009, 10, 30))) != changed


def test_the_cover_names_union_period_and_day(town):
    cover = read(town).rows("封面")
    shown = {label: cells["内容"].value for label, cells in cover.items()}
    assert shown["填报单位"] == f"示范镇总工会（{town.code}）"
    assert (shown["统计期间"], shown["截至日期"]) == ("2009年", "2009-10-31")
    assert {"单位负责人（签字）", "单位公章"} <= set(shown)

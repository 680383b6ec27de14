"""Texts and lists of the county workbook: never a formula, the silent named, faults told."""

import io
import zipfile
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.registry import registry
from reports.workbooks.county import county_workbook
from tests import factories as make
from tests.reports.indicator_cases import CASES, book_of, town_named
from tests.reports.spreadsheet import Spreadsheet

pytestmark = pytest.mark.django_db
DANGEROUS = ('=HYPERLINK("http://x","点")', "+1+1", "-1+1", "@SUM(1)", "=1+1", "http://x")


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def read(root, as_of=None):
    return Spreadsheet(county_workbook(book_of(root, as_of=as_of)))


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_people_typed_is_never_a_formula_or_a_link(text):
    town = town_named(text)
    make.UnionFactory(parent=town, name=text, code=text[:20], contact_name=text)
    content = county_workbook(book_of(town))
    book = Spreadsheet(content)
    ours = {formula for _, _, formula, _ in book.all_formulas()}
    assert text not in ours
    assert book.formulas["封面"]["A1"].value.startswith(text)
    cells = [cell for page in book.formulas for line in page.iter_rows() for cell in line]
    typed = [cell for cell in cells if isinstance(cell.value, str) and text in cell.value]
    assert len(typed) >= 5
    assert all(cell.data_type == "s" and cell.hyperlink is None for cell in typed)
    assert not any("hyperlink" in name for name in zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_unions_that_have_not_reported_are_named_with_their_contact(town):
    make.HeadcountFactory(union=make.UnionFactory(parent=town, name="已报工会"))
    stale = make.UnionFactory(parent=town, name="过期工会", contact_name="王联系")
    make.HeadcountFactory(union=stale, as_of=date(2008, 9, 30))
    make.UnionFactory(parent=town, name="从未报过工会", contact_phone="0571-1")
    make.UnionFactory(parent=town, name="已撤销工会", dissolved_on=date(2009, 1, 1))
    lines = read(town).rows("未报工会")
    assert {line["工会"].value for line in lines.values()} == {"过期工会", "从未报过工会"}
    assert lines[stale.code]["联系人"].value == "王联系"


def test_the_logic_checks_say_what_is_wrong(town):
    make.HeadcountFactory(union__parent=town, staff=10, members=12)
    results = {
        line["审核关系"].value: line["结果"].value for line in read(town).rows("逻辑审核").values()
    }
    assert results["会员数 ≤ 职工数"] == "不符合：会员数不应大于职工数。"
    assert results["女职工数 ≤ 职工数"] == "数据不全，未审核"
    assert results["实施合理化建议数 ≤ 提出合理化建议数"] == "符合"


def test_every_figure_is_defined_in_the_last_sheet(town):
    lines = read(town).rows("口径说明")
    assert list(lines) == list(registry.indicators)
    assert all(line["口径"].value for line in lines.values())


def test_a_union_without_numbers_is_listed_and_one_that_is_gone_is_not(town):
    idle = make.UnionFactory(parent=town)
    gone = make.UnionFactory(parent=town, dissolved_on=date(2009, 10, 31))
    assert idle.code in read(town).rows("分工会")
    assert gone.code not in read(town).rows("分工会")


def test_a_union_dissolved_in_the_year_keeps_its_row_for_what_it_did(town):
    gone = make.UnionFactory(parent=town, dissolved_on=date(2009, 10, 31))
    make.TrainingFactory(union=gone, attendance=45)
    assert read(town).rows("分工会")[gone.code]["培训人次（人次）"].value == 45


def test_sheets_print_on_a4_with_their_headings_on_every_page(town):
    for page in read(town).formulas:
        assert (page.page_setup.paperSize, page.print_title_rows) == (9, "$3:$3")
        assert page.page_setup.fitToHeight == 0


def test_a_workbook_of_many_unions_costs_no_more_queries_than_one_of_two(town):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            read(town)
        return len(queries)

    def add(number):
        for _ in range(number):
            for maker in {case.make for case in CASES.values()}:
                maker(town, date(2009, 5, 20))

    add(2)
    few = cost()
    add(4)
    assert cost() <= few < 2 * len(registry.indicators)

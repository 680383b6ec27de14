"""What a sheet holds that is not brought in, or that nobody sees in it, is said."""

import io
from datetime import date

import openpyxl
import pytest

from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(content: bytes, kind: str = "members"):
        return make_plan(Order(content, importable()[kind], world.town, user=world.staff))

    return plan


def test_a_column_that_holds_something_under_no_heading_is_named_by_its_letter(world, plan_of):
    name = world.enterprise.name
    head = [None, "姓名", "性别", None, "所属工会", " "]
    rows = [
        [1, "王一", "女", None, name, " "],
        [2, "王二", "女", "汉族", name, None, None, "合同工"],
    ]
    (told,) = plan_of(workbook([["会员名册"], head, *rows])).unread
    assert told.startswith("D列、H列没有表头，里面的内容没有收。")
    assert plan_of(workbook([head, *[[*row[:3], None, name] for row in rows]])).unread == ()


def test_numbers_that_do_not_count_the_rows_are_no_numbering(world, plan_of):
    head = [None, "所属工会", "职工数", None]
    rows = [[30, world.enterprise.name, 40, 1], [20, world.village_joint.name, 30, 2]]
    (told,) = plan_of(workbook([head, *rows]), "headcounts").unread
    assert told.startswith("A列、D列没有表头")


def test_rows_and_columns_that_nobody_sees_are_read_and_that_is_said(world, plan_of):
    name = world.enterprise.name
    rows = [["会员名册"], ["姓名", "性别", "所属工会", "民族", "血型"]]
    rows += [[f"王{given}", "女", name, "汉", "A"] for given in "甲乙丙丁戊己庚辛壬癸"]
    assert plan_of(workbook(rows)).hidden == []
    book = openpyxl.load_workbook(io.BytesIO(workbook(rows)))
    for row in (1, 4, 6, 7, 8, 9, 10, 40):  # a title and a row of nothing are no data
        book.active.row_dimensions[row].hidden = True
    for column in ("D", "E", "H"):
        book.active.column_dimensions[column].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    plan = plan_of(stream.getvalue())
    assert plan.counts["new"] == 10
    about_rows, about_columns = plan.hidden
    assert "6 行也读了，是第4行、第6行、第7行、第8行、第9行等。" in about_rows
    assert about_columns.startswith("表里隐藏的D列（民族）也读了。")


def test_a_needed_column_under_an_unknown_heading_is_asked_for(world, plan_of):
    row = [world.enterprise.name, 12, 5]
    unknown = plan_of(workbook([["单位", "征集条目", "实施"], row]), "proposals")
    absent = plan_of(workbook([["单位", "实施"], row[::2]]), "proposals")
    (asked,), (blank,) = [[f for d in p.refused for f in d.faults] for p in (unknown, absent)]
    assert asked.message == (f"没有认出“{asked.column}”这一列。请在下面指定哪一列是它，或改表头。")
    assert (blank.column, blank.message) == (asked.column, "不能为空，请补填。")


def test_what_a_sheet_does_not_tell_is_marked_where_it_would_be_stored(world, plan_of):
    number = make.id_number(77)
    row = ["周示范", number, world.enterprise.name, "2009年3月"]
    plan = plan_of(workbook([["姓名", "身份证号", "所属工会", "入会时间"], row]))
    told = dict(plan.resource.in_words(plan.storable[0]))
    assert (told["民族"], told["农民工"]) == ("汉族（表里没有）", "否（表里没有）")
    assert (told["姓名"], told["性别"]) == ("周示范", "男")

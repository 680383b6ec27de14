"""Where the table stands in a sheet, and what title and notes tell of it."""

import io
from datetime import date

import openpyxl
import pytest

from tests.unions.importing.sheets import SAMPLES, workbook
from unions.dates import PartialDate
from unions.importing.directory import UnionDirectory
from unions.importing.files import Lost, read_sheets
from unions.importing.merged import spread
from unions.importing.tables import Table, find_table, heading_key
from unions.models import Union


def vocabulary(*headings, **aliases):
    return {heading_key(name): name for name in headings} | {
        heading_key(alias): name for alias, name in aliases.items()
    }


def table_of(rows, *headings, **aliases):
    return table_in(workbook(rows), vocabulary(*headings, **aliases))


def table_in(data: bytes, names) -> Table:
    (sheet,) = read_sheets(data)
    table = find_table(sheet, names)
    assert table is not None
    return table


def test_the_header_is_found_under_title_and_note_rows():
    names = vocabulary("姓名", "性别", "身份证号码", "移动电话")
    table = table_in((SAMPLES / "会员登记表.xlsx").read_bytes(), names)
    assert table.header_row == 3
    assert [column.letter for column in table.known] == ["B", "C", "E", "L"]
    assert table.notes.title == "示范镇基层工会会员信息采集表"
    assert table.notes.reporting_union == "同和有限公司工会"
    assert [number for number, _cells in table.rows] == [*range(4, 65), *range(66, 129)]
    assert table.skipped == {130: "落款或说明"}


def test_a_header_on_two_rows_names_its_columns_by_group_and_part():
    names = vocabulary("工会名称", "职工数", "女职工", "会员数", "女会员", 职工数农民工="农民工")
    table = table_in((SAMPLES / "基层工会汇总表.xls").read_bytes(), names)
    assert table.header_row == 3
    known = {column.letter: column.name for column in table.known}
    assert known == {
        "B": "工会名称", "E": "职工数", "F": "女职工", "G": "农民工", "H": "会员数", "I": "女会员",
    }  # fmt: skip
    assert len(table.rows) == 22
    assert table.skipped == {26: "合计行"}
    assert table.notes.day == PartialDate(date(2009, 10, 31))


def test_a_value_merged_over_rows_holds_for_all_of_them_but_a_number_for_none():
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["会员表"], ["所属工会", "姓名", "人数"], ["甲厂", "王芳", 3], [None, "李明"],
                [None, "张三"], ["乙厂", "赵四", 1]):  # fmt: skip
        sheet.append(row)
    for merged in ("A1:C1", "A3:A5", "C3:C4"):
        sheet.merge_cells(merged)
    stream = io.BytesIO()
    book.save(stream)
    table = table_in(stream.getvalue(), vocabulary("所属工会", "姓名", "人数"))
    assert spread(table, {"人数"}).rows == [
        (3, ["甲厂", "王芳", Lost.SHARED]), (4, ["甲厂", "李明", Lost.SHARED]),
        (5, ["甲厂", "张三"]), (6, ["乙厂", "赵四", 1]),
    ]  # fmt: skip


def test_the_unit_of_money_is_read_from_the_heading_or_the_note():
    table = table_of([["单位:万元"], ["单位", "效益(万元)"], ["甲厂", 1]], "单位", "效益")
    assert table.columns[1].unit == "万元"
    assert table.notes.unit == "万元"


def test_of_a_period_in_the_title_the_end_counts():
    rows = [["2008年10月1日至2009年9月30日建议统计"], ["单位", "条数"], ["甲厂", 1]]
    assert table_of(rows, "单位", "条数").notes.day == PartialDate(date(2009, 9, 30))


@pytest.mark.parametrize(
    ("title", "since", "day"),
    [
        ("2009年1-9月", date(2009, 1, 1), date(2009, 9, 30)),
        ("2009年1至9月", date(2009, 1, 1), date(2009, 9, 30)),
        ("2009年3月—9月合理化建议汇总表", date(2009, 3, 1), date(2009, 9, 30)),
        ("统计时间：2009.1-2009.9", date(2009, 1, 1), date(2009, 9, 30)),
        ("2008年10月至2009年2月", date(2008, 10, 1), date(2009, 2, 28)),
        ("2009年上半年", date(2009, 1, 1), date(2009, 6, 30)),
        ("2009年度下半年", date(2009, 7, 1), date(2009, 12, 31)),
        ("2009年第三季度", date(2009, 7, 1), date(2009, 9, 30)),
        ("二〇〇九年九月", date(2009, 9, 1), date(2009, 9, 30)),
        ("2009年9月建议统计表 填表日期：2009年10月", date(2009, 9, 1), date(2009, 9, 30)),
        ("填表日期：2009年9月", None, date(2009, 9, 30)),
        ("截至2009年9月", None, date(2009, 9, 30)),
        ("2008年10月1日至2009年9月30日", date(2008, 10, 1), date(2009, 9, 30)),
        ("2009.10.8-10.31", date(2009, 10, 8), date(2009, 10, 31)),
        ("2008年建议统计表（第四季度）", date(2008, 10, 1), date(2008, 12, 31)),
        ("第四季度 填报时间：2009-1-5", date(2008, 10, 1), date(2008, 12, 31)),
        ("2009年前三季度", date(2009, 1, 1), date(2009, 9, 30)),
        ("2009年第一至第三季度", date(2009, 1, 1), date(2009, 9, 30)),
        ("2009年度", None, date(2009, 12, 31)),
        ("填报时间：2009-9-3", None, date(2009, 9, 3)),
        ("2009年13月", None, None),
        ("填报时间：2009-9-31", None, None),
        ("2009年9-1月", None, None),
        ("9999年13-14月", None, None),
    ],
)
def test_the_title_tells_the_days_in_the_words_of_towns_and_nonsense_tells_none(title, since, day):
    notes = table_of([[title], ["单位", "条数"], ["甲厂", 1]], "单位", "条数").notes
    assert (notes.since, notes.day and notes.day.day) == (since, day)


def test_a_heading_that_stands_twice_is_told():
    table = table_of([["姓名", "性别", "姓 名"], ["王芳", "女", "李明"]], "姓名", "性别")
    ((first, second),) = table.doubled
    assert (first.letter, second.letter) == ("A", "C")


def test_unknown_columns_are_kept_by_their_heading():
    table = table_of([["姓名", "性别", "血型"], ["王芳", "女", "A"]], "姓名", "性别")
    assert [(column.heading, column.name) for column in table.columns][2] == ("血型", "")


def test_a_person_whose_post_is_named_like_a_signature_is_data():
    rows = [["姓名", "岗位", "电话"], ["王芳", "负责人", "1"], ["负责人(签字):", None, "日期:"]]
    table = table_of(rows, "姓名", "岗位", "电话")
    assert [number for number, _cells in table.rows] == [2]


@pytest.mark.parametrize("row", [
    ("甲厂", "王芳", 3, "说明：2009年调入"),
    ("甲厂", "王芳", 3, "备注:无"),
    ("甲厂", "王芳", 3, "填报人：王某"),
    ("甲厂", "王芳", None, "说明：2009年调入"),
    ("说明：五一活动", "2009年5月1日", 3, None),
    ("说明：五一活动", "2009年5月1日", None, "备注：无"),
    ("甲厂", "联系人：王某", 3, None),
])  # fmt: skip
def test_a_row_with_a_cell_that_begins_like_a_signature_is_data(row):
    table = table_of([["单位", "姓名", "人数", "备注"], row], "单位", "姓名", "人数", "备注")
    assert [number for number, _cells in table.rows] == [2]


@pytest.mark.parametrize("row", [
    ("说明：本表一式两份。", None, None, None),
    ("填报人：王某", "2009年11月20日", None, None),
    ("填报人：", "王某", "审核人：", "李某"),
    ("单位负责人：张三", "填表人：李四", "联系电话：87654321", "2009 年 11 月 20 日"),
    ("制表人", "王某", "日期：", "2009年11月20日"),
    (None, None, None, "负责人（签字）："),
    (None, "填报人：王某", None, "日期："),
])  # fmt: skip
def test_a_row_of_signatures_below_the_table_is_no_data(row):
    rows = [["单位", "姓名", "人数", "备注"], ("甲厂", "王芳", 3, None), row]
    table = table_of(rows, "单位", "姓名", "人数", "备注")
    assert table.skipped == {3: "落款或说明"}


def test_a_sum_in_words_is_no_data_and_a_row_with_other_cells_is():
    total = [("大写：贰仟零贰拾万元整",), (None, "合计（大写）", "贰仟元整"), ("人民币大写：",)]
    data = [("大写", "王芳", 3), ("大写：贰仟元整", "王芳", 3), ("大写意画院", None, 3)]
    table = table_of([["单位", "姓名", "人数"], *total, *data], "单位", "姓名", "人数")
    assert table.skipped == dict.fromkeys([2, 3, 4], "合计行")


def test_a_header_repeated_on_the_next_printed_page_is_no_data():
    rows = [["姓名", "性别"], ["王芳", "女"], ["姓名", "性别"], ["李明", "男"]]
    assert table_of(rows, "姓名", "性别").skipped == {3: "重复的表头"}


def test_a_sheet_without_two_known_headings_has_no_table():
    (sheet,) = read_sheets(workbook([["姓名", "血型"], ["王芳", "A"]]))
    assert find_table(sheet, vocabulary("姓名", "性别")) is None


@pytest.mark.django_db
def test_a_dissolved_union_is_found_by_every_row_that_names_it(world):
    world.enterprise.dissolved_on = date(2009, 3, 31)
    world.enterprise.save()
    directory = UnionDirectory(Union.objects.subtree_of(world.town))
    found = [directory.find(world.enterprise.name) for _ in range(2)]
    assert found == [world.enterprise] * 2

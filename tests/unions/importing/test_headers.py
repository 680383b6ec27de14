"""Headings on two rows: no column that holds something may be lost without a word."""

import io

import openpyxl
import pytest

from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.headers import header_at
from unions.importing.recognition import recognise
from unions.importing.tables import Table, find_table, heading_key

pytestmark = pytest.mark.engine_independent
MEMBER = ["王芳", "女", "990001197005200023"]


def recognised(rows, *merged) -> tuple[str, Table]:
    """As the collecting page reads it: the record type by its headings, then its table."""
    data = workbook(rows)
    if merged:
        book = openpyxl.load_workbook(io.BytesIO(data))
        for cells in merged:
            book.active.merge_cells(cells)
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    (sheet,) = read_sheets(data)
    resource = recognise([sheet], [*importable().values()])[0]
    table = find_table(sheet, resource.vocabulary())
    assert table is not None
    return resource.label, table


def told(table):
    return {column.letter: column.name for column in table.columns}


ROSTER: list[list[object]] = [
          ["填报单位：示范工会"], ["序号", "基本情况", None, None, "联系电话", "学历", "血型"],
          [None, "姓名", "性别", "身份证号"], [1, *MEMBER, 13900001111, "大专", "A"]]  # fmt: skip
ROSTER_IS = {
    "A": "", "B": "name", "C": "sex", "D": "id_number", "E": "phone", "F": "education", "G": "",
}  # fmt: skip
ADDRESSES = [["花名册"], ["序号", "姓名", "性别", "身份证号", "联系方式", None, "学历"],
             [None, None, None, None, "手机", "住址"],
             [1, *MEMBER, 13900001112, "示范村1号", "大专"]]  # fmt: skip
ADDRESSES_ARE = {
    "A": "", "B": "name", "C": "sex", "D": "id_number", "E": "phone", "F": "", "G": "education",
}  # fmt: skip
CONTRACTS = [["2009年集体合同台账"], ["单位名称", "合同种类", "合同时间", None, "覆盖职工数"],
             [None, None, "签订日期", "到期日期"],
             ["示范工会", "集体合同", "2009.3.1", "2010.2.28", 34]]  # fmt: skip
CONTRACTS_ARE = {
    "A": "union", "B": "kind", "C": "signed_on", "D": "expires_on", "E": "covered_staff",
}  # fmt: skip
NUMBERS = [["2009年三季度职工人数统计表"], ["单位", "其中", None, None, "会员总数"],
           ["单位名称", "职工总数", "女职工", "农民工"], ["示范工会", 40, 10, 5, 38]]  # fmt: skip
PARTS: list[list[object]] = [
         ["单位", "职工数", "其中", None, "会员数", "其中", None],
         [None, None, "女", "农民工", None, "女", "农民工"],
         ["示范工会", 40, 10, 5, 38, 9, 4]]  # fmt: skip
PARTS_ARE = {
    "A": "union", "B": "staff", "C": "women", "D": "migrants", "E": "members",
    "F": "women_members", "G": "migrant_members",
}  # fmt: skip
NUMBERS_ARE = {"A": "union", "B": "staff", "C": "women", "D": "migrants", "E": "members"}

THREE = [["2009年职工与会员人数统计表"],
         ["序号", "单位名称", "职工情况", None, None, "会员情况", None, None, "备注"],
         [None, None, "职工数", "其中", None, "会员数", "其中", None, None],
         [None, None, None, "女", "农民工", None, "女", "农民工", None],
         [1, "示范工会", 40, 10, 5, 38, 9, 4, "x"]]  # fmt: skip
THREE_ARE = {
    "A": "", "B": "union", "C": "staff", "D": "women", "E": "migrants", "F": "members",
    "G": "women_members", "H": "migrant_members", "I": "",
}  # fmt: skip
DEEP: list[list[object]] = [["花名册"], ["姓名", "个人情况", None, None, None, "血型"],
        [None, "身份", None, "联系", None, None],
        [None, "性别", "身份证号", "手机", "住址", None],
        [*MEMBER, 13900001112, "示范村1号", "A"]]  # fmt: skip
DEEP_ARE = {"A": "name", "B": "sex", "C": "id_number", "D": "phone", "E": "", "F": ""}


@pytest.mark.parametrize(
    ("rows", "merged", "label", "columns"),
    [
        (THREE, ("A2:A4", "B2:B4", "C2:E2", "F2:H2", "C3:C4", "D3:E3", "G3:H3"), "职工与会员人数",
         THREE_ARE),
        (THREE, (), "职工与会员人数", THREE_ARE),
        (DEEP, ("A2:A4", "F2:F4", "B2:E2", "B3:C3", "D3:E3"), "会员", DEEP_ARE),
        (DEEP, (), "会员", DEEP_ARE),
    ],
)  # fmt: skip
def test_headings_on_three_rows_are_read_as_on_two(rows, merged, label, columns):
    found, table = recognised(rows, *merged)
    assert (found, table.header_row, told(table)) == (label, 4, columns)
    assert [number for number, _cells in table.rows] == [5]


def test_what_stands_under_a_part_of_it_is_of_the_number_to_its_left():
    for merged in ((), ("C1:D1", "F1:G1", "A1:A2", "B1:B2", "E1:E2")):
        label, table = recognised(PARTS, *merged)
        assert (label, table.header_row, told(table)) == ("职工与会员人数", 2, PARTS_ARE)


def parts(whole="职工总数", part="其中", others="会员总数"):
    return [["工会名称", whole, part, None, others, part],
            [None, None, "女", "农民工", None, "女"], ["示范工会", 40, 10, 5, 38, 9]]  # fmt: skip


@pytest.mark.parametrize(
    "rows",
    [parts(), parts(part="其中："), parts("职工总数（人）", others="会员总数（人）"),
     parts("在册职工", "其中:", "工会会员")],
)  # fmt: skip
@pytest.mark.parametrize("merged", [(), ("A1:A2",), ("A1:A2", "B1:B2", "C1:D1", "E1:E2")])
def test_a_part_is_known_by_any_name_of_its_whole_and_with_a_colon(rows, merged):
    _label, table = recognised(rows, *merged)
    names = ["staff", "women", "migrants", "members", "women_members"]
    assert [*told(table).values()][1:] == names
    assert table.doubled == ()
    assert [number for number, _cells in table.rows] == [3]


@pytest.mark.parametrize(
    "rows",
    [[["工会名称", "职工数", "其中", "会员数"], ["示范工会", 40, 10, 38]],
     [["工会名称", "姓名", "其中：", "性别"], ["示范工会", "王芳", "x", "女"]],
     [["工会名称", "职工情况", None, "会员情况"], [None, "总数", "其中", "总数"],
      ["示范工会", 40, 10, 38]]],
)  # fmt: skip
def test_of_it_with_nothing_below_says_no_part_and_is_not_read(rows):
    _label, table = recognised(rows)
    assert [column.letter for column in table.columns if not column.name] == ["C"]
    assert table.doubled == ()
    assert len(table.rows) == 1


@pytest.mark.parametrize("merged", [(), ("A1:A2", "B1:B2", "C1:C2", "D1:E1")])
@pytest.mark.parametrize(
    ("whole", "part", "women"),
    [("会员总数", "女", "women_members"), ("工会会员", "女会员", "women_members"),
     ("会员总数", "女职工", "")],
)  # fmt: skip
def test_a_part_of_the_members_is_never_taken_for_one_of_the_staff(whole, part, women, merged):
    rows = [["工会名称", "职工总数", whole, "其中", None], [None, None, None, part, "农民工"],
            ["示范工会", 40, 38, 9, 3]]  # fmt: skip
    _label, table = recognised(rows, *merged)
    found = ["staff", "members", women, "migrant_members"]
    assert [*told(table).values()][1:] == found
    given_back = [[column.heading for column in table.columns], rows[-1]]
    assert [*told(recognised(given_back)[1]).values()][1:] == found


def test_any_of_three_merged_rows_may_be_said_to_be_the_header():
    book = openpyxl.load_workbook(io.BytesIO(workbook(DEEP)))
    book.active.merge_cells("F2:F4")
    stream = io.BytesIO()
    book.save(stream)
    (sheet,) = read_sheets(stream.getvalue())
    words = importable()["members"].vocabulary()
    headers = [header_at(sheet, words, number) for number in (2, 3, 4)]
    assert [(header.place, header.depth) for header in headers if header] == [(1, 3)] * 3


@pytest.mark.parametrize(
    ("rows", "merged", "label", "columns"),
    [
        (ROSTER, ("A2:A3", "B2:D2", "E2:E3", "F2:F3", "G2:G3"), "会员", ROSTER_IS),
        (ROSTER, (), "会员", ROSTER_IS),
        (ADDRESSES, ("E2:F2", "B2:B3", "C2:C3", "D2:D3"), "会员", ADDRESSES_ARE),
        (ADDRESSES, (), "会员", ADDRESSES_ARE),
        (CONTRACTS, ("C2:D2",), "集体合同", CONTRACTS_ARE),
        (NUMBERS, ("B2:D2", "E2:E3"), "职工与会员人数", NUMBERS_ARE),
    ],
)
def test_on_two_rows_every_column_is_there_by_its_upper_or_its_lower_heading(
    rows, merged, label, columns
):
    found, table = recognised(rows, *merged)
    assert (found, table.header_row, told(table)) == (label, 3, columns)
    assert [number for number, _cells in table.rows] == [4]


def test_a_heading_nobody_knows_is_not_lost_when_it_alone_makes_the_second_row():
    rows = [["序号", "基本情况", None, None, "血型"], [None, "姓名", "性别", "身份证号"],
            [1, *MEMBER, "A"]]  # fmt: skip
    for merged in (("A1:A2", "B1:D1", "E1:E2"), ()):
        _label, table = recognised(rows, *merged)
        assert [c.heading for c in table.columns if not c.name] == ["序号", "血型"]


def test_a_title_or_a_note_above_one_row_is_no_heading():
    title: list[object] = ["会员名册（截至2009年10月）"]
    note: list[object] = ["填报单位：甲厂", None, None, "日期：2009.10"]
    for above in (title, note):
        rows = [above, [None, "姓名", "性别", None], [1, "王芳", "女", "x"]]
        _label, table = recognised(rows)
        assert [column.heading for column in table.columns] == ["姓名", "性别"]
        assert table.notes.day is not None


def test_of_a_spouse_there_is_no_second_name():
    rows = [["姓名", "性别", "身份证号", "配偶情况", None], [None, None, None, "姓名", "性别"],
            [*MEMBER, "李明", "男"]]  # fmt: skip
    _label, table = recognised(rows, "A1:A2", "B1:B2", "C1:C2", "D1:E1")
    assert told(table) == {"A": "name", "B": "sex", "C": "id_number", "D": "", "E": ""}
    assert not table.doubled


def test_data_below_a_header_is_not_read_as_its_second_row():
    rows = [["单位", "种类", "姓名", "职务"], ["甲厂", "工会", "王芳", "主席"]]
    names = {heading_key(name): name for name in ("姓名", "职务", "工会")}
    table = find_table(read_sheets(workbook(rows))[0], names)
    assert table is not None
    assert table.header_row == 1


def test_either_of_two_merged_rows_may_be_said_to_be_the_header():
    book = openpyxl.load_workbook(io.BytesIO(workbook(ROSTER)))
    book.active.merge_cells("E2:E3")
    stream = io.BytesIO()
    book.save(stream)
    (sheet,) = read_sheets(stream.getvalue())
    found = [header_at(sheet, {}, number) for number in (2, 3)]
    assert [(header.place, header.depth, len(header.columns)) for header in found if header] == [
        (1, 2, 7),
        (1, 2, 7),
    ]


def test_numbers_of_unions_without_their_kind_are_headcounts_and_subtotals_are_left_out():
    rows = [["序号", "基层工会名称", "职工数", None, "会员数", None, "入会率"],
            [None, None, "总数", "女", "总数", "女"],
            [1, "青禾村工会", 40, 10, 38, 9, "95%"], [None, "村小计", 40, 10, 38, 9],
            [None, "青禾村小计", 40, 10, 38, 9], [None, "全镇工会合计", 40, 10, 38, 9]]  # fmt: skip
    label, table = recognised(rows, "A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2")
    assert label == "职工与会员人数"
    assert told(table) == {
        "A": "", "B": "union", "C": "staff", "D": "women", "E": "members", "F": "women_members",
        "G": "",
    }  # fmt: skip
    assert table.skipped == {4: "合计行", 5: "合计行", 6: "合计行"}

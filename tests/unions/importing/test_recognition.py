"""Which record type a sheet is taken for when more than one knows its headings."""

import pytest

from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.recognition import recognise

pytestmark = pytest.mark.engine_independent
NUMBERS = ["工会名称", "联系人", "联系电话", "职工数", "女职工", "会员数"]
ROSTER = ["工会名称", "建会日期", "地址", "联系电话", "职工数", "会员数"]


@pytest.mark.parametrize(
    ("title", "headings", "label"),
    [
        ("三季度报表", NUMBERS, "职工与会员人数"),
        ("三季度报表", [*NUMBERS, "工会类型"], "工会"),
        ("三季度报表", [*NUMBERS, "工会类型", "截至日期"], "职工与会员人数"),
        ("基层工会一览表", ROSTER, "工会"),
        ("2009年职工和会员人数统计表", ROSTER, "职工与会员人数"),
        ("2009年职工和会员人数统计表", [*ROSTER, "工会类型"], "工会"),
        ("困难职工", ["姓名", "性别", "身份证号", "单位", "电话", "家庭人口"], "困难职工档案"),
    ],
)
def test_numbers_of_unions_with_a_telephone_are_no_list_of_unions(title, headings, label):
    rows = [[title], headings, ["x"] * len(headings)]
    found = recognise(read_sheets(workbook(rows)), [*importable().values()])
    assert found[0].label == label

"""What is given back and comes in again, and what a sheet laid out in two rows tells."""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from reports.collecting.orders import refused_workbook
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.guards import Unreadable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.models import Headcount, ProposalReturn

pytestmark = pytest.mark.django_db

HEADCOUNTS = [
    ["职工与会员人数统计表（2009年6月30日）"],
    ["填报单位：示范电子有限公司工会"],
    ["职工", "", "会员", ""],
    ["合计", "女", "合计", "女"],
]


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def plan_of(world):
    def plan(kind: str, rows, **more):
        data = rows if isinstance(rows, bytes) else workbook(rows)
        return make_plan(Order(data, importable()[kind], world.town, user=world.staff, **more))

    return plan


def faults(plan):
    return [(f.row, f.column, f.value, f.message) for d in plan.refused for f in d.faults]


def corrected(content: bytes, heading: str, value: object) -> bytes:
    """The workbook of refused rows after the clerk typed the right value under a heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    (head,) = [row for row in sheet if any(cell.value == "不收的原因" for cell in row)]
    (column,) = [cell.column for cell in head if cell.value == heading]
    sheet.cell(head[0].row + 1, column, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_refused_rows_corrected_come_back_with_the_same_union_and_day(world, plan_of):
    rows = [["报表（2009年6月30日）"], [f"填报单位：{world.enterprise.name}"], *HEADCOUNTS[2:]]
    plan = plan_of("headcounts", [*rows, [100, 120, 90, 30]])
    assert faults(plan)[0][:2] == (5, "职工·女")
    back = plan_of("headcounts", corrected(refused_workbook(plan), "职工·女", 40))
    assert not back.refused
    assert not back.unread
    confirm(back.order, None, partial=False)
    stored = Headcount.objects.get(union=world.enterprise)
    assert stored.as_of == date(2009, 6, 30)
    counts = (stored.staff, stored.women, stored.members, stored.women_members)
    assert counts == (100, 40, 90, 30)


def test_refused_rows_keep_period_unit_and_what_columns_were_taken_for(world, plan_of):
    rows = [
        ["2009年4月-6月合理化建议（单位：万元）"],
        ["提了", "实施", "经济效益", "单位"],
        [3, 5, 1.5, world.enterprise.name],
    ]
    plan = plan_of("proposals", rows, columns={0: "raised"})
    back = plan_of("proposals", corrected(refused_workbook(plan), "实施", 2))
    confirm(back.order, None, partial=False)
    stored = ProposalReturn.objects.get(union=world.enterprise)
    assert (stored.period_from, stored.period_to) == (date(2009, 4, 1), date(2009, 6, 30))
    assert stored.raised == 3
    assert stored.benefit == 15_000


def test_a_repeated_return_is_told_at_the_union_that_stands_twice(world, plan_of):
    name = world.enterprise.name
    plan = plan_of("headcounts", [["工会名称", "职工数"], [name, 10], [name, 12]])
    ((row, column, value, message),) = faults(plan)
    assert (row, column, value) == (3, "工会名称", str(world.enterprise))
    assert "与第2行是同一条" in message


def test_women_members_without_members_are_refused(world, plan_of):
    rows = [["工会名称", "职工数", "女会员"], [world.enterprise.name, 10, 3]]
    assert faults(plan_of("headcounts", rows))[0][1:] == (
        "女会员", "3", "填了女会员，没有填会员数，请补填会员数。",
    )  # fmt: skip


def test_a_sheet_of_nothing_but_its_header_says_so(plan_of):
    plan = plan_of("headcounts", [["工会名称", "职工数"]])
    assert plan.unread[0].startswith("表里只有表头，没有数据行。")


def test_too_many_rows_are_told_with_their_number_and_the_limit():
    for rows in (20_001, 60_000):  # the second already when the file is looked through
        book = openpyxl.Workbook(write_only=True)
        sheet = book.create_sheet()
        for _ in range(rows):
            sheet.append(["某厂", 1])
        stream = io.BytesIO()
        book.save(stream)
        with pytest.raises(Unreadable, match=rf"有 {rows} 行，一张表最多收 20000 行。请分成几个"):
            read_sheets(stream.getvalue())


def test_an_unusable_file_is_told_on_standard_output_too(world, tmp_path, capsys):
    sheet = tmp_path / "空.xlsx"
    sheet.write_bytes(b"")
    with pytest.raises(CommandError) as refused:
        call_command("import_records", "members", str(sheet), union=world.town.code, format="json")
    assert refused.value.returncode == 2
    told = json.loads(capsys.readouterr().out)
    assert told == {"error": str(refused.value), "stored": False}
    assert "空的" in told["error"]


def test_the_command_tells_every_changed_cell_with_personal_numbers_masked(world, tmp_path, capsys):
    """By the factory: 单秀英, a phone ending in 0001, no post."""
    path = tmp_path / "会员.xlsx"
    head = ["工会名称", "姓名", "身份证号", "手机", "工种"]
    row = [world.enterprise.name, "单秀英", world.member.id_number, "13912345678", "钳工"]
    path.write_bytes(workbook([head, row, [world.enterprise.name, "丁新", make.id_number(701)]]))
    common = {"union": world.town.code}
    call_command("import_records", "members", str(path), format="json", **common)
    told = json.loads(capsys.readouterr().out)
    phone = {"column": "手机", "old": "138****0001", "new": "139****5678"}
    trade = {"column": "部门岗位", "old": "", "new": "钳工"}
    of = {"row": 2, "record": "单秀英"}
    assert told["changes"] == [of | phone, of | trade]
    call_command("import_records", "members", str(path), **common)
    assert "单秀英" not in (plain := capsys.readouterr().out), "cron mails it, logs keep it"
    assert "新增 1 条，修改 1 条" in plain
    call_command("import_records", "members", str(path), verbosity=2, **common)
    words = capsys.readouterr().out
    assert "第2行 单秀英的手机由“138****0001”改为“139****5678”。" in words
    assert "第2行 单秀英的部门岗位由“空”改为“钳工”。" in words


def test_a_union_is_not_guessed_for_the_rows_below_its_name(world, plan_of):
    last = [world.village_joint.name, 9]
    rows = [["工会名称", "职工数"], [world.enterprise.name, 10], [None, 12], last]
    ((row, column, _value, message),) = faults(plan_of("headcounts", rows))
    assert (row, column) == (3, "工会名称")
    assert f"第2行写的是“{world.enterprise}”" in message
    assert "请每一行都写上工会名称" in message

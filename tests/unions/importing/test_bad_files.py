"""Files that the stock reader stored wrongly, choked on, or filled the memory with."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

from members.models import Member
from members.resources.members import MemberResource
from tests import factories as make
from tests.installation import ROOT
from tests.unions.importing.sheets import raw_workbook, workbook
from unions.importing.guards import Unreadable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan

HEADINGS = ["姓名", "性别", "身份证号", "出生日期", "工作单位", "所属工会"]
NUMBER = make.id_number(7, date(1970, 5, 20))
# What a row says (by heading), and a word of the refusal, or the stored field and its value.
REFUSED = [
    ({"身份证号": 330106199001011234.0}, "已被 Excel 改成数字"),
    ({"姓名": None}, "不能为空"),
    ({"姓名": "丁" * 80}, "60"),
    ({"所属工会": "邻镇纺织有限公司工会"}, "没有叫"),
    ({"出生日期": "2009.13.1"}, "没有13月"),
    ({"姓名": "=A1"}, "没有存下结果"),
    ({"身份证号": NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")}, "校验码"),
    ({"身份证号": "330106700520123"}, "15位"),
]
STORED = [
    ({"身份证号": "'" + NUMBER}, "id_number", NUMBER),
    ({"身份证号": NUMBER.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})},
     "id_number", NUMBER),
    ({"身份证号": f"\u00a0{NUMBER.lower()} "}, "id_number", NUMBER),
    ({"姓名": "丁\u200b一\u202e"}, "name", "丁一"),
    ({"姓名": "𠮷·买买提"}, "name", "𠮷·买买提"),
    ({"工作单位": None}, "workplace", ""),
    *[({"出生日期": told}, "birth_on", date(2009, 5, 1))
      for told in ("2009.5.1", "2009/5/1", "2009年5月1日", "20090501", 39934, "39934")],
]  # fmt: skip
BOMBS = {
    "a cell in the last row": '<row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    "a cell in the last column": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "a million styled rows": "".join(
        f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(1, 1_048_577, 4)
    ),
    "an endless text": '<row r="1"><c r="A1" t="inlineStr"><is><t>'
    + "x" * 60_000_000
    + "</t></is></c></row>",
    "cells that never end": "<v></v>" + '<c r="A1" ' * 60_000,
    "errors that never end": "<v></v>" + '<c r="A1"' + ' t="e"' * 40_000,
    "one cell in many far places": "<v></v>" + "<c" + ' r="XFD1"' * 25_000 + "/>",
    "blanks that never end": '<c r="A1"><f>1</f>' + " " * 250_000 + "<v>",
    "merged cells that never end": "<v></v>" + '<mergeCell a="" ' * 60_000,
    "an endless shared text": "",
    "millions of shared texts": "",
}
SHARED = {
    "an endless shared text": "<sst><si><t>" + "x" * 70_000_000 + "</t></si></sst>",
    "millions of shared texts": "<sst>" + "<si><t/></si>" * 5_000_000 + "</sst>",
}
PEAK = """
import json, re, sys
from pathlib import Path
import django; django.setup()
from unions.importing.files import read_sheets
from unions.importing.guards import Unreadable
try:
    rows = sum(len(sheet.rows) for sheet in read_sheets(sys.stdin.buffer.read()))
except Unreadable:
    rows = 0
peak = re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]
print(json.dumps([rows, int(peak) / 1024]))
"""


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(*rows, headings=HEADINGS):
        good = {"姓名": "丁一", "性别": "男", "所属工会": world.enterprise.name}
        told = [[({**good, **row}).get(heading) for heading in headings] for row in rows]
        return Order(workbook([list(headings), *told]), MemberResource, world.town)

    return plan


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "word"), REFUSED)
def test_what_would_be_stored_wrongly_is_refused_at_its_row(plan_of, row, word):
    before = Member.objects.count()
    plan = confirm(plan_of(row, {"姓名": "丁二"}), None, partial=True)
    faults = [(fault.row, fault.message) for d in plan.refused for fault in d.faults]
    assert len(faults) == 1
    assert faults[0][0] == 2
    assert word in faults[0][1]
    assert Member.objects.count() == before + 1, "the good row only"


@pytest.mark.django_db
@pytest.mark.parametrize(("row", "field", "value"), STORED)
def test_what_people_type_is_stored_rightly(plan_of, row, field, value):
    plan = confirm(plan_of(row), None, partial=False)
    assert not plan.refused
    stored = Member.objects.latest("pk")
    assert getattr(stored, field) == value


@pytest.mark.django_db
def test_of_a_number_that_stands_twice_the_first_row_is_kept(plan_of):
    rows = [{"姓名": name, "身份证号": NUMBER} for name in ("丁一", "丁二", "丁三")]
    plan = confirm(plan_of(*rows), None, partial=True)
    assert [draft.number for draft in plan.refused] == [3, 4]
    assert Member.objects.with_id_number(NUMBER).get().name == "丁一"


@pytest.mark.django_db
def test_a_heading_that_stands_twice_or_lacks_is_told(plan_of):
    with pytest.raises(Unreadable, match="是同一项"):
        make_plan(plan_of({}, headings=[*HEADINGS, "姓名"]))
    lacking = make_plan(plan_of({}, headings=HEADINGS[1:]))
    assert "不能为空" in lacking.refused[0].faults[0].message


@pytest.mark.engine_independent
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_takes_no_more_memory_and_time_than_an_honest_sheet(name):
    shared = {"sharedStrings": SHARED[name]} if name in SHARED else {}
    data = raw_workbook(f"<sheetData>{BOMBS[name]}</sheetData>", **shared)
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PEAK], input=data, cwd=ROOT, env=environment, check=True,
        capture_output=True, timeout=60,
    )  # fmt: skip
    rows, peak = json.loads(done.stdout)
    assert rows == 0
    assert peak < 120

"""Every importable record type: a sheet of its own headings goes in, and again changes nothing."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist

from members.models import AidCase
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.importing.recognition import recognise

# One good row by the heading of each column; the union's name is added.
ROWS: dict[str, dict[str, object]] = {
    "employers": {"单位名称": "新单位", "职工数": 12, "规模企业": "是"},
    "headcounts": {"统计截至": "2009-09-30", "职工数": 20, "女职工": 8, "会员数": 18},
    "members": {
        "姓名": "丁一",
        "性别": "男",
        "民族": "汉",
        "入会时间": "2009.3",
        "手机": 13900000001,
    },
    "contracts": {
        "合同类别": "工资专项协议",
        "签订日期": "2009-3-1",
        "期限（年）": 1,
        "覆盖职工": "120人",
    },
    "aid_cases": {"姓名": "丁二", "困难类别": "低保户", "主要致困原因": "本人大病", "家庭人口": 3},
    "aid_payments": {
        "姓名": "丁二",
        "发放日期": "2009.5.1",
        "资金来源": "镇总工会",
        "金额（元）": "1,200",
    },
    "proposals": {"提出条数": 9, "实施条数": 4, "经济效益（元）": "0.5万"},
    "training": {
        "培训项目": "电工班",
        "类别": "岗位技能",
        "举办日期": "2009年4月8日",
        "培训人次": 40,
    },
    "competitions": {
        "竞赛名称": "叉车竞赛",
        "竞赛类别": "技能竞赛",
        "举办日期": "20090610",
        "参赛人次": 60,
    },
    "activities": {
        "活动名称": "歌咏会",
        "类别": "文艺",
        "举办日期": "2009/10/1",
        "参加人次": "300人次",
    },
    "terms": {"届次": 2, "选举日期": "2008.6", "任期": 3},
    "bodies": {"机构或制度": "女工委", "建立日期": "2007年", "人数": 3},
    "recognitions": {
        "创建项目": "星级职工之家",
        "等次": "四星",
        "级别": "县（区）级",
        "命名日期": "2009年8月1日",
    },
    "figures": {
        "数据项": "会员数",
        "期间自": "2009-01-01",
        "截至": "2009-09-30",
        "数值": "1.2万",
        "来源说明": "电话询问",
    },
    "targets": {"年度": "2009年", "数据项": "会员数", "要求": "≥", "目标值": "1,200", "分值": 5},
    "certificates": {"证书编号": "法证1号", "发证日期": "2009-05-11", "有效期至": "2012-05-10"},
}


@pytest.fixture
def order(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def of(name: str) -> Order:
        row = {"所属工会": world.enterprise.name, **ROWS[name]}
        data = workbook([list(row), list(row.values())])
        return Order(data, importable()[name], world.town, user=world.staff)

    return of


def test_every_importable_record_type_has_a_row_here():
    assert importable().keys() - ROWS.keys() == {"unions"}, "its rows are in test_samples.py"


@pytest.mark.django_db
def test_every_record_type_goes_in_and_again_changes_nothing(order):
    faults: dict[str, object] = {}
    for name in ROWS:
        shown = make_plan(order(name)).digest()
        plan = confirm(order(name), shown, partial=False)
        again = make_plan(order(name))
        told = [fault.message for draft in plan.refused for fault in draft.faults]
        if told or plan.counts["new"] != 1 or again.counts["unchanged"] != 1:
            faults[name] = (told, plan.counts, again.counts, [d.changes for d in again.drafts])
        elif not plan.drafts[0].record.history.exists():
            faults[name] = "it leaves no history"
    assert faults == {}


@pytest.mark.django_db
def test_every_record_type_is_recognised_by_its_headings(order):
    wrong = {}
    for name in ROWS:
        found = recognise(read_sheets(order(name).data), list(importable().values()))
        if found[0] is not importable()[name]:
            wrong[name] = found[0].label
    assert wrong == {}


def test_every_column_is_a_field_of_its_record():
    """Columns without an attribute mean more than one field, and are told so."""
    wrong = []
    for name, resource in importable().items():
        for column in resource.fields.values():
            if column.attribute and name not in {"aid_payments", "unions"}:
                try:
                    resource._meta.model._meta.get_field(column.attribute)
                except FieldDoesNotExist:
                    wrong.append((name, column.attribute))
    assert wrong == []


@pytest.mark.django_db
def test_a_wrong_cell_is_told_alone_and_never_with_faults_that_only_follow_from_it(world, order):
    """Every cell of every record type in turn made nonsense, beside a union that exists or not."""
    wrong = []
    for name, row in ROWS.items():
        for spoilt in ("所属工会", "台账编号", *row):
            for union in (world.enterprise.name, "没有的工会"):
                cells = {"所属工会": union, **row, spoilt: "乱写的"}
                data = workbook([list(cells), list(cells.values())])
                plan = make_plan(replace(order(name), data=data))
                told = {fault.column for draft in plan.refused for fault in draft.faults}
                if not told <= {spoilt, "所属工会"}:
                    wrong.append((name, spoilt, union, [f for d in plan.refused for f in d.faults]))
    assert wrong == []


@pytest.mark.parametrize("name", importable())
def test_what_is_not_checked_again_is_what_the_column_of_the_record_takes(name):
    resource = importable()[name]
    for column in resource.exact_columns():
        owners = (resource.Meta.model, AidCase)  # a payment may open a case
        field: Any = next(f for owner in owners for f in owner._meta.fields if f.name == column)
        widget = resource.fields[column].widget
        codes = {code for code, _label in getattr(widget, "choices", ())}
        codes |= {str(code) for code in getattr(widget, "also", {}).values()}
        assert codes <= {str(code) for code, _label in field.flatchoices}, column
        assert field._validators == [], column

"""Rows about people as they are really typed: names, sex, birth, and all that is wrong at once."""

from datetime import date

import pytest

from members.models import AidCase, Member
from tests import factories as make
from tests.unions.importing.sheets import faults
from unions.validators import Sex

pytestmark = pytest.mark.django_db

WOMAN = "990001197005200405"


def test_sex_and_birth_are_taken_from_the_id_number_and_must_not_contradict_it(world, plan_of):
    head = ["姓名", "性别", "身份证号", "出生年月", "所属工会"]
    name = world.enterprise.name
    plan = plan_of(
        "members",
        head,
        ["王一", None, WOMAN, "1970年5月", name],
        ["王二", "女", None, "1975年3月", name],
        ["王三", None, None, "1975-3-1", name],
        ["王一", "男", WOMAN, "1970.6", name],
    )
    (good,) = plan.storable
    assert (good.record.sex, good.record.birth_on) == (Sex.FEMALE, date(1970, 5, 20))
    told = faults(plan)
    assert [(row, column) for row, column, _m in told] == [
        (3, "出生年月"), (4, "性别"), (5, "出生年月"), (5, "性别"), (5, "身份证号"),
    ]  # fmt: skip
    assert "只写了1975年3月，没有写到日" in told[0][2]
    assert "身份证号上是1970-05-20" in told[2][2]


def test_the_sex_of_an_aided_worker_is_taken_from_the_id_number(world, plan_of):
    head = ["姓名", "性别", "身份证号", "困难类别", "致困原因", "单位"]
    name = world.enterprise.name
    case = plan_of("aid_cases", head, ["王一", None, WOMAN, "低保户", "患病", name]).storable[0]
    assert isinstance(case.record, AidCase)
    assert case.record.sex == Sex.FEMALE
    assert faults(plan_of("aid_cases", head, ["王一", "男", WOMAN, "低保户", "患病", name])) == [
        (2, "性别", "性别与身份证号不符：身份证号上是女，请核对。")
    ]


def test_all_faults_of_a_row_are_told_at_once_but_none_that_follow_from_another(world, plan_of):
    name = world.enterprise.name
    head = ["工会名称", "职工数", "女职工", "会员数", "女会员", "填报日期"]
    plan = plan_of("headcounts", head, ["没有的工会", 10, 12, "很多", 5, "2010-1-1"])
    assert [column for _row, column, _m in faults(plan)] == [
        "工会名称", "会员数", "填报日期", "女职工",
    ]  # fmt: skip
    assert not Member.objects.filter(name="王一").exists()
    plan = plan_of(
        "members",
        ["姓名", "性别", "身份证号", "出生日期", "入会时间", "所属工会"],
        ["王一", "女", WOMAN, "1970-5-20", "2001-5", name],
        ["王一", "女", WOMAN, "1970-5-20", "2031-5", name],
        ["王二", None, "99000119700520002", None, "2031-5", name],
        ["王一", "不明", WOMAN, "1970-5-20", "2001-5", name],
    )
    assert [(row, column) for row, column, _m in faults(plan)] == [
        (3, "身份证号"), (3, "入会时间"), (4, "身份证号"), (4, "入会时间"),
        (5, "性别"), (5, "身份证号"),
    ]  # fmt: skip


def test_a_name_with_more_than_a_name_in_it_is_pointed_out_before_it_is_stored(world, plan_of):
    name = world.enterprise.name
    number = make.id_number(72)
    known = make.MemberFactory(name="甄十", union=world.enterprise, id_number=number)
    head = ["姓名", "性别", "身份证号", "所属工会"]
    rows = [
        [told, "女", None, name]
        for told in (
            "张三（女）",
            "李四*",
            "王五1",
            "阿依·买买提",
            "Anna-Maria O'Neil",
            "欧阳 示范",
        )
    ]
    changed = ["甄十（已退休）", known.get_sex_display(), number, name]
    plan = plan_of("members", head, *rows, changed)
    (told,) = plan.warnings
    assert "有 4 行的姓名里不只是姓名：第2行“张三（女）”、第3行“李四*”、第4行“王五1”、" in told
    assert "第8行“甄十（已退休）”" in told
    assert plan.counts["refused"] == 0, "it may be written so: only told"
    Member.objects.filter(pk=known.pk).update(name="甄十（已退休）")
    again = plan_of("members", head, changed)
    assert again.warnings == [], "as it stands in the ledger, nothing is to be said"
    aided = ["姓名", "性别", "困难类别", "致困原因", "单位"]
    plan = plan_of("aid_cases", aided, ["张三（女）", "女", "低保户", "患病", name])
    assert "第2行“张三（女）”" in plan.warnings[0]

"""A 台账编号 of one union in a sheet that says it is another's."""

from dataclasses import replace
from datetime import date

import pytest

from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import make_plan
from unions.importing.record_numbers import numbering

pytestmark = pytest.mark.django_db
HEADS = {
    "headcounts": ["截至日期", "职工数", "会员数"],
    "proposals": ["起", "止", "提出建议", "实施"],
}


@pytest.fixture(params=sorted(HEADS))
def sheet_of(request, world, settings):
    """A sheet without a column of unions, its one row numbered as the enterprise's record."""
    settings.LEDGER_TODAY = date(2009, 11, 20)
    numbers: tuple[object, ...] = (date(2009, 9, 30), 31, 30)
    if request.param == "headcounts":
        record = make.HeadcountFactory(union=world.enterprise, as_of=date(2009, 9, 30))
    else:
        span = {"period_from": date(2009, 1, 1), "period_to": date(2009, 9, 30)}
        record = make.ProposalFactory(union=world.enterprise, **span)
        numbers = (date(2009, 1, 1), *numbers)
    number = numbering(type(record))(record.pk)

    def order(told: str, heading: str = "", union: str = "") -> Order:
        head = ["台账编号", *HEADS[request.param], *([heading] if heading else [])]
        row = [number, *numbers, *([union] if heading else [])]
        content = workbook([[f"填报单位：{told}" if told else "报表"], head, row])
        return Order(content, importable()[request.param], world.town, user=world.staff)

    return order


def test_a_record_of_another_union_than_the_sheets_is_left_alone(world, sheet_of):
    by_title = make_plan(sheet_of(world.village_joint.name))
    by_hand = make_plan(replace(sheet_of(""), union=world.village_joint))
    for plan, told in ((by_title, "表上写的填报单位"), (by_hand, "所选的填报工会")):
        ((fault,),) = [draft.faults for draft in plan.refused]
        assert (fault.row, fault.column) == (3, "台账编号")
        assert f"是“{world.enterprise}”的" in fault.message
        assert f"{told}是“{world.village_joint}”" in fault.message
        assert not plan.storable


def test_the_own_union_or_one_above_it_or_one_told_in_the_row_changes_the_record(world, sheet_of):
    own, name = world.enterprise.name, world.village_joint.name
    orders = (sheet_of(own), sheet_of(world.town.name), sheet_of(name, "工会名称", own))
    for order in orders:
        assert make_plan(order).counts == {"new": 0, "changed": 1, "unchanged": 0, "refused": 0}


def test_a_new_union_named_much_like_one_on_file_is_not_made_by_a_sheet(world):
    make.UnionFactory(name="云台电炉有限公司工会", parent=world.town)
    make.UnionFactory(name="青禾村工会", parent=world.town)
    gone = {"founded_on": date(2001, 1, 1), "dissolved_on": date(2008, 1, 1)}
    make.UnionFactory(name="旧厂工会", parent=world.town, **gone)
    careless = ["云台工会", "云台电炉公司工会", "示范镇云台电炉工会委员会", "青禾"]
    really_new = ["青禾村联合工会", "青禾有限公司工会", "云台村工会", "云台电炉厂工会"]
    known = ["青禾村工会", world.enterprise.name]
    rows = [[name, "企业工会"] for name in (*careless, *really_new, *known)]
    content = workbook([["工会名称", "工会类型"], *rows])
    plan = make_plan(Order(content, importable()["unions"], world.town, user=world.staff))
    assert [draft.number for draft in plan.refused] == [2, 3, 4, 5]
    told = [fault for draft in plan.refused for fault in draft.faults]
    assert [fault.value for fault in told] == careless
    assert all("名称相近的：云台电炉有限公司工会（" in fault.message for fault in told[:3])
    assert "先在“工会”页面新增" in told[0].message
    assert [draft.record.name for draft in plan.storable] == [*really_new]


def test_two_new_names_of_one_sheet_that_are_near_each_other_are_pointed_out(world):
    told = "云台电炉公司 云台电炉有限公司 云台 青禾村 示范镇青禾村 青禾村联合 云台电炉厂 南山村"
    names = [f"{name}工会" for name in told.split()]
    content = workbook([["工会名称", "工会类型"], *([name, "企业工会"] for name in names)])
    plan = make_plan(Order(content, importable()["unions"], world.town, user=world.staff))
    assert plan.counts["new"] == len(names), "two that are really there may be stored"
    (warning,) = plan.warnings
    assert {*warning.partition("都是新的")[0].split("；")} == {
        "第2行的“云台电炉公司工会”和第3行的“云台电炉有限公司工会”",
        "第2行的“云台电炉公司工会”和第4行的“云台工会”",
        "第3行的“云台电炉有限公司工会”和第4行的“云台工会”",
        "第4行的“云台工会”和第8行的“云台电炉厂工会”",
        "第5行的“青禾村工会”和第6行的“示范镇青禾村工会”",
    }


def test_of_many_new_names_near_each_other_some_are_named_and_all_are_counted(world):
    names = [f"{name}{tail}工会" for name in "甲乙丙丁戊己庚" for tail in ("山公司", "山有限公司")]
    content = workbook([["工会名称", "工会类型"], *([name, "企业工会"] for name in names)])
    plan = make_plan(Order(content, importable()["unions"], world.town, user=world.staff))
    (warning,) = plan.warnings
    assert warning.startswith(
        "第2行的“甲山公司工会”和第3行的“甲山有限公司工会”；第4行的“乙山公司工会”和"
    )
    assert warning.count("行的“") == 10
    assert "等 7 对都是新的，名称相近" in warning


def test_a_reporting_union_nobody_knows_is_asked_after_by_the_names_near_it(world):
    make.UnionFactory(name="云台电炉有限公司工会", parent=world.town)
    rows: list[list[object]] = [
        ["填报单位：云台电炉公司"],
        ["截至日期", "职工数"],
        [date(2009, 9, 30), 31],
    ]
    plan = make_plan(Order(workbook(rows), importable()["headcounts"], world.town))
    ((fault,),) = [draft.faults for draft in plan.refused]
    assert "填报单位“云台电炉公司”认不出，是不是：云台电炉有限公司工会？" in fault.message


FIRM = "云台电炉有限公司"


TITLED = [
    (["云台电炉有限公司工会会员名册"], FIRM),
    (["示范县示范镇总工会云台电炉有限公司基层工会委员会2009年花名册"], FIRM),
    (["会员花名册（云台电炉有限公司）"], FIRM),
    (["会员名册", "单位：云台电炉有限公司"], FIRM),
    (["老电炉厂工会会员名册"], FIRM),
    (["云台涵盖厂会员名册"], FIRM),
    (["云台电炉有限公司工会会员名册", "填报单位（盖章）：  填报日期：2009.11.18"], FIRM),
    (["云台电炉有限公司工会会员名册", "填报单位：青禾村工会"], "青禾村"),
    (["青禾村工会会员名册"], "青禾村"),
    (["云台电炉有限公司工会会员名册", "填报单位：青和村工会"], ""),
    (["云台电炉有限公司工会、青禾村工会会员名册"], ""),
    (["青禾村联合工会会员名册"], ""),
    (["东青禾村工会会员名册"], ""),
    (["青禾村工会小组会员名册"], ""),
    (["示范镇总工会会员名册"], ""),
    (["会员培训名册", "主办单位：云台电炉有限公司"], ""),
    (["会员名册", "说明：" + "本表由基层工会填写，" * 8 + "云台电炉有限公司工会除外"], ""),
]


def test_a_sheet_is_of_the_only_union_that_its_title_names(world):
    firm = make.UnionFactory(name=f"{FIRM}工会", parent=world.town)
    make.EmployerFactory(union=firm, name="云台涵盖厂")
    firm.former_names.create(name="老电炉厂工会", until_on=date(2008, 1, 1))
    make.UnionFactory(name="青禾村工会", parent=world.town)
    found, granted = [], []
    for lines, _whose in TITLED:
        content = workbook([*([line] for line in lines), ["职工数", "会员数"], [31, 30]])
        plan = make_plan(Order(content, importable()["headcounts"], world.town))
        found.append((lines, str(plan.assumed.union or "").removesuffix("工会")))
        granted.append("".join(plan.assumptions).endswith("，是按标题认的"))
        assert len(plan.storable) == bool(plan.assumed.union)
    assert found == TITLED
    assert granted == [whose != "" and "填报单位：" not in lines[-1] for lines, whose in TITLED]


def test_a_column_of_unions_wins_over_the_title(world):
    rows = [[f"{world.enterprise.name}人数"], ["工会名称", "职工数"], [world.village_joint.name, 3]]
    (draft,) = make_plan(Order(workbook(rows), importable()["headcounts"], world.town)).drafts
    assert draft.union == world.village_joint

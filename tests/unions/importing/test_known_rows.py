"""Rows with a 台账编号: known by it, inside the caller's unions, and refused when it fits badly."""

from dataclasses import replace
from datetime import date

import pytest

from members.models import Member
from members.resources.members import MemberResource
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.importing.record_numbers import numbering
from unions.models import Training

HEAD = ["台账编号", "姓名", "出生日期", "性别", "所属工会", "手机", "身份证号", "备注"]
number = numbering(Member)


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(*rows):
        order = Order(workbook([list(HEAD), *rows]), MemberResource, world.town, user=world.staff)
        return make_plan(order), order

    return plan


def row_of(member, **changes):
    told = {
        "台账编号": number(member.pk),
        "姓名": member.name,
        "出生日期": member.birth_on,
        "性别": "女",
        "所属工会": member.union.name,
    }
    return [{**told, **changes}.get(heading) for heading in HEAD]


def messages(plan):
    return [fault.message for draft in plan.refused for fault in draft.faults]


def test_a_numbered_row_corrects_a_name_without_making_a_second_person(world, plan_of):
    _plan, order = plan_of(row_of(world.member, 姓名="单秀瑛"))
    assert confirm(order, None, partial=False).counts["changed"] == 1
    world.member.refresh_from_db()
    assert world.member.name == "单秀瑛"


def test_masked_numbers_of_a_known_row_are_not_told(world, plan_of):
    told = {"身份证号": world.member.masked_id, "手机": world.member.masked_phone}
    plan, _ = plan_of(row_of(world.member, **told))
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": 1, "refused": 0}


def test_masked_numbers_make_no_new_person(world, plan_of):
    plan, _ = plan_of(row_of(world.member, 台账编号="", 身份证号=world.member.masked_id))
    assert plan.counts["refused"] == 1
    assert "星号" in messages(plan)[0]


def test_equal_names_are_told_apart_by_their_numbers(world, plan_of):
    twins = [
        make.MemberFactory(union=world.enterprise, name="王芳", id_number="", birth_on=None)
        for _ in range(2)
    ]
    plan, _ = plan_of(*(row_of(twin) for twin in twins))
    assert plan.counts["unchanged"] == 2


def test_a_remark_that_begins_like_a_note_drops_no_known_row(world, plan_of):
    plan, _ = plan_of(row_of(world.member, 备注="说明：转来时资料不全"))
    assert plan.counts["changed"] == 1


def test_a_number_of_another_town_is_not_found_here_and_names_nobody(world, plan_of):
    plan, _ = plan_of(row_of(world.foreign_member, 所属工会=world.enterprise.name))
    assert plan.counts["refused"] == 1
    assert "没有这个编号" in messages(plan)[0]
    assert world.foreign_member.name not in messages(plan)[0]


def test_another_union_beside_a_number_is_offered_as_a_transfer(world, plan_of):
    row = row_of(world.member, 所属工会=world.village_joint.name)
    plan, order = plan_of(row)
    assert "按转移办理" in messages(plan)[0]
    (offered,) = plan.transfers
    assert (offered.transfer.source, offered.transfer.target) == (
        world.enterprise, world.village_joint,
    )  # fmt: skip
    assert confirm(replace(order, transfers={2}), None, partial=False).counts["changed"] == 1
    world.member.refresh_from_db()
    assert world.member.union == world.village_joint
    assert plan_of(row)[0].counts["unchanged"] == 1


def test_an_unknown_union_or_one_of_another_town_beside_a_number_moves_nobody(world, plan_of):
    names = ("没有这家工会", world.foreign_enterprise.name)
    for name in names:
        plan, _ = plan_of(row_of(world.member, 所属工会=name))
        assert plan.transfers == []
        assert "没有叫" in messages(plan)[0]


@pytest.mark.parametrize("born", [date(1988, 1, 2), None])
def test_a_number_beside_somebody_elses_name_is_refused(world, plan_of, born):
    """Columns that were sorted apart from each other."""
    plan, _ = plan_of(row_of(world.member, 姓名="李大明", 出生日期=born))
    assert "像是错了行" in messages(plan)[0]


def test_numbers_that_were_not_given_to_this_kind_of_record_are_refused(world, plan_of):
    typed_wrong = number(world.member.pk)[:-1] + "7"
    of_a_training = numbering(Training)(world.member.pk)
    rows = [row_of(world.member, 台账编号=text) for text in (typed_wrong, of_a_training, "12", "x")]
    plan, _ = plan_of(*rows)
    assert plan.counts["refused"] == 4
    assert all("不是本台账" in message for message in messages(plan))


def test_one_record_is_taken_from_one_row_only(world, plan_of):
    by_id = row_of(world.member, 台账编号="", 身份证号=world.member.id_number)
    plan, _ = plan_of(row_of(world.member), row_of(world.member), by_id)
    assert plan.counts == {"new": 0, "changed": 0, "unchanged": 1, "refused": 2}


def test_a_known_row_takes_no_number_that_is_somebody_elses(world, plan_of):
    other = make.MemberFactory(union=world.enterprise, name="丁丽", id_number=make.id_number(10))
    free = make.id_number(12)
    both = [row_of(world.member, 身份证号=free), row_of(other, 身份证号=free)]
    stolen, _ = plan_of(row_of(world.member, 身份证号=other.id_number))
    shared, _ = plan_of(*both)
    assert "已经登记" in messages(stolen)[0]
    assert shared.counts == {"new": 0, "changed": 1, "unchanged": 0, "refused": 1}


@pytest.fixture
def colleagues(world):
    """Twelve members of one union, born on different days, without ID numbers."""
    found = [
        make.MemberFactory(
            union=world.enterprise, name=f"{name}示范", id_number="", birth_on=date(1970, 1, day)
        )
        for day, name in enumerate("丁卫方田石冯叶史白乔温江", 1)
    ]
    for member in found:
        make.MembershipFactory(member=member)
    return found


def test_a_name_column_sorted_by_itself_renames_nobody(colleagues, plan_of):
    names = sorted(member.name for member in colleagues)
    plan, _ = plan_of(*(row_of(m, 姓名=n) for m, n in zip(colleagues, names, strict=True)))
    moved = sum(m.name != n for m, n in zip(colleagues, names, strict=True))
    assert plan.counts["refused"] == moved
    assert plan.counts["changed"] == 0
    own = [member.name for member in colleagues]
    first = next(place for place, name in enumerate(names) if name != own[place])
    assert f"这是第{2 + own.index(names[first])}行那一条的姓名" in messages(plan)[0]
    assert "选中整张表" in messages(plan)[0]
    assert any(f"有 {moved} 行的“姓名”是表里别的行的" in told for told in plan.warnings)


def test_a_name_of_another_row_is_refused_beside_an_id_number_too(world, plan_of):
    """The same without 台账编号: the people are known by their ID numbers."""
    other = make.MemberFactory(union=world.enterprise, name="丁丽", id_number=make.id_number(10))
    rows = [
        row_of(world.member, 台账编号="", 身份证号=world.member.id_number, 姓名="丁丽"),
        row_of(other, 台账编号="", 身份证号=other.id_number, 姓名="丁丽娟"),
    ]
    plan, _ = plan_of(*rows)
    assert "这是第3行那一条的姓名" in messages(plan)[0]
    assert plan.counts["changed"] == 1, "a name that is nobody's is a correction"


def test_nothing_of_a_member_of_another_town_is_told(world, plan_of):
    """Known by the ID number all over the county: only that there is somebody.

    The rows have changed names with each other, which is told of members one may see.
    """
    foreign, own = world.foreign_member, world.member
    asked = {"台账编号": "", "身份证号": foreign.id_number, "姓名": own.name}
    other = {"台账编号": "", "身份证号": own.id_number, "姓名": "单秀瑛"}
    plan, _ = plan_of(row_of(own, **asked), row_of(own, **other))
    assert [("本镇以外" in message, foreign.name in message) for message in messages(plan)] == [
        (True, False)
    ]


def test_a_known_row_given_a_number_of_another_town_is_told_so(world, plan_of):
    plan, _ = plan_of(row_of(world.member, 身份证号=world.foreign_member.id_number))
    assert ["本镇以外" in message for message in messages(plan)] == [True]


def test_the_place_beyond_is_worded_by_whom_one_collects_for(world, plan_of):
    row = row_of(world.member, 台账编号="", 身份证号=world.foreign_member.id_number)
    data = workbook([list(HEAD), row])
    plan = make_plan(Order(data, MemberResource, world.enterprise, user=world.staff))
    assert f"已在“{world.enterprise}”以外登记，请与上级工会联系" in messages(plan)[0]


def test_a_correction_to_a_name_that_another_row_keeps_is_taken(world, plan_of):
    """People share names: nobody sorted anything."""
    other = make.MemberFactory(union=world.enterprise, name="单秀瑛", id_number=make.id_number(10))
    plan, _ = plan_of(row_of(world.member, 姓名="单秀瑛"), row_of(other))
    assert plan.counts == {"new": 0, "changed": 1, "unchanged": 1, "refused": 0}


def test_a_name_dragged_down_over_others_is_refused(colleagues, plan_of):
    first, *others = colleagues[:4]
    plan, _ = plan_of(row_of(first), *(row_of(m, 姓名=first.name) for m in others))
    assert plan.counts["refused"] == 3
    assert all("这是第2行那一条的姓名" in message for message in messages(plan))


def test_most_rows_overwritten_in_one_column_are_warned_of_and_blanks_filled_are_not(
    colleagues, plan_of
):
    Member.objects.update(remark="原来的备注")
    rows = [row_of(m, 备注="都一样", 手机=f"1380000{m.pk:04d}"[:11]) for m in colleagues]
    plan, _ = plan_of(*rows)
    (warning,) = plan.warnings
    assert "12 行里，有 12 行的“备注”改成了别的" in warning
    few, _ = plan_of(*rows[:9])
    assert few.warnings == []


def test_rows_refused_for_another_reason_tell_of_a_slip_as_well(colleagues, plan_of):
    Member.objects.update(remark="原来的备注")
    remarks = ["太长" * 10_001] * 9 + ["别的"] * 3
    rows = [row_of(m, 备注=told) for m, told in zip(colleagues, remarks, strict=True)]
    plan, _ = plan_of(*rows)
    assert (plan.counts["refused"], plan.counts["changed"]) == (9, 3)
    assert any("有 12 行的“备注”改成了别的" in told for told in plan.warnings)


def test_a_union_column_sorted_by_itself_is_warned_of(world, colleagues, plan_of):
    rows = [row_of(member, 所属工会=world.village_joint.name) for member in colleagues]
    plan, _ = plan_of(*rows)
    assert plan.counts["refused"] == len(plan.transfers) == 12
    assert any("有 12 行的工会换了" in told for told in plan.warnings)


@pytest.mark.parametrize("mask", ["110101************", "330281**********9999", "3302811*****"])
def test_digits_left_of_a_masked_id_must_be_those_of_the_record(world, plan_of, mask):
    plan, _ = plan_of(row_of(world.member, 身份证号=mask))
    assert "对不上" in messages(plan)[0]
    assert plan.refused[0].faults[0].column == "身份证号"


def test_a_masked_id_beside_a_record_without_one_is_refused(colleagues, plan_of):
    plan, _ = plan_of(row_of(colleagues[0], 身份证号="990001************"))
    assert "对不上" in messages(plan)[0]


def test_a_masked_phone_that_is_another_is_named_and_changes_nothing(world, plan_of):
    plan, _ = plan_of(row_of(world.member, 手机="139****0009"))
    assert plan.counts["unchanged"] == 1
    (cell,) = plan.unapplied
    assert (cell.row, cell.column) == (2, "手机")
    assert "请填完整" in cell.message


def test_a_bad_cell_of_somebody_who_moved_promises_no_box_to_tick(world, plan_of):
    told = {"台账编号": "", "身份证号": world.member.id_number, "性别": "不男不女"}
    plan, _ = plan_of(row_of(world.member, **told, 所属工会=world.village_joint.name))
    assert plan.transfers == []
    assert ["改好后可按转移办理" in message for message in messages(plan)] == [False, True]
    assert "勾选" not in " ".join(messages(plan))


def test_a_bad_cell_beside_a_number_is_the_only_thing_told(world, plan_of):
    """Nothing is said of a transfer: the row names the union that its record has."""
    plan, _ = plan_of(row_of(world.member, 性别="不男不女"))
    assert [fault.column for fault in plan.refused[0].faults] == ["性别"]
    assert plan.transfers == []

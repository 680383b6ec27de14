"""修改记录: who changed what, when, from what to what."""

import pytest

from tests import factories as make
from tests.pages import address, save, text_of
from unions.models import Headcount, Union
from unions.records import StaleRecord


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def history_of(client, record) -> str:
    return text_of(client.get(address(record, "history")))


def test_a_change_is_told_with_old_and_new_value_in_words(world, staff):
    save(staff, address(world.enterprise), kind="institution", founded_on="2001年5月")
    shown = history_of(staff, world.enterprise)
    assert "王干事 修改" in shown
    assert "工会类型 企业工会 事业单位工会" in shown
    assert "成立日期 2000年3月1日 2001年5月" in shown


def test_saving_without_a_change_adds_nothing_to_the_history(world, staff):
    save(staff, address(world.enterprise))
    assert "修改 " not in history_of(staff, world.enterprise).replace("修改记录", "")


def test_a_bulk_update_is_told_like_a_single_one(world, staff):
    make.HeadcountFactory(union=world.enterprise, staff=100)
    Headcount.objects.filter(union=world.enterprise).update(staff=120)
    record = Headcount.objects.get()
    assert record.version == 2
    assert "职工数 100 120" in history_of(staff, record)


def test_rows_written_in_bulk_leave_pages_opened_before_stale(world, staff):
    record = make.HeadcountFactory(union=world.enterprise, staff=100)
    opened = Headcount.objects.get()
    record.staff = 120
    Headcount.objects.bulk_update([record], ["staff"])
    assert "职工数 100 120" in history_of(staff, record)
    with pytest.raises(StaleRecord):
        opened.save()


def test_a_move_of_the_tree_is_in_the_history_of_every_union_moved(world, staff):
    branch = make.UnionFactory(parent=world.enterprise, kind=Union.Kind.BRANCH)
    save(staff, address(world.enterprise), parent=str(world.village_joint.pk))
    assert branch.history.count() == 2
    shown = history_of(staff, world.enterprise)
    assert "上级工会 示范镇总工会 东村小型民营企业联合工会" in shown


def test_rows_inside_a_record_are_told_with_it(world, staff):
    contract = make.ContractFactory(union=world.town)
    save(staff, address(contract), coverage__0__employer=str(world.employer.pk))
    assert "新增覆盖单位：示范机械有限公司" in history_of(staff, contract)

    save(staff, address(contract), coverage__0__DELETE="on")
    assert "删除覆盖单位：示范机械有限公司" in history_of(staff, contract)


def test_a_changed_row_is_told_with_old_and_new_value(world, staff):
    competition = make.CompetitionFactory(union=world.town)
    make.EntryFactory(competition=competition, union=world.enterprise, people=5)
    save(staff, address(competition), entries__0__people="8")
    assert "修改参赛工会：示范机械有限公司工会（参赛人数 5 → 8）" in history_of(staff, competition)


def test_payments_are_told_in_the_history_of_the_case(world, staff):
    save(staff, address(world.aid_case), payments__0__amount="800")
    shown = history_of(staff, world.aid_case)
    assert "修改帮扶款" in shown
    assert "金额（元） 500 800" in shown


def test_numbers_in_the_history_are_masked_even_when_only_their_end_changed(world, staff):
    number = make.id_number(998)
    save(staff, address(world.aid_case), id_number=number)
    page = staff.get(address(world.aid_case, "history"))
    shown = text_of(page)
    assert "990001************（后几位已改）" in shown
    for secret in (number, make.id_number(6), "6222020000000000123"):
        assert secret not in page.content.decode()

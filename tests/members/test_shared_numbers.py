"""One ID number in two rows of a members' sheet: of one person, or beside two names."""

from datetime import date

import pytest

from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import make_plan

pytestmark = pytest.mark.django_db
HEAD = ["姓名", "性别", "身份证号", "入会时间", "出生日期"]


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(*rows):
        number = make.id_number(72)
        lines = [[name, None, number, joined, born] for name, joined, born in rows]
        union = world.enterprise
        content = workbook([HEAD, *lines])
        kind = importable()["members"]
        return make_plan(Order(content, kind, world.town, union=union, user=world.staff))

    return plan


def refused(plan):
    return {
        draft.number: [f.message for f in draft.faults if f.column == "身份证号"]
        for draft in plan.refused
    }


def test_beside_two_names_neither_row_is_taken(plan_of):
    told = ["第2行和第3行身份证号相同、姓名不同，请核对。"]
    rows = ("双甲", "2008.5", None), ("双乙", "2008.5", None)
    assert refused(plan_of(*rows)) == {2: told, 3: told}
    broken = ("双甲", "2007/13/05", None), ("双乙", "2008.5", None)
    assert refused(plan_of(*broken)) == {2: told, 3: told}, "also where one has another fault"


def test_the_birth_date_that_the_number_tells_keeps_its_row_and_names_both_in_red(plan_of):
    born = make.id_number(72)[6:14]
    rows = ("双甲", "2008.5", "1969-5-20"), ("双乙", "2008.5", born)
    plan = plan_of(*rows)
    told = "第2行和第3行身份证号相同、姓名不同，出生日期和号码对得上的只有第3行，其余不收。请核对。"
    assert refused(plan) == {2: [told]}
    assert plan.warnings == [f"“双甲”、“双乙”：{told}"]
    assert [draft.record.name for draft in plan.storable] == ["双乙"]


def test_of_one_person_twice_the_row_that_is_kept_is_told_rightly(plan_of):
    good, broken = ("双 甲", "2008.5", None), ("双甲", "2007/13/05", None)
    assert refused(plan_of(good, good)) == {3: ["身份证号与第2行相同，只收前一行，请核对。"]}
    assert refused(plan_of(good, broken)) == {3: ["身份证号与第2行相同，只收前一行，请核对。"]}
    assert refused(plan_of(broken, good)) == {2: ["身份证号与第3行相同，只收后一行，请核对。"]}

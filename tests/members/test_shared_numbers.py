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


def test_beside_two_names_the_first_row_is_kept_and_both_are_named_in_red(plan_of):
    plan = plan_of(("双甲", "2008.5", None), ("双乙", "2008.5", None))
    assert refused(plan) == {3: ["身份证号与第2行相同，只收前一行，请核对。"]}
    (warning,) = plan.warnings
    assert "第2行和第3行身份证号相同、姓名不同" in warning
    assert "“双甲”、“双乙”" in warning
    broken = plan_of(("双甲", "2007/13/05", None), ("双乙", "2008.5", None))
    assert "“双甲”、“双乙”" in broken.warnings[0], "also where one has another fault"


def test_of_one_person_twice_the_row_that_is_kept_is_told_rightly(plan_of):
    good, broken = ("双 甲", "2008.5", None), ("双甲", "2007/13/05", None)
    assert refused(plan_of(good, good)) == {3: ["身份证号与第2行相同，只收前一行，请核对。"]}
    assert refused(plan_of(good, broken)) == {3: ["身份证号与第2行相同，只收前一行，请核对。"]}
    assert refused(plan_of(broken, good)) == {2: ["身份证号与第3行相同，只收后一行，请核对。"]}

"""The same person or contract is found although the row, or the ledger, lacks the number."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import Member
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.crypto import keyed_hash
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan
from unions.models import CollectiveContract

pytestmark = pytest.mark.django_db
HEADS = {
    "members": ["姓名", "性别", "出生日期", "身份证号", "所属工会"],
    "contracts": ["合同编号", "合同类别", "签订日期", "到期日期", "所属工会"],
}
BORN = date(1970, 5, 20)  # as the ID numbers of make.id_number


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(kind: str, *rows, store=False):
        told = [[*row, world.enterprise.name] for row in rows]
        order = Order(
            workbook([HEADS[kind], *told]), importable()[kind], world.town, user=world.staff
        )
        return confirm(order, None, partial=True) if store else make_plan(order)

    return plan


def on_file(world, serial=0, born=BORN, name="王芳", **more):
    number = make.id_number(serial) if serial else ""
    return make.MemberFactory(
        union=world.enterprise, name=name, id_number=number, birth_on=born, **more
    )


def verdicts(plan):
    return [draft.verdict.value for draft in plan.drafts]


def messages(plan):
    return [fault.message for draft in plan.refused for fault in draft.faults]


@pytest.mark.parametrize("born", [BORN, None])
def test_a_row_without_number_is_the_one_person_it_fits(world, plan_of, born):
    on_file(world, 40)
    plan = plan_of("members", ["王芳", "女", born, None])
    assert verdicts(plan) == ["unchanged"]


@pytest.mark.parametrize("born", [BORN, None])
def test_a_number_is_filled_in_for_the_one_person_it_fits(world, plan_of, born):
    member = on_file(world, born=born)
    row = ["王芳", "女", None, make.id_number(40)]
    assert verdicts(plan_of("members", row, store=True)) == ["changed"]
    member.refresh_from_db()
    told = (member.id_number, member.id_hash, member.birth_on)
    assert told == (make.id_number(40), keyed_hash(make.id_number(40)), BORN)
    assert Member.objects.filter(name="王芳").count() == 1
    assert verdicts(plan_of("members", row)) == ["unchanged"]


def test_another_number_birth_date_sex_or_union_is_another_person(world, plan_of):
    on_file(world, 40)
    on_file(world, name="丁丽")
    make.MemberFactory(union=world.village_joint, name="周平", birth_on=BORN)
    plan = plan_of(
        "members",
        ["王芳", "女", None, make.id_number(42)],
        ["王芳", "女", date(1980, 1, 1), None],
        ["丁丽", "男", None, None],
        ["周平", "女", BORN, None],
    )
    assert verdicts(plan) == ["new"] * 4


def test_between_several_people_nobody_guesses(world, plan_of):
    on_file(world, 40)
    on_file(world, 42)
    plan = plan_of("members", ["王芳", "女", None, None])
    assert messages(plan) == [
        "台账里这家工会有2条会员都对得上这一行，看不出是哪一条。请填身份证号。"
    ]


def test_between_two_alike_without_number_nobody_guesses(world, plan_of):
    twins = [on_file(world), on_file(world)]
    row = ["王芳", "女", BORN, make.id_number(40)]
    for number in (None, row[-1]):
        (message,) = messages(plan_of("members", [*row[:-1], number]))
        assert f"有{len(twins)}条会员都对得上" in message
    assert "请先到台账里补填身份证号" in message


def test_of_two_rows_neither_takes_the_one_that_both_fit(world, plan_of):
    on_file(world, born=None)
    rows = (["王芳", "女", None, make.id_number(serial)] for serial in (40, 42))
    plan = plan_of("members", *rows)
    assert ["第2、3行都可能是它" in message for message in messages(plan)] == [True, True]


def test_who_is_another_rows_already_is_nobody_elses(world, plan_of):
    on_file(world, 40)
    plan = plan_of("members", ["王芳", "女", None, make.id_number(40)], ["王芳", "女", None, None])
    assert verdicts(plan) == ["unchanged", "new"]


def test_looking_again_costs_no_query_each(world, plan_of):
    members = [on_file(world, 40 + n, name=f"王{name}") for n, name in enumerate("甲乙丙丁戊己")]
    asked = []
    for some in (members[:1], members):
        with CaptureQueriesContext(connection) as queries:
            plan = plan_of("members", *([m.name, "女", BORN, None] for m in some))
        assert set(verdicts(plan)) == {"unchanged"}
        asked.append(len(queries))
    assert asked[0] == asked[1]


DAY = date(2009, 3, 1)


def contract(number, day=DAY, end=date(2011, 2, 28)):
    return [number, "工资专项协议", day, end]


@pytest.mark.parametrize(("ledger", "sheet"), [("", "H1"), ("H1", None)])
def test_a_contract_is_found_where_one_side_lacks_its_number(world, plan_of, ledger, sheet):
    make.ContractFactory(union=world.enterprise, number=ledger)
    plan = plan_of("contracts", contract(sheet), store=True)
    assert verdicts(plan) == ["changed" if sheet else "unchanged"]
    assert CollectiveContract.objects.get(union=world.enterprise).number == "H1"
    assert verdicts(plan_of("contracts", contract(sheet))) == ["unchanged"]


def test_a_contract_of_another_number_or_day_is_another_and_between_two_nobody_guesses(
    world, plan_of
):
    for number in ("H1", "H2"):
        make.ContractFactory(union=world.enterprise, number=number)
    plan = plan_of(
        "contracts",
        contract("H3"),
        contract(None, day=date(2009, 4, 1)),
        contract(None),
    )
    assert verdicts(plan) == ["new", "new", "refused"]
    assert messages(plan) == [
        "台账里这家工会有2条集体合同都对得上这一行，看不出是哪一条。请填合同编号。"
    ]

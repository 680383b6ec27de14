"""Whose file a row of hardship files or payments means: by ID number, else by a name that fits one.

Nobody guesses between namesakes, and nobody gets a second file with another union of the town.
"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.models import AidCase, AidPayment
from tests import factories as make
from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import confirm, make_plan

pytestmark = pytest.mark.django_db
PAID = ["姓名", "身份证号", "工作单位", "发放日期", "资金来源", "金额（元）"]
FILED = ["姓名", "身份证号", "工作单位", "困难类别", "主要致困原因"]


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(kind: str, *rows, store=False):
        head = FILED if kind == "aid_cases" else PAID
        order = Order(workbook([head, *rows]), importable()[kind], world.town, user=world.staff)
        return confirm(order, None, partial=True) if store else make_plan(order)

    return plan


def paid(name, number, union, amount=300):
    return [name, number, union.name, "2009-5-1", "镇总工会", amount]


def filed(name, number, union):
    return [name, number, union.name, "低保户", "本人大病"]


def messages(plan):
    return [fault.message for draft in plan.refused for fault in draft.faults]


def test_of_two_namesakes_files_a_name_alone_means_neither(world, plan_of):
    for serial in (40, 42):
        make.AidCaseFactory(union=world.enterprise, name="王芳", id_number=make.id_number(serial))
    for plan in (
        plan_of("aid_payments", paid("王芳", None, world.enterprise)),
        plan_of("aid_cases", filed("王芳", None, world.enterprise)),
    ):
        assert messages(plan) == ["这家工会有几份叫“王芳”的档案，请填身份证号。"]
    named = plan_of("aid_payments", paid("王芳", make.id_number(40), world.enterprise), store=True)
    assert named.counts["new"] == 1
    assert AidPayment.objects.get(amount=300).case.id_number == make.id_number(40)


def test_the_number_of_somebody_else_pays_nobody_and_opens_no_file(world, plan_of):
    filed_number, rolled_number = make.id_number(40), make.id_number(42)
    make.AidCaseFactory(union=world.enterprise, name="于兰雪", id_number=filed_number)
    make.MemberFactory(union=world.enterprise, name="石一", id_number=rolled_number)
    told = [f"身份证号是{owner}的，这一行写的是王法帅。" for owner in ("于兰雪", "石一")]
    advice = "请核对号码和姓名。"
    for kind, row in (("aid_payments", paid), ("aid_cases", filed)):
        wrong = [
            row("王法帅", number, world.enterprise) for number in (filed_number, rolled_number)
        ]
        plan = plan_of(kind, *wrong, store=True)
        assert messages(plan) == [words + advice for words in told]
        shown = [fault.value for draft in plan.refused for fault in draft.faults]
        assert all(filed_number[:6] in value and "*" * 12 in value for value in shown)
        right = plan_of(kind, row("于 兰雪（退休）", filed_number, world.village_joint))
        assert messages(right) == []
    assert not AidPayment.objects.filter(amount=300).exists()
    assert not AidCase.objects.filter(name="王法帅").exists()
    near = ("于兰云", filed_number, world.enterprise)
    assert plan_of("aid_payments", paid(*near)).counts["refused"] == 1, "it may be her sister"
    assert plan_of("aid_cases", filed(*near)).counts["changed"] == 1, "listed as a correction"


def test_a_number_beside_two_names_pays_neither_unless_it_is_known_whose(world, plan_of):
    number, union = make.id_number(40), world.enterprise
    names = ("双甲", "双乙", "双甲")
    told = "第2行、第3行和第4行身份证号相同、姓名不同，请核对。"
    plan = plan_of("aid_payments", *(paid(name, number, union) for name in names))
    assert messages(plan) == [told] * 3
    make.AidCaseFactory(union=union, name="双甲", id_number=number)
    plan = plan_of("aid_payments", *(paid(name, number, union) for name in names))
    assert [draft.number for draft in plan.refused] == [3]
    assert messages(plan) == ["身份证号是双甲的，这一行写的是双乙。请核对号码和姓名。"]


def test_two_files_of_one_person_are_no_namesakes(world, plan_of):
    for _ in range(2):
        make.AidCaseFactory(union=world.enterprise, name="王芳", id_number=make.id_number(40))
    plan = plan_of("aid_payments", paid("王芳", None, world.enterprise))
    assert (plan.counts["new"], messages(plan)) == (1, [])


def test_a_file_with_another_union_of_the_town_is_found_by_the_id_number(world, plan_of):
    row = paid("钱示例", world.aid_case.id_number, world.village_joint)
    plan = plan_of("aid_payments", row, store=True)
    assert AidPayment.objects.get(amount=300).case == world.aid_case
    assert AidCase.objects.filter(name="钱示例").count() == 1
    (cell,) = plan.unapplied
    assert (cell.column, world.enterprise.name in cell.message) == ("工作单位", True)
    again = plan_of("aid_payments", row)
    assert again.counts["unchanged"] == 1
    file = plan_of("aid_cases", filed("钱示例", world.aid_case.id_number, world.village_joint))
    assert file.counts["changed"] == 1


def test_a_name_with_another_union_and_a_file_of_another_town_are_not_found(world, plan_of):
    foreign = world.foreign_aid_case
    rows = [
        paid("钱示例", None, world.village_joint),
        paid(foreign.name, foreign.id_number, world.village_joint),
    ]
    plan = plan_of("aid_payments", *rows)
    assert plan.counts["new"] == 2
    assert [draft.record.case.pk for draft in plan.drafts] == [None, None]


def test_a_file_without_number_gets_that_of_the_row_unless_two_may_be_meant(world, plan_of):
    make.AidCaseFactory(union=world.enterprise, name="王芳", id_number="")
    first, second = (filed("王芳", make.id_number(serial), world.enterprise) for serial in (40, 42))
    both = plan_of("aid_cases", first, second)
    assert ["没有填身份证号" in message for message in messages(both)] == [True, True]
    plan = plan_of("aid_cases", first, store=True)
    assert plan.counts["changed"] == 1
    assert AidCase.objects.get(name="王芳").id_number == make.id_number(40)
    assert plan_of("aid_cases", first).counts["unchanged"] == 1
    assert plan_of("aid_cases", second).counts["new"] == 1


def test_payments_on_file_cost_no_query_each(world, plan_of):
    def rows(count):
        return [paid(f"困难{n}", None, world.enterprise, 100 + n) for n in range(count)]

    plan_of("aid_payments", *rows(12), store=True)
    asked = []
    for count in (2, 12):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert plan_of("aid_payments", *rows(count)).counts["unchanged"] == count
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_kind_of_a_payment_is_told_by_its_purpose_or_the_title(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def told(title, *more):
        head, row = zip(*more, strict=True) if more else ((), ())
        person = paid("王芳", make.id_number(40), world.enterprise)
        content = workbook([[title], [*PAID, *head], [*person, *row]])
        plan = make_plan(Order(content, importable()["aid_payments"], world.town))
        return dict(plan.resource.in_words(plan.storable[0]))["救助类别"]

    assert told("2009年金秋助学款发放表") == "助学"
    assert told("帮扶款发放表", ("用途", "医疗救助")) == "医疗救助"
    assert told("助学、医疗救助款发放表") == "生活救助（表里没有）"
    assert told("帮扶款发放表", ("备注", "医疗费用大")) == "生活救助（表里没有）"
    assert told("金秋助学款发放表", ("救助类型", "医疗救助")) == "医疗救助"

"""What leaves the ledger comes back with nothing new, changed or refused: every record type."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse
from python_calamine import CalamineWorkbook

from tests import factories as make
from tests.pages import read_out
from unions.admin.exporting import ALL, SEEN
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.orders import Order
from unions.importing.plans import make_plan
from unions.importing.recognition import recognise
from unions.models import Union
from unions.permissions import Role

pytest_plugins = ["tests.reports.demo_fixture"]

UNDER = "SELECT COUNT(*) FROM {} r JOIN unions_union u ON u.id = r.union_id WHERE u.path LIKE %s"
COUNTS = {  # rows that belong to a union by another way
    "unions": "SELECT COUNT(*) FROM unions_union WHERE path LIKE %s",
    "aid_payments": "SELECT COUNT(*) FROM members_aidpayment p JOIN members_aidcase c"
    " ON c.id = p.case_id JOIN unions_union u ON u.id = c.union_id WHERE u.path LIKE %s",
}
# Of 18,500 members those that are hard to know again, and some of every kind.
MEMBERS = """
    SELECT m.id FROM members_member m JOIN unions_union u ON u.id = m.union_id
    WHERE u.path LIKE %s AND (m.id_hash IS NULL OR m.id %% 97 = 0 OR u.dissolved_on IS NOT NULL
        OR EXISTS (SELECT 1 FROM members_membership s WHERE s.member_id = m.id
                   AND (s.to_on IS NOT NULL OR s.from_on_precision <> 'day') AND m.id %% 11 = 0))
    ORDER BY m.id DESC LIMIT 900
"""


@pytest.fixture
def staff(demo, client, settings):
    """Signed in."""
    settings.LEDGER_TODAY = date(2009, 11, 20)
    user = make.UserFactory(role=Role.STAFF, role__union=demo)
    client.force_login(user)
    return user


def sql(query, *values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [row[0] for row in cursor.fetchall()]


def add_awkward_rows(town):
    """What the demo lacks: names that look like formulas, notes, twins, unknown and blank cells."""
    union = Union.objects.filter(parent=town, dissolved_on=None).order_by("code").last()
    for _ in range(2):
        make.MemberFactory(union=union, name="=1+1", id_number="", birth_on=None, nation="穿青人")
    lines = "说明：由村里转来，\n  资料不全。"
    make.MemberFactory(union=union, name="合计", id_number="", remark=lines, workplace="@单位")
    make.ReportedFigureFactory(union=union, value=Decimal("1234567.50"))
    for day in (date(2009, 1, 5), date(2009, 1, 5)):
        case = make.AidCaseFactory(union=union, name="王芳", id_number="")
        make.AidPaymentFactory.create_batch(2, case=case, paid_on=day, amount=Decimal("300.10"))
    # A dissolved union and the one founded anew under the same name.
    gone = make.UnionFactory(parent=town, name="重建有限公司工会委员会", dissolved_on=day)
    again = make.UnionFactory(parent=town, name="重建有限公司工会")
    make.EmployerFactory(union=gone, name="重建有限公司")
    make.EmployerFactory(union=again, name="重建有限公司")


def exported(client, resource, action, ticked=()):
    meta = resource._meta.model._meta
    form = {"action": action, "index": "0", "select_across": "0" if ticked else "1"}
    form["_selected_action"] = list(ticked) or ["1"]
    url = reverse(f"admin:{meta.app_label}_{meta.model_name}_changelist")
    answer = client.post(url, form)
    assert answer.headers["Content-Type"].endswith(".sheet"), (meta.model_name, answer.status_code)
    return read_out(answer)


@pytest.mark.parametrize("action", [SEEN, ALL])
def test_every_record_type_goes_out_and_comes_back_unchanged(demo, client, staff, action):
    add_awkward_rows(demo)
    faults = {}
    for name, resource in importable().items():
        ticked = sql(MEMBERS, f"{demo.path}%") if name == "members" else ()
        counted = COUNTS.get(name, UNDER.format(resource._meta.model._meta.db_table))
        rows = len(ticked) or sql(counted, f"{demo.path}%")[0]
        data = exported(client, resource, action, ticked)
        plan = make_plan(Order(data, resource, demo, user=staff))
        if plan.counts != {"new": 0, "changed": 0, "unchanged": rows, "refused": 0} or not rows:
            told = [draft.faults or draft.changes for draft in plan.drafts]
            faults[name] = (rows, plan.counts, [one for one in told if one][:3])
    assert faults == {}


@pytest.mark.usefixtures("staff")
def test_money_and_days_come_out_as_sql_has_them(demo, client):
    data = exported(client, importable()["aid_payments"], ALL)
    head, *rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    paid = "SELECT {} FROM members_aidpayment p JOIN members_aidcase c ON c.id = p.case_id"
    paid += " JOIN unions_union u ON u.id = c.union_id WHERE u.path LIKE %s"
    total = sql(paid.format("SUM(p.amount)"), f"{demo.path}%")[0]
    assert sum(Decimal(str(row["金额（元）"])) for row in cells) == Decimal(str(total))
    days = sorted(str(day) for day in sql(paid.format("p.paid_on"), f"{demo.path}%"))
    assert sorted(f"{row['发放日期']:%Y-%m-%d}" for row in cells) == days


@pytest.mark.usefixtures("staff")
def test_an_exported_register_is_recognised_by_itself(demo, client):
    known = importable()
    wrong = {}
    for name, resource in known.items():
        ticked = sql(MEMBERS, f"{demo.path}%")[:5] if name == "members" else ()
        sheets = read_sheets(exported(client, resource, ALL, ticked))
        if (first := recognise(sheets, list(known.values()))[0]) is not resource:
            wrong[name] = first.label
    assert wrong == {}

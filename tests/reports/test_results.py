"""收表结果: the page tells what it was and leads to the list of exactly what was stored."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Member
from tests import factories as make
from tests.reports.pages import text
from tests.reports.test_collecting import send, store
from tests.reports.test_lots import send as send_lot
from tests.reports.test_lots import store as store_lot
from tests.unions.importing.sheets import workbook
from tests.unions.importing.test_every_resource import ROWS
from unions.importing.catalogue import importable
from unions.models import Headcount, Union

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(as_, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    return as_("staff")


def listed(client, address: str) -> set[int]:
    response = client.get(address)
    assert response.status_code == 200, address
    return set(response.context["cl"].queryset.values_list("pk", flat=True))


def test_the_list_behind_a_result_holds_the_new_and_the_changed_rows_and_no_others(staff, world):
    """An untouched and an earlier record stay out; a later edit changes nothing."""
    unions = [make.UnionFactory(parent=world.town, name=f"第{n}厂工会") for n in range(31)]
    day = date(2009, 10, 31)
    same, changed = (make.HeadcountFactory(union=u, as_of=day, staff=105) for u in unions[:2])
    make.HeadcountFactory(union=unions[2], as_of=date(2008, 10, 31), staff=7)
    rows: list[list[object]] = [["人数（2009年10月31日）"], ["工会名称", "职工数"]]
    rows += [[unions[0].name, 105], *([union.name, 109] for union in unions[1:])]
    result = store(staff, send(staff, world, workbook(rows), name="十月人数.xlsx"))
    told = text(result)
    about = "职工与会员人数，工作表“表1”，31 家工会，统计截至2009年10月31日，一共 31 行。"
    assert about in told
    assert "看存入的 30 条" in told
    assert told.count('<span class="chip chip--info">修改') == 1
    assert len(result.context["first"]) == 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM unions_headcount WHERE staff = 109")
        stored = {pk for (pk,) in cursor.fetchall()}
    assert listed(staff, result.context["list"]) == stored
    assert {same.pk} & stored == set()
    changed.refresh_from_db()
    changed.staff = 111
    changed.save()
    assert listed(staff, result.context["list"]) == stored
    assert "收的表" in text(staff.get(result.context["list"]))


def test_every_record_type_has_its_list_and_links_to_its_records(staff, world):
    wrong = {}
    for name, row in ROWS.items():
        sheet = workbook([["所属工会", *row], [world.enterprise.name, *row.values()]])
        result = store(staff, send(staff, world, sheet, resource=name))
        record = importable()[name]._meta.model.objects.latest("pk")
        ((_told, address),) = result.context["first"]
        page = staff.get(address).status_code
        if listed(staff, result.context["list"]) != {record.pk} or page != 200:
            wrong[name] = (result.context["list"], page)
    assert wrong == {}


def test_people_moved_here_are_in_the_list_too(staff, world):
    member = make.MemberFactory(union=world.village_joint, id_number=make.id_number(301))
    make.MembershipFactory(member=member, union=world.village_joint, from_on=date(2008, 1, 1))
    head = ["工会名称", "姓名", "性别", "身份证号"]
    sheet = workbook([head, [world.enterprise.name, member.name, "男", make.id_number(301)]])
    preview = send(staff, world, sheet)
    move = reverse("reports:collect_transfers", args=[preview.context["upload"].pk])
    result = store(staff, staff.post(move, {"all": "1"}, follow=True))
    assert Member.objects.get(pk=member.pk).union == world.enterprise
    assert listed(staff, result.context["list"]) == {member.pk}


def test_another_town_sees_nothing_of_it_and_no_such_writing_is_404(staff, as_, world):
    sheet = workbook([["工会名称", "职工数"], [world.enterprise.name, 9]])
    address = store(staff, send(staff, world, sheet)).context["list"]
    assert listed(as_("foreign_staff"), address) == set()
    assert listed(as_("chair"), address) == {Headcount.objects.get().pk}
    bare = reverse("admin:unions_headcount_changelist")
    bad = ["1", "x-y-z", "1-20091120T000000.0Z-2009Z", "9" * 30, "1-Z-Z"]
    first, later, last = ("20091120T000000.5Z", "20091120T000001.5Z", "99991231T235959.999999Z")
    early = "00010101T000000.000000Z"
    bad += [f"1-{last}-{last}", f"1-{first}-{last}", f"1-{early}-{first}", f"1-{later}-{first}"]
    for written in bad:
        assert staff.get(bare, {"written": written}).status_code == 404, written
    assert staff.get(bare, {"written": f"1-{first}-{later}"}).status_code == 200
    assert staff.get(bare, {"written": ""}).status_code == 200


def test_a_stored_file_of_a_lot_leads_to_its_result_and_back(staff, world):
    one = workbook([["工会名称", "职工数"], [world.enterprise.name, 9]])
    other = workbook([["单位", "提出", "实施"], [world.village_joint.name, 3, 1]])
    lot = store_lot(staff, send_lot(staff, world, ("人数.xlsx", one), ("建议.xlsx", other)))
    assert text(lot).count("看收了什么") == 2
    result = staff.get(lot.context["page"][0].get_absolute_url())
    assert lot.context["lot"].get_absolute_url() in text(result)
    assert len(listed(staff, result.context["list"])) == 1


def test_a_long_result_is_a_short_page_with_few_queries(staff, world):
    """The unions alone, with nothing else to ask: rows cost neither queries nor length."""
    names = [[f"第{number}针织有限公司工会", "企业工会"] for number in range(120)]
    sheet = workbook([["工会名称", "工会类型"], *names])
    result = store(staff, send(staff, world, sheet, resource="unions"))
    assert Union.objects.filter(name__contains="针织").count() == 120
    assert len(listed(staff, result.context["list"])) == 120
    with CaptureQueriesContext(connection) as queries:
        page = staff.get(result.context["upload"].get_absolute_url())
    assert len(page.content) < 60_000
    assert len(queries) <= 13, [query["sql"][:90] for query in queries]

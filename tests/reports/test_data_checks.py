"""Data checks: what each finds and leaves alone, who sees what, and letting rows pass."""

import re

from django.db import connection, transaction
from django.urls import reverse

from reports.data_checks import CHECKS, findings, outcomes
from reports.models import Waiver
from tests import factories as make
from tests.pages import text_of
from tests.reports.check_cases import CASES, DAY

CODE = "members.without_id_number"


def page_of(union, code=CODE):
    return f"{reverse('reports:data_check', args=[code])}?union={union.code}"


def tick_of(client, address):
    """What the tick box of the page's only row sends."""
    (tick,) = re.findall(r'name="rows" value="([^"]+)"', client.get(address).content.decode())
    return tick


def unnumbered(world, name="赵无号"):
    found = make.MemberFactory(union=world.enterprise, name=name)
    make.MembershipFactory(member=found)
    return found


def test_every_check_finds_what_is_wrong_and_leaves_alone_what_is_just_right(world):
    assert CASES.keys() == {check.code for check in CHECKS}
    faults = {}
    for check in CHECKS:
        for made, expected in zip(CASES[check.code], (True, False), strict=True):
            before = transaction.savepoint()
            union = make.UnionFactory(parent=world.town)
            made(union)
            (outcome,) = outcomes(world.town, DAY, [check])
            if (union.pk in outcome.by_union) is not expected:
                faults[check.code] = "not found" if expected else "found though right"
            if outcomes(world.neighbour, DAY, [check])[0].by_union.keys() & {union.pk}:
                faults[check.code] = "found in the neighbouring town"
            transaction.savepoint_rollback(before)
    assert faults == {}


def test_all_checks_together_cost_one_query_and_agree_with_each_alone(
    world, django_assert_num_queries
):
    for wrong, _ in CASES.values():
        wrong(make.UnionFactory(parent=world.town))
    with django_assert_num_queries(2):
        found = findings(world.town, DAY)
    assert {finding.check.code for finding in found} == CASES.keys()
    for finding in found:
        (alone,) = outcomes(world.town, DAY, [finding.check])
        assert alone.by_union == finding.by_union, finding.check.code


def test_counts_by_union_are_those_of_plain_sql(world):
    for _ in range(3):
        unnumbered(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.union_id, COUNT(DISTINCT m.id) FROM members_member m"
            " JOIN members_membership s ON s.member_id = m.id"
            " WHERE m.id_hash IS NULL AND s.kind = 'active' GROUP BY m.union_id"
        )
        expected = dict(cursor.fetchall())
    (finding,) = (found for found in findings(world.county, DAY) if found.check.code == CODE)
    assert finding.by_union == expected == {world.enterprise.pk: 3}


def test_staff_let_a_row_pass_with_a_reason_and_it_returns_once_the_record_changes(world, client):
    found = unnumbered(world)
    client.force_login(world.staff)
    assert "赵无号" in text_of(client.get(page_of(world.town)))
    tick = tick_of(client, page_of(world.town))
    client.post(page_of(world.town), {"rows": [tick], "reason": "护照会员"})

    assert "赵无号" not in text_of(client.get(page_of(world.town)))
    passed = text_of(client.get(page_of(world.town) + "&shown=waived"))
    assert "赵无号" in passed
    assert "护照会员" in passed
    assert "王干事" in passed
    assert Waiver.history.get().history_user_id == world.staff.pk

    found.department = "装配"
    found.save()
    assert "赵无号" in text_of(client.get(page_of(world.town)))


def test_a_waiver_taken_back_lists_the_row_again(world, client):
    unnumbered(world)
    client.force_login(world.staff)
    tick = tick_of(client, page_of(world.town))
    client.post(page_of(world.town), {"rows": [tick], "reason": "护照会员"})
    client.post(page_of(world.town), {"withdraw": Waiver.objects.get().pk})
    assert "赵无号" in text_of(client.get(page_of(world.town)))
    assert not Waiver.objects.exists()


def test_a_row_changed_since_the_page_was_read_is_not_let_pass(world, client):
    found = unnumbered(world)
    client.force_login(world.staff)
    tick = tick_of(client, page_of(world.town))
    found.department = "装配"
    found.save()
    answer = client.post(page_of(world.town), {"rows": [tick], "reason": "核对过"})
    assert "打勾的记录刚有变动" in text_of(answer)
    assert not Waiver.objects.exists()


def test_waiving_asks_for_a_reason_and_for_rows_of_this_check_and_town(world, client):
    unnumbered(world)
    client.force_login(world.staff)
    tick = tick_of(client, page_of(world.town))
    foreign = make.MemberFactory(union=world.foreign_enterprise)
    make.MembershipFactory(member=foreign)
    answers = {
        "请写明为什么可以通过。": {"rows": [tick], "reason": " "},
        "请先在要通过的记录前打勾。": {"reason": "核对过"},
        "打勾的记录刚有变动": {"rows": [f"{foreign.pk}:1/"], "reason": "核对过"},
        "打勾的记录不存在": {"rows": ["=1+1"], "reason": "核对过"},
    }
    for expected, given in answers.items():
        assert expected in text_of(client.post(page_of(world.town), given))
    assert client.post(page_of(world.town), {"withdraw": "9" * 30}).status_code == 404
    assert not Waiver.objects.exists()


def test_the_chair_reads_the_rows_but_lets_none_pass(world, client):
    found = unnumbered(world)
    client.force_login(world.chair)
    page = text_of(client.get(page_of(world.town)))
    assert "赵无号" in page
    assert "说明后通过" not in page
    given = {"rows": [found.pk], "reason": "核对过"}
    assert client.post(page_of(world.town), given).status_code == 403


def test_the_county_sees_counts_by_union_and_no_names(world, client):
    found = unnumbered(world)
    client.force_login(world.county_viewer)
    pages = [client.get(page_of(world.town)), client.get(reverse("reports:data_checks"))]
    assert "示范机械有限公司工会" in text_of(pages[0])
    assert all("赵无号" not in text_of(page) for page in pages)
    given = {"rows": [found.pk], "reason": "核对过"}
    assert client.post(page_of(world.town), given).status_code == 403
    assert client.get(page_of(world.town) + "&shown=waived").status_code == 200


def test_a_union_outside_the_scope_is_not_named_as_the_other_place(world, client):
    for union in (world.enterprise, world.foreign_enterprise):
        make.EmployerFactory(union=union, name="两边登记有限公司")
    client.force_login(world.staff)
    page = text_of(client.get(page_of(world.town, "employers.covered_twice")))
    assert "管理范围以外的工会" in page
    assert "邻镇纺织" not in page


def test_the_overview_tells_counts_by_check_and_by_union_and_its_queries_do_not_grow(
    world, client, django_assert_max_num_queries
):
    client.force_login(world.staff)
    address = f"{reverse('reports:data_checks')}?union={world.town.code}"
    for _ in range(60):
        make.HeadcountFactory(union=make.UnionFactory(parent=world.town), women=None)
    with django_assert_max_num_queries(70):  # the figures of the reconciliation rules
        assert "人数没有填全" in text_of(client.get(address))
    with django_assert_max_num_queries(12):
        page = text_of(client.get(address + "&by=union"))
    assert "第 1 页，共 2 页" in page

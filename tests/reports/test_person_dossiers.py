"""The dossiers of a member and of an aid case: everything linked, numbers masked."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import DisclosedRecord, Disclosure
from tests import factories as make
from tests.pages import text_of


def open_page(client, person):
    response = client.get(person.get_absolute_url())
    assert response.status_code == 200
    return response


def totals(response) -> dict[str, int]:
    return {shown.section.key: shown.total for shown in response.context["sections"]}


def test_a_members_page_tells_what_is_linked_to_the_member(as_, world):
    member = world.member
    make.MembershipFactory(member=member, union=world.village_joint, from_on=date(2008, 1, 1))
    linked = make.AidCaseFactory(union=world.enterprise, member=member, name="单秀英")
    same = make.AidCaseFactory(union=world.village_joint, id_number=member.id_number)
    make.AidPaymentFactory(case=linked)
    make.AidPaymentFactory(case=same)
    make.RecognitionFactory(union=world.enterprise, holder="person", name="单秀英（包装工）")
    make.RecognitionFactory(union=world.enterprise, holder="team", name="单秀英班组")
    make.ResultFactory(competition__union=world.town, winner="单秀英")
    make.attached(member, "入会申请.pdf")
    make.attached(world.aid_case, "病历.pdf")
    response = open_page(as_("staff"), member)
    expected = {"spells": 2, "aid_cases": 2, "aid_payments": 2, "recognitions": 1, "results": 1}
    assert totals(response) == {**expected, "attachments": 1}
    page = text_of(response)
    assert "入会申请.pdf" in page
    assert "病历.pdf" not in page


def test_an_aid_cases_page_tells_its_way_payments_and_consent(as_, world):
    case = world.aid_case
    case.consented_on = date(2009, 1, 5)
    case.save()
    make.AidHouseholdFactory(case=case, name="家属甲")
    make.AidPaymentFactory(case=case, amount=1500)
    make.AidStepFactory(case=case, state="rechecked", happened_on=date(2009, 10, 8))
    make.VisitFactory(union=world.enterprise, group="hardship")
    make.VisitFactory(union=world.enterprise, group="migrant")
    make.attached(case, "病历.pdf")
    response = open_page(as_("chair"), case)
    assert totals(response) == {"household": 1, "aid_payments": 2, "visits": 1, "attachments": 1}
    page = text_of(response)
    for told in ("家属甲", "2000", "2009年1月5日", "建档", "2009年10月8日", "病历.pdf"):
        assert told in page, told


def test_numbers_are_masked_until_a_reason_is_given_and_then_noted(as_, world):
    client = as_("staff")
    for person in (world.member, world.aid_case):
        response = open_page(client, person)
        assert person.id_number not in response.content.decode()
        assert f"{person.id_number[:6]}{'*' * 12}" in text_of(response)
        assert f"next={person.get_absolute_url()}" in response.content.decode()
    Disclosure.objects.create(user=world.staff, reason="核对名单")
    for person in (world.member, world.aid_case):
        assert person.id_number in text_of(open_page(client, person))
        assert DisclosedRecord.objects.filter(
            record=person._meta.label_lower, key=str(person.pk)
        ).exists()
    colleague = as_("colleague")
    assert world.member.id_number not in open_page(colleague, world.member).content.decode()


def test_movements_stay_at_hand_for_staff_and_out_of_reach_for_the_chair(as_, world):
    move = reverse("members:move", args=[world.member.pk])
    assert move in open_page(as_("staff"), world.member).content.decode()
    assert move not in open_page(as_("chair"), world.member).content.decode()
    form = as_("staff").get(reverse("admin:members_member_change", args=[world.member.pk]))
    assert world.member.get_absolute_url() in form.content.decode()


def test_a_payment_is_added_from_the_case_page(as_, world):
    client = as_("staff")
    shown = {s.section.key: s for s in open_page(client, world.aid_case).context["sections"]}
    form = client.get(shown["aid_payments"].add_url)
    assert f'value="{world.aid_case.pk}" selected' in form.content.decode()
    listed = client.get(shown["aid_payments"].list_url)
    assert listed.context["cl"].result_count == shown["aid_payments"].total == 1


def test_the_latest_changes_name_columns_and_no_number(as_, world):
    world.member.phone = "13700000009"
    world.member.department = "包装车间"
    world.member.save()
    response = open_page(as_("chair"), world.member)
    assert "修改：手机、部门岗位" in text_of(response)
    assert "13700000009" not in text_of(response)


def test_more_rows_cost_no_more_queries(as_, world):
    client = as_("staff")

    def measure(person):
        with CaptureQueriesContext(connection) as queries:
            open_page(client, person)
        return len(queries)

    def add():
        make.AidPaymentFactory(case=world.aid_case)
        make.AidHouseholdFactory(case=world.aid_case)
        make.AidCaseFactory(union=world.enterprise, member=world.member)
        make.attached(world.member)
        make.MembershipFactory(member=world.member)
        make.VisitFactory(union=world.enterprise, group="hardship")
        world.member.save()
        world.aid_case.save()

    add()
    people = (world.member, world.aid_case)
    for person in people:
        measure(person)
    few = [measure(person) for person in people]
    for _ in range(10):
        add()
    assert [measure(person) for person in people] <= few

"""Personal numbers: masked, opened on a reason, found without standing in an address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from members.models import AidCase, DisclosedRecord, Disclosure, Member
from tests import factories as make
from tests.pages import address, inputs, open_form, save, text_of

NUMBER = make.id_number(2)
PHONE, ACCOUNT = "13800000001", "6222020000000000123"
MASKED = "990001************"


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


def disclose(client, record, reason="核对发放名单"):
    form = {"reason": reason, "next": address(record)}
    return client.post(reverse("members:disclose"), form)


@pytest.mark.parametrize("role", ["staff", "chair"])
@pytest.mark.parametrize("person", ["member", "aid_case"])
def test_no_page_of_a_person_shows_a_whole_number_unasked(world, client, role, person):
    client.force_login(getattr(world, role))
    record = getattr(world, person)
    for url in (
        address(record, "changelist"),
        address(record),
        address(record, "history"),
    ):
        page = client.get(url).content.decode()
        for secret in (record.id_number, PHONE, ACCOUNT):
            assert secret not in page, url
    assert MASKED in client.get(address(record)).content.decode()


def test_a_masked_number_saved_unchanged_keeps_the_stored_one(world, staff):
    answer = save(staff, address(world.member), workplace="一车间")
    assert answer.status_code == 302
    member = Member.objects.get(pk=world.member.pk)
    assert (member.id_number, member.phone, member.workplace) == (NUMBER, PHONE, "一车间")
    assert Member.objects.with_id_number(NUMBER).get() == member


def test_typing_over_the_mask_replaces_the_number_and_emptying_it_removes_it(world, staff):
    save(staff, address(world.member), phone="139 1111 2222", id_number="")
    member = Member.objects.get(pk=world.member.pk)
    assert (member.phone, member.id_number, member.id_hash) == ("13911112222", "", None)


def test_a_half_changed_mask_is_refused_and_the_page_still_shows_no_number(world, staff):
    answer = save(staff, address(world.member), id_number="990001***********1")
    assert answer.status_code == 200
    assert "前17位为数字" in text_of(answer)
    assert NUMBER not in answer.content.decode()


def test_a_conflict_shows_and_carries_only_masked_numbers(world, staff):
    mine = open_form(staff, address(world.member))
    save(staff, address(world.member), phone="13911112222")
    conflict = staff.post(address(world.member), {**mine, "workplace": "二车间"})
    assert conflict.status_code == 409
    for secret in (NUMBER, PHONE, "13911112222"):
        assert secret not in conflict.content.decode()
    staff.post(address(world.member), inputs(conflict))
    assert Member.objects.get(pk=world.member.pk).id_number == NUMBER


@pytest.mark.parametrize("role", ["staff", "chair"])
def test_a_reason_opens_the_numbers_and_every_record_shown_is_noted(world, client, role):
    client.force_login(getattr(world, role))
    assert disclose(client, world.member).url == address(world.member)

    page = client.get(address(world.member)).content.decode()
    assert NUMBER in page
    assert PHONE in page
    noted = DisclosedRecord.objects.get()
    assert (noted.record, noted.key) == ("members.member", str(world.member.pk))
    assert noted.disclosure.user == getattr(world, role)
    assert noted.disclosure.reason == "核对发放名单"


def test_lists_stay_masked_while_the_numbers_are_open(world, staff):
    disclose(staff, world.member)
    assert PHONE not in staff.get(address(world.member, "changelist")).content.decode()


def test_no_reason_no_numbers(world, staff):
    answer = disclose(staff, world.member, reason="\u200b ")
    assert answer.status_code == 200
    assert not Disclosure.objects.exists()
    assert NUMBER not in staff.get(address(world.member)).content.decode()


def test_after_half_an_hour_the_numbers_are_masked_again(world, staff):
    disclose(staff, world.member)
    late = timezone.now() - timedelta(minutes=31)
    Disclosure.objects.update(opened_at=late)
    assert NUMBER not in staff.get(address(world.member)).content.decode()


def test_a_disclosure_opens_nothing_to_somebody_else(world, staff):
    disclose(staff, world.member)
    staff.force_login(world.colleague)
    assert NUMBER not in staff.get(address(world.member)).content.decode()


def test_the_way_back_from_a_disclosure_never_leads_to_another_site(world, staff):
    form = {"reason": "核对", "next": "https://elsewhere.example/"}
    assert staff.post(reverse("members:disclose"), form).url == reverse("admin:index")


def test_the_chair_reads_whom_the_staff_looked_up_and_the_neighbours_remain_unknown(world, client):
    client.force_login(world.staff)
    disclose(client, world.member)
    client.get(address(world.member))
    Disclosure.objects.create(user=world.foreign_staff, reason="邻镇的事")

    client.force_login(world.chair)
    listed = text_of(client.get(reverse("admin:members_disclosure_changelist")))
    assert "核对发放名单" in listed
    assert "邻镇的事" not in listed
    told = text_of(client.get(address(Disclosure.objects.get(user=world.staff))))
    assert "会员：单秀英" in told


def find(client, number):
    return client.post(reverse("members:find"), {"id_number": number})


@pytest.mark.parametrize("typed", [NUMBER, f" {NUMBER[:6]} {NUMBER[6:]} ", NUMBER.lower()])
def test_an_id_number_leads_to_the_members_page(world, staff, typed):
    assert find(staff, typed).url == address(world.member)


def test_an_aided_worker_who_is_no_member_is_found_too(world, staff):
    assert find(staff, world.aid_case.id_number).url == address(world.aid_case)


def test_a_number_of_another_town_is_not_found(world, staff):
    answer = find(staff, world.foreign_member.id_number)
    assert answer.url == reverse("members:find")
    assert "没有找到" in text_of(staff.get(answer.url))


def test_a_wrong_number_is_explained_without_repeating_it(world, staff):
    wrong = NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")
    shown = text_of(find(staff, wrong))
    assert "末位校验码不对" in shown
    assert wrong not in shown.replace(" ", "")


def test_an_id_number_in_the_search_box_never_stays_in_an_address(world, staff):
    for model in (Member, AidCase):
        for typed in (NUMBER, "９９" + NUMBER[2:], f"{NUMBER[:6]} {NUMBER[6:]}"):
            answer = staff.get(address(model, "changelist"), {"q": typed})
            assert answer.status_code == 302
            assert answer.url == reverse("members:find")


@pytest.mark.parametrize("model", [Member, AidCase])
def test_the_list_hands_the_search_script_the_address_to_post_to(world, staff, model):
    page = staff.get(address(model, "changelist")).content.decode()
    assert '<script src="/static/members/find.js" data-find="/members/find/"></script>' in page


def test_a_number_on_file_is_not_registered_a_second_time(world, staff):
    form = open_form(staff, address(Member, "add"))
    form |= {"name": "同一人", "sex": "female", "id_number": NUMBER, "joined_on": "2009"}
    answer = staff.post(address(Member, "add"), {**form, "union": world.enterprise.pk})
    assert "这个身份证号已登记在册" in text_of(answer)
    assert not Member.objects.filter(name="同一人").exists()


def test_stored_numbers_are_unreadable_in_the_database_and_its_history(world):
    tables = (Member, AidCase, Member.history.model, AidCase.history.model)
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            raw = str(cursor.fetchall())
            for secret in (NUMBER, PHONE, ACCOUNT, world.aid_case.id_number):
                assert secret not in raw, model

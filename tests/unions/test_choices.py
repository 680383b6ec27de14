"""Links are searched by name or pinyin, inside the user's scope; new records start likely."""

from datetime import date

import pytest
from django.urls import reverse

from members.models import AidCase, Member
from tests import factories as make
from tests.pages import address, inputs, open_form, text_of
from unions.models import (
    CollectiveContract,
    CompetitionEntry,
    ContractCoverage,
    Employer,
    Union,
    WorkLog,
)

DAY = date(2009, 11, 20)


@pytest.fixture
def staff(world, client, settings):
    settings.LEDGER_TODAY = DAY
    client.force_login(world.staff)
    return client


def offered(client, model, field, term):
    query = {
        "app_label": model._meta.app_label,
        "model_name": model._meta.model_name,
        "field_name": field,
        "term": term,
    }
    return [
        row["text"] for row in client.get(reverse("admin:autocomplete"), query).json()["results"]
    ]


def test_unions_employers_members_and_contracts_are_found_by_pinyin_initials(world, staff):
    make.ContractFactory(union=world.enterprise, signed_on=date(2009, 3, 1))
    found = {
        "工会": offered(staff, Member, "union", "sfjx"),
        "单位": offered(staff, ContractCoverage, "employer", "sfjxyxgs"),
        "会员": offered(staff, AidCase, "member", "sxy"),
        "合同": offered(staff, CollectiveContract, "renewal_of", "sfjx"),
    }
    assert found["工会"] == [f"示范机械有限公司工会（{world.enterprise.code}）"]
    assert found["单位"] == ["示范机械有限公司（示范机械有限公司工会）"]
    assert found["会员"] == ["单秀英（示范机械有限公司工会，1970年生）"]
    assert len(found["合同"]) == 1


def test_nothing_of_another_town_is_offered(world, staff):
    make.ContractFactory(union=world.foreign_enterprise)
    assert offered(staff, Member, "union", "邻镇") == []
    assert offered(staff, CompetitionEntry, "union", "lz") == []
    assert offered(staff, ContractCoverage, "employer", "邻镇") == []
    assert offered(staff, AidCase, "member", "邻桂花") == []
    assert offered(staff, CollectiveContract, "renewal_of", "邻镇") == []


def test_a_link_that_files_a_record_offers_only_unions_whose_records_one_may_change(world, client):
    world.county_viewer.assignments.create(role="staff", union=world.neighbour)
    client.force_login(world.county_viewer)
    towns = {text.partition("（")[0] for text in offered(client, Member, "union", "工会")}
    assert towns == {"邻镇总工会", "邻镇纺织有限公司工会"}


def test_dissolved_unions_are_offered_last_and_said_to_be(world, staff):
    Union.objects.filter(pk=world.enterprise.pk).update(dissolved_on=date(2009, 5, 1))
    assert offered(staff, Member, "union", "工会")[-1] == (
        f"示范机械有限公司工会（{world.enterprise.code}，已撤销）"
    )


def test_a_new_employer_is_found_by_pinyin_and_a_renamed_one_by_its_new_name(world, staff):
    Employer.objects.bulk_create([Employer(union=world.enterprise, name="清源净水厂")])
    assert offered(staff, ContractCoverage, "employer", "qyjs")
    record = Employer.objects.get(name="清源净水厂")
    record.name = "碧波净水厂"
    record.save()
    assert not offered(staff, ContractCoverage, "employer", "qyjs")
    assert offered(staff, ContractCoverage, "employer", "bbjs")


def test_the_form_of_a_movement_lists_no_unions_and_starts_today(world, staff):
    page = staff.get(reverse("members:move", args=[world.member.pk]))
    assert "东村小型民营企业联合工会" not in text_of(page)
    assert "admin-autocomplete" in page.content.decode()
    assert inputs(page)["day"] == "2009年11月20日"


def test_a_second_entry_starts_at_the_union_of_the_first(world, staff):
    first = open_form(staff, address(CollectiveContract, "add"))
    assert first.get("union", "") == ""
    first |= {
        "union": world.village_joint.pk,
        "kind": "wage",
        "signed_on": "2009-03-01",
        "expires_on": "2010-02-28",
    }
    assert staff.post(address(CollectiveContract, "add"), first).status_code == 302
    second = open_form(staff, address(CollectiveContract, "add"))
    assert second["union"] == str(world.village_joint.pk)


def test_a_new_note_of_work_is_dated_today(world, staff):
    assert open_form(staff, address(WorkLog, "add"))["happened_on"] == "2009年11月20日"

"""Two people at one record, links into other towns, dates and texts as they are typed."""

from datetime import date

import pytest
from django.urls import reverse

from tests import factories as make
from tests.pages import address, inputs, open_form, save, text_of
from unions.models import (
    CollectiveContract,
    Competition,
    ContractCoverage,
    Employer,
    Headcount,
    ProposalReturn,
    Training,
    Union,
)


def sign_in(client, user):
    client.force_login(user)
    return client


def test_of_two_staff_at_one_union_the_second_is_asked_and_nothing_is_lost(world, client):
    url = address(world.enterprise)
    mine = open_form(sign_in(client, world.staff), url)
    save(sign_in(client, world.colleague), url, contact_name="李联系")

    answer = sign_in(client, world.staff).post(url, {**mine, "address": "示范路1号"})

    assert answer.status_code == 409
    shown = text_of(answer)
    assert "李干事" in shown
    assert "李联系" in shown
    assert "示范路1号" in shown
    stored = Union.objects.get(pk=world.enterprise.pk)
    assert (stored.contact_name, stored.address) == ("李联系", "")


def test_insisting_on_ones_own_version_saves_it_over_the_other(world, client):
    url = address(world.enterprise)
    mine = open_form(sign_in(client, world.staff), url)
    save(sign_in(client, world.colleague), url, contact_name="李联系")
    conflict = sign_in(client, world.staff).post(url, {**mine, "contact_name": "王联系"})

    answer = client.post(url, inputs(conflict))

    assert answer.status_code == 302
    assert Union.objects.get(pk=world.enterprise.pk).contact_name == "王联系"


def test_a_form_without_a_version_counts_as_stale(world, client):
    url = address(world.enterprise)
    form = open_form(sign_in(client, world.staff), url)
    del form["version"]
    assert client.post(url, {**form, "address": "别处"}).status_code == 409


def test_a_row_changed_on_its_own_page_is_not_overwritten_from_the_union_page(world, client):
    url = address(world.enterprise)
    mine = open_form(sign_in(client, world.staff), url)
    save(sign_in(client, world.colleague), address(world.employer), staff="120")

    conflict = sign_in(client, world.staff).post(url, {**mine, "employers-0-staff": "90"})
    assert conflict.status_code == 409
    assert Employer.objects.get(pk=world.employer.pk).staff == 120

    assert client.post(url, inputs(conflict)).status_code == 302
    assert Employer.objects.get(pk=world.employer.pk).staff == 90


def test_a_record_says_who_registered_and_who_changed_it(world, client):
    form = {"union": world.enterprise.pk, "as_of": "2009.9.30", "staff": "50"}
    sign_in(client, world.staff).post(address(Headcount, "add"), form)
    record = Headcount.objects.get()
    save(sign_in(client, world.colleague), address(record), staff="51")
    record.refresh_from_db()
    assert (record.created_by, record.updated_by) == (world.staff, world.colleague)


FILLED = {
    Headcount: {"as_of": "2009-09-30", "staff": "10"},
    Employer: {"name": "新单位"},
    CollectiveContract: {
        "kind": "wage",
        "scope": "single",
        "action": "new",
        "signed_on": "2009-3-1",
        "expires_on": "2010-3-1",
    },
    Competition: {"name": "竞赛", "kind": "skill", "level": "town", "held_on": "2009-3-1"},
    ProposalReturn: {
        "period_from": "2009-1-1",
        "period_to": "2009-9-30",
        "raised": "1",
        "implemented": "0",
        "benefit": "0",
    },
    Training: {
        "title": "培训",
        "kind": "skill",
        "held_on": "2009-3-1",
        "sessions": "1",
        "attendance": "5",
        "certificates": "0",
    },
}


@pytest.mark.parametrize("model", FILLED, ids=lambda model: model.__name__)
def test_a_union_of_another_town_is_refused_at_its_field_and_nothing_is_stored(
    world, client, model
):
    before = model.objects.count()
    url = address(model, "add")
    form = {**open_form(sign_in(client, world.staff), url), **FILLED[model]}

    answer = client.post(url, {**form, "union": world.foreign_enterprise.pk})
    assert answer.status_code == 200
    assert "不在您的管理范围内" in text_of(answer)
    assert model.objects.count() == before

    assert client.post(url, {**form, "union": world.enterprise.pk}).status_code == 302
    assert model.objects.count() == before + 1


def test_a_record_cannot_be_moved_into_another_town(world, client):
    record = make.TrainingFactory(union=world.enterprise)
    sign_in(client, world.staff)
    answer = save(client, address(record), union=str(world.foreign_enterprise.pk))
    assert answer.status_code == 200
    assert Training.objects.get().union == world.enterprise


def test_links_inside_rows_stay_in_the_own_town(world, client):
    competition = make.CompetitionFactory(union=world.town)
    contract = make.ContractFactory(union=world.town)
    foreign_contract = make.ContractFactory(union=world.foreign_enterprise)
    sign_in(client, world.staff)

    entry = {"entries__0__union": str(world.foreign_enterprise.pk)}
    assert "不在您的管理范围内" in text_of(save(client, address(competition), **entry))
    employer = {"coverage__0__employer": str(world.foreign_employer.pk)}
    assert "不在您的管理范围内" in text_of(save(client, address(contract), **employer))
    renewal = {"renewal_of": str(foreign_contract.pk)}
    assert "不在您的管理范围内" in text_of(save(client, address(contract), **renewal))

    assert not competition.entries.exists()
    assert not contract.coverage.exists()


def test_a_contract_covers_employers_of_the_signing_union_or_below_it_only(world, client):
    ours = make.ContractFactory(union=world.enterprise)
    other = world.village_joint.employers.first()
    sign_in(client, world.staff)

    refused = save(client, address(ours), coverage__0__employer=str(other.pk))
    assert "不属于签约的“示范机械有限公司工会”或它的下属工会" in text_of(refused)
    assert not ContractCoverage.objects.exists()

    of_the_town = make.ContractFactory(union=world.town)
    accepted = save(client, address(of_the_town), coverage__0__employer=str(other.pk))
    assert accepted.status_code == 302
    assert ContractCoverage.objects.get().employer == other


def test_a_link_stored_earlier_survives_when_its_target_left_the_scope(world, client):
    case, stranger = world.aid_case, world.foreign_member
    type(case).objects.filter(pk=case.pk).update(member=stranger)
    answer = save(sign_in(client, world.staff), address(case), household_size="3")
    assert answer.status_code == 302
    case.refresh_from_db()
    assert (case.member, case.household_size) == (stranger, 3)


def test_suggestions_for_a_link_name_no_union_of_another_town(world, client):
    url = "/autocomplete/?app_label=unions&model_name=headcount&field_name=union&term="
    found = sign_in(client, world.staff).get(url + "工会").json()["results"]
    names = {row["text"].partition("（")[0] for row in found}
    assert "示范机械有限公司工会" in names
    assert not {name for name in names if name.startswith("邻镇")}


def test_a_list_narrowed_to_a_foreign_union_does_not_exist(world, client):
    make.HeadcountFactory(union=world.enterprise)
    url = address(Headcount, "changelist")
    sign_in(client, world.staff)
    assert "示范机械" in text_of(client.get(f"{url}?union={world.enterprise.pk}"))
    assert client.get(f"{url}?union={world.foreign_enterprise.pk}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "day", "precision", "read_back"),
    [
        ("2006年8月3日", date(2006, 8, 3), "day", "2006年8月3日"),
        ("2006.8", date(2006, 8, 31), "month", "2006年8月"),
        ("二〇〇六年", date(2006, 12, 31), "year", "2006年"),
        ("不详", None, "unknown", ""),
    ],
)
def test_a_founding_date_is_kept_as_exactly_as_it_is_known(
    world, client, typed, day, precision, read_back
):
    url = address(world.enterprise)
    save(sign_in(client, world.staff), url, founded_on=typed)
    union = Union.objects.get(pk=world.enterprise.pk)
    assert (union.founded_on, union.founded_on_precision) == (day, precision)
    assert open_form(client, url).get("founded_on", "") == read_back


def test_who_only_reads_sees_a_date_no_more_exact_than_it_is_known(world, client):
    save(sign_in(client, world.staff), address(world.enterprise), founded_on="2006年8月")
    save(client, address(world.member), spells__0__from_on="2007年3月")
    sign_in(client, world.chair)
    union, member = (text_of(client.get(address(r))) for r in (world.enterprise, world.member))
    assert "2006年8月" in union
    assert "2006年8月31日" not in union
    assert "2007年3月" in member
    assert "2007年3月31日" not in member


def test_a_union_founded_and_dissolved_in_one_year_is_saved_though_only_the_year_is_known(
    world, client
):
    sign_in(client, world.staff)
    save(client, address(world.enterprise), founded_on="2009", dissolved_on="2009年6月1日")
    world.enterprise.refresh_from_db()
    assert world.enterprise.dissolved_on == date(2009, 6, 1)


def test_a_date_of_a_paper_must_be_known_to_the_day(world, client):
    answer = save(sign_in(client, world.staff), address(world.enterprise), approved_on="2006年8月")
    assert "日期“2006年8月”不够具体" in text_of(answer)


def test_invisible_characters_are_cleaned_from_what_is_pasted(world, client):
    pasted = "示范\u200b路\u202e1号\x0b"
    save(sign_in(client, world.staff), address(world.enterprise), address=pasted)
    assert Union.objects.get(pk=world.enterprise.pk).address == "示范路1号"


def test_an_unusual_contract_term_is_saved_with_a_warning(world, client):
    contract = make.ContractFactory(union=world.enterprise)
    sign_in(client, world.staff)
    answer = client.post(
        address(contract),
        {**open_form(client, address(contract)), "expires_on": "2009年6月1日"},
        follow=True,
    )
    assert "合同期限为93天" in text_of(answer)
    contract.refresh_from_db()
    assert contract.expires_on == date(2009, 6, 1)


def test_the_only_union_of_a_clerk_is_filled_in(world, client):
    clerk = make.UserFactory(role="staff", role__union=world.enterprise)
    form = open_form(sign_in(client, clerk), address(Headcount, "add"))
    assert form["union"] == str(world.enterprise.pk)
    town_staff = open_form(sign_in(client, world.staff), address(Headcount, "add"))
    assert not town_staff.get("union")


def test_a_link_that_is_no_key_at_all_is_told_at_its_field(world, client):
    """Typed into the address or sent with the form; the page must be shown again, not fail."""
    client.force_login(world.staff)
    contract = make.ContractFactory(union=world.enterprise)
    add = reverse("admin:unions_collectivecontract_add")
    for wrong in ("9" * 30, "-1", "abc", "二", "=1+1"):
        assert client.get(add, {"union": wrong}).status_code == 200
        assert "请重新选择" in text_of(save(client, address(contract), union=wrong))

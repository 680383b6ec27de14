"""批量续签 and 照去年再办: what is made, what is left empty, and that nothing doubles."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import document_fromstring

from tests import factories as make
from tests.pages import address, messages_of, text_of
from unions.grids.renewals import next_period
from unions.models import Activity, CollectiveContract, Competition, CompetitionEntry, Training
from unions.permissions import Role

RENEW = "/grids/renew_contracts/"


@pytest.fixture(autouse=True)
def _today(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


@pytest.fixture
def staff(world, client):
    client.force_login(world.staff)
    return client


@pytest.fixture
def contract(world):
    found = make.ContractFactory(
        union=world.enterprise,
        number="2007-3",
        signed_on=date(2007, 11, 20),
        effective_on=date(2008, 1, 1),
        expires_on=date(2009, 12, 31),
        passed_on=date(2007, 11, 1),
        filed_on=date(2007, 11, 25),
        receipt_no="12",
        covered_staff=120,
    )
    make.CoverageFactory(contract=found, employer=world.employer)
    return found


def shown(response):
    """Line → the texts of its cells."""
    page = document_fromstring(response.content.decode())
    rows = page.xpath("//tbody/tr")
    return {
        int(row.get("data-k")): row.xpath("td[not(@class='pick')]/input/@value") for row in rows
    }


def save(client, url, *records, **texts):
    cells = {str(one.pk): [one.version, texts] for one in records}
    return client.post(url, {"cells": json.dumps(cells)})


@pytest.mark.parametrize(
    ("start", "end", "following"),
    [
        ("2008-01-01", "2009-12-31", ("2010-01-01", "2011-12-31")),
        ("2007-03-01", "2008-02-29", ("2008-03-01", "2009-02-28")),
        ("2008-03-15", "2009-03-14", ("2009-03-15", "2010-03-14")),
        ("2008-11-10", "2009-11-20", ("2009-11-21", "2010-12-01")),  # 375 days stay 375 days
        ("2008-10-31", "2009-08-30", ("2009-08-31", "2010-06-30")),  # no 31 June to end before
        ("2009-01-31", "2009-05-30", ("2009-05-31", "2009-09-30")),
        ("2009-06-30", "2009-10-29", ("2009-10-30", "2010-02-28")),
    ],
)
def test_the_next_period_begins_the_day_after_and_lasts_as_long(start, end, following):
    found = next_period(date.fromisoformat(start), date.fromisoformat(end))
    assert tuple(day.isoformat() for day in found) == following


def test_a_renewal_has_its_own_period_no_numbers_and_the_same_coverage(world, staff, contract):
    answer = staff.get(f"{RENEW}?rows={contract.pk}")
    assert shown(answer)[contract.pk] == ["2009-11-20", "2010-01-01", "2011-12-31", "", "120"]
    save(staff, f"{RENEW}?rows={contract.pk}", contract, covered_staff="130人")
    made = CollectiveContract.objects.get(renewal_of=contract)
    assert (made.action, made.kind, made.union) == ("renewal", contract.kind, world.enterprise)
    assert (made.signed_on, made.effective_on) == (date(2009, 11, 20), date(2010, 1, 1))
    assert (made.expires_on, made.covered_staff) == (date(2011, 12, 31), 130)
    assert (made.number, made.filed_on, made.receipt_no, made.passed_on) == ("", None, "", None)
    assert [one.employer for one in made.coverage.all()] == [world.employer]
    assert made.created_by == world.staff
    assert "示范机械有限公司" in made.history.get().history_change_reason


def test_pressing_twice_renews_once_and_names_what_was_left_out(world, staff, contract):
    url = f"{RENEW}?rows={contract.pk}"
    first = save(staff, url, contract)
    assert "已保存：新登记1条。" in messages_of(staff.get(first.url))
    second = save(staff, url, contract)
    assert CollectiveContract.objects.filter(renewal_of=contract).count() == 1
    told = " ".join(messages_of(staff.get(second.url)))
    assert "没有重复办理：示范机械有限公司工会工资专项协议（2007-11-20）（已经续签过）" in told
    assert "有1条没有列出" in text_of(staff.get(url))


def test_employers_of_a_union_dissolved_since_are_not_covered_again(world, staff, contract):
    closed = make.UnionFactory(parent=world.town, dissolved_on=date(2009, 5, 1))
    make.CoverageFactory(contract=contract, employer=make.EmployerFactory(union=closed))
    save(staff, f"{RENEW}?rows={contract.pk}", contract)
    made = CollectiveContract.objects.get(renewal_of=contract)
    assert [one.employer for one in made.coverage.all()] == [world.employer]


def test_two_people_with_different_scopes_wait_for_the_same_row(world, client, contract):
    """Else both would find the contract without a renewal and both would make one."""
    below = make.UserFactory(role=Role.STAFF, role__union=world.enterprise)
    waits = []
    for user in (world.staff, below):
        client.force_login(user)
        with CaptureQueriesContext(connection) as asked:
            save(client, f"{RENEW}?rows={contract.pk}", contract)
        waits.append({q["sql"] for q in asked if '"unions_union"."parent_id" IS NULL' in q["sql"]})
    assert waits[0] & waits[1]
    if connection.vendor == "postgresql":
        assert all("FOR NO KEY UPDATE" in sql for sql in waits[0] & waits[1])


def test_contracts_to_renew_are_chosen_by_the_day_they_end(world, staff, contract):
    make.ContractFactory(union=world.enterprise, expires_on=date(2010, 6, 30))
    make.ContractFactory(union=world.foreign_enterprise, expires_on=date(2009, 12, 31))
    assert shown(staff.get(RENEW)).keys() == {contract.pk}
    assert shown(staff.get(f"{RENEW}?ends_from=2010-1-1&ends_to=2010-5-1")) == {}


def test_a_wrong_day_in_one_renewal_keeps_all_out(world, staff, contract):
    other = make.ContractFactory(union=world.village_joint, expires_on=date(2009, 12, 31))
    cells = {
        str(contract.pk): [1, {}],
        str(other.pk): [1, {"signed_on": "2009年11月30日"}],
    }
    answer = staff.post(f"{RENEW}?rows={contract.pk},{other.pk}", {"cells": json.dumps(cells)})
    assert "签订日期（2009年11月30日）晚于今天" in text_of(answer)
    assert not CollectiveContract.objects.filter(renewal_of__isnull=False).exists()


def test_a_contract_changed_since_the_preview_is_shown_again(world, staff, contract):
    contract.save()  # somebody else, at version 2 now
    cells = json.dumps({str(contract.pk): [1, {}]})
    assert staff.post(f"{RENEW}?rows={contract.pk}", {"cells": cells}).status_code == 409
    assert CollectiveContract.objects.count() == 1


def test_last_years_contest_comes_back_with_its_unions_and_without_results(world, staff):
    contest = make.CompetitionFactory(
        union=world.town, name="电工", round_no=3, held_on=date(2008, 2, 29), participants=60
    )
    make.EntryFactory(competition=contest, union=world.enterprise, people=5, name_order=1)
    gone = make.UnionFactory(parent=world.town, dissolved_on=date(2009, 5, 1))
    make.EntryFactory(competition=contest, union=gone)
    make.ResultFactory(competition=contest)
    url = "/grids/repeat_competitions/?year=2008"
    assert shown(staff.get(url))[contest.pk][:5] == ["电工", "", "", "4", "2009-02-28"]
    assert save(staff, url, contest, held_on="2009-9-9").status_code == 302
    made = Competition.objects.exclude(pk=contest.pk).get()
    assert (made.held_on, made.round_no, made.participants) == (date(2009, 9, 9), 4, None)
    assert [(one.union, one.people, one.name_order) for one in made.entries.all()] == [
        (world.enterprise, None, 1)
    ]
    assert not made.results.exists()
    save(staff, url, contest)
    assert Competition.objects.count() == 2
    assert shown(staff.get(url)) == {}
    assert CompetitionEntry.objects.count() == 3


def test_only_as_many_of_one_name_are_left_out_as_were_done_this_year(world, staff):
    spring, autumn = (
        make.TrainingFactory(union=world.enterprise, held_on=day)
        for day in (date(2008, 3, 1), date(2008, 9, 1))
    )
    make.TrainingFactory(union=world.enterprise, held_on=date(2009, 9, 1))
    url = "/grids/repeat_trainings/?year=2008"
    assert shown(staff.get(url)).keys() == {spring.pk}
    assert "请填写培训人次。" in text_of(save(staff, url, spring))
    save(staff, url, spring, attendance="70")
    assert Training.objects.get(held_on=date(2009, 3, 1)).attendance == 70
    assert shown(staff.get(url)) == {}
    assert autumn.version == 1


def test_what_an_older_year_would_double_is_named_by_the_year_of_the_copy(world, staff):
    for year in (2006, 2007):
        make.TrainingFactory(union=world.enterprise, held_on=date(year, 3, 1))
    told = text_of(staff.get("/grids/repeat_trainings/?year=2006"))
    assert "2007年已有" in told
    assert "今年已有" not in told


def test_an_activity_is_repeated_with_those_who_took_part(world, staff):
    before = make.ActivityFactory(union=world.town, held_on=date(2008, 5, 1), attendance=90, rank=3)
    make.TakingPartFactory(activity=before, union=world.enterprise)
    save(staff, "/grids/repeat_activities/?year=2008", before)
    made = Activity.objects.exclude(pk=before.pk).get()
    assert (made.held_on, made.attendance, made.rank) == (date(2009, 5, 1), None, None)
    assert [one.union for one in made.taking_part.all()] == [world.enterprise]


def test_only_contracts_that_have_ended_by_then_are_done_again(world, staff):
    """One of two years would be in force beside its copy; 1 May to 1 May is a year to a clerk."""

    def signed_in_may(until, **days):
        until = {"expires_on": date.fromisoformat(until)}
        return make.ContractFactory(union=world.enterprise, **until, **days)

    days = {"signed_on": date(2008, 4, 20), "effective_on": date(2008, 5, 1)}
    running = signed_in_may("2010-04-30", **days)
    whole, blunt = signed_in_may("2009-04-30", **days), signed_in_may("2009-05-01", **days)
    undated = signed_in_may("2009-11-30", signed_on=date(2008, 12, 1))
    answer = staff.get("/grids/repeat_contracts/?year=2008")
    assert shown(answer) == {
        whole.pk: ["2009-04-20", "2009-05-01", "2010-04-30", "", ""],
        blunt.pk: ["2009-04-20", "2009-05-02", "2010-05-01", "", ""],
        undated.pk: ["2009-11-20", "2009-12-01", "2010-11-30", "", ""],
    }
    assert "2010年4月30日才到期" in text_of(answer)
    ticked = f"/grids/repeat_contracts/?rows={running.pk}"
    assert save(staff, ticked, running).status_code == 302
    assert CollectiveContract.objects.count() == 4


def test_ticked_rows_of_a_list_open_their_preview_and_foreign_ones_do_not(world, staff, contract):
    ticked = {"action": "renew_contracts", "_selected_action": [contract.pk]}
    answer = staff.post(address(CollectiveContract, "changelist"), ticked)
    assert answer.url == f"{RENEW}?rows={contract.pk}"
    foreign = make.ContractFactory(union=world.foreign_enterprise)
    assert staff.get(f"{RENEW}?rows={foreign.pk}").status_code == 404
    assert staff.get(f"{RENEW}?rows=1;2").status_code == 404

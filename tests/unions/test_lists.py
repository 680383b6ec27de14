"""Every list page: few queries however many rows, small pages, working filters."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories as make
from tests.pages import address, text_of
from unions.models import CollectiveContract, Competition, Headcount, Union, User

MOST_QUERIES, MOST_BYTES = 8, 100_000
ROWS = 120
LAYERS = {"unions", "members", "reports"}
RECORDS = (
    make.BodyFactory,
    make.CongressFactory,
    make.CertificateFactory,
    make.FundAuditFactory,
    make.RecognitionFactory,
    make.DisputeFactory,
    make.WorkLogFactory,
    make.VisitFactory,
    make.PlanItemFactory,
    make.PassageFactory,
    make.ReportHeadFactory,
    make.OwnFigureFactory,
)


def fill(world):
    """More than two pages of every record type, spread over several unions."""
    unions = [make.UnionFactory(parent=world.town, name=f"第{n}号企业工会") for n in range(ROWS)]
    for number, union in enumerate(unions):
        make.EmployerFactory(union=union)
        make.HeadcountFactory(union=union)
        make.ContractFactory(union=union)
        make.ProposalFactory(union=union)
        make.TrainingFactory(union=union)
        make.OfficerFactory(term=make.CommitteeTermFactory(union=union))
        make.TakingPartFactory(activity=make.ActivityFactory(union=union), union=union)
        for factory in RECORDS:
            factory(union=union)
        make.SchemeFactory(code=f"own-{number}", name=f"本镇第{number}项")
        make.EntryFactory(competition=make.CompetitionFactory(union=union), union=union)
        make.MembershipFactory(member__union=union)
        make.AidPaymentFactory(case=make.AidCaseFactory(union=union))
        make.ReportedFigureFactory(union=union)
        make.TargetFactory(union=union)
        make.UserFactory(role="staff", role__union=union, username=f"u{number}")
        world.staff.disclosures.create(reason="核对")


@pytest.fixture
def full_world(world):
    fill(world)
    return world


def test_every_list_page_stays_within_the_limits(full_world, client):
    measured = {}
    ours = [m for m in admin.site._registry if m._meta.app_label in LAYERS]
    for model in ours:
        client.force_login(full_world.administrator if model is User else full_world.staff)
        url = address(model, "changelist")
        client.get(url)  # content types and the session's first write are cached now
        with CaptureQueriesContext(connection) as queries:
            page = client.get(url)
        assert page.status_code == 200, url
        assert page.context["cl"].result_count >= ROWS, url
        measured[url] = (len(queries), len(page.content))
    too_much = {u: m for u, m in measured.items() if m[0] > MOST_QUERIES or m[1] > MOST_BYTES}
    assert too_much == {}, measured


def test_a_search_stays_within_the_limits(world, client):
    client.force_login(world.staff)
    for number in range(ROWS):
        union = make.UnionFactory(parent=world.town, name=f"第{number}号企业工会")
        make.ContractFactory(union=union)
    for model in (Union, CollectiveContract):
        client.get(address(model, "changelist"))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(address(model, "changelist"), {"q": "号企业"})
        assert page.context["cl"].result_count == ROWS
        assert len(queries) <= MOST_QUERIES


def names(client, model, **query) -> str:
    return text_of(client.get(address(model, "changelist"), query))


def test_contracts_are_filtered_by_year_and_by_what_expires_soon(world, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    client.force_login(world.staff)
    make.ContractFactory(
        union=world.enterprise, signed_on=date(2008, 1, 1), expires_on=date(2009, 12, 20)
    )
    make.ContractFactory(
        union=world.village_joint, signed_on=date(2009, 1, 1), expires_on=date(2010, 12, 31)
    )
    ours, joint = "示范机械有限公司工会", "东村小型民营企业联合工会"
    for query, expected, absent in (
        ({"year": "2008"}, ours, joint),
        ({"year": "2009"}, joint, ours),
        ({"expiry": "30"}, ours, joint),
    ):
        shown = names(client, CollectiveContract, **query)
        assert expected in shown, query
        assert absent not in shown, query
    assert ours not in names(client, CollectiveContract, expiry="past")
    assert "未生效" not in names(client, CollectiveContract)
    later = {"effective_on": date(2009, 12, 21), "expires_on": date(2010, 12, 20)}
    make.ContractFactory(union=world.enterprise, signed_on=date(2009, 11, 1), **later)
    assert "未生效" in names(client, CollectiveContract, year="2009")


def test_unions_are_filtered_by_whether_they_stand_today(world, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    make.UnionFactory(parent=world.town, name="已散工会", dissolved_on=date(2009, 11, 20))
    make.UnionFactory(parent=world.town, name="将散工会", dissolved_on=date(2009, 11, 21))
    client.force_login(world.staff)
    standing, gone = names(client, Union, standing="yes"), names(client, Union, standing="no")
    assert "已散工会" not in standing
    assert "将散工会" in standing
    assert "已散工会" in gone
    assert "将散工会" not in gone


def test_the_county_picks_a_town_and_the_town_is_offered_no_such_choice(world, client):
    client.force_login(world.county_viewer)
    shown = names(client, Union, town=str(world.neighbour.pk))
    assert "邻镇纺织有限公司工会" in shown
    assert "示范机械有限公司工会" not in shown
    client.force_login(world.staff)
    assert "乡镇" not in names(client, Union)


def test_the_county_sees_entries_of_a_competition_but_no_winner(world, client):
    competition = make.CompetitionFactory(union=world.town)
    make.EntryFactory(competition=competition, union=world.enterprise)
    make.ResultFactory(competition=competition, winner="赵示范")
    client.force_login(world.county_viewer)
    shown = text_of(client.get(address(competition)))
    assert "示范机械有限公司工会" in shown
    assert "赵示范" not in shown
    client.force_login(world.chair)
    assert "赵示范" in text_of(client.get(address(competition)))


def test_a_list_of_one_town_holds_nothing_of_the_other(world, client):
    make.CompetitionFactory(union=world.foreign_enterprise, name="邻镇竞赛")
    make.CompetitionFactory(union=world.enterprise, name="本镇竞赛")
    client.force_login(world.staff)
    shown = names(client, Competition)
    assert "本镇竞赛" in shown
    assert "邻镇竞赛" not in shown


@pytest.mark.parametrize("year", ["0", "99999", "2009年", "２００９"])
def test_an_address_with_an_impossible_year_still_shows_the_list(world, client, year):
    client.force_login(world.staff)
    assert client.get(address(Headcount, "changelist"), {"year": year}).status_code == 200

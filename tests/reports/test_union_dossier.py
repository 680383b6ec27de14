"""一会一档: one page tells everything about a union, and no more than its reader may see."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.dossiers.sections import MOST_ROWS
from reports.dossiers.work_sections import SECTIONS
from tests import factories as make
from tests.pages import inputs, text_of
from unions.models import Assignment, Body, Dispute, Union
from unions.permissions import Role


def make_everything(union: Union, partner: Union) -> None:
    """At least one row in every section of the union's page; ``partner`` holds what it joins."""
    make.HeadcountFactory(union=union, as_of=date(2009, 6, 30), reported_by="填报人丙")
    make.MembershipFactory(member__union=union)
    make.OfficerFactory(term=make.CommitteeTermFactory(union=union))
    for kind in Body.Kind:
        make.BodyFactory(union=union, kind=kind)
    make.CongressFactory(union=union)
    make.CongressFactory(union=union, kind="members")
    make.UnionFactory(parent=union, kind=Union.Kind.BRANCH)
    for line in Dispute.Kind:
        make.DisputeFactory(union=union, kind=line)
    for factory in (
        *(make.CertificateFactory, make.EmployerFactory, make.FundAuditFactory),
        *(make.ProposalFactory, make.VisitFactory, make.ContractFactory, make.TrainingFactory),
        *(make.CompetitionFactory, make.ActivityFactory, make.RecognitionFactory),
        make.WorkLogFactory,
    ):
        factory(union=union)
    make.AidPaymentFactory(case=make.AidCaseFactory(union=union))
    employer = make.EmployerFactory(union=union)
    make.CoverageFactory(contract=make.ContractFactory(union=partner), employer=employer)
    make.EntryFactory(competition=make.CompetitionFactory(union=partner), union=union)
    make.TakingPartFactory(activity=make.ActivityFactory(union=partner), union=union)
    make.attached(union)


def open_page(client, union):
    response = client.get(reverse("reports:union_page", args=[union.pk]))
    assert response.status_code == 200
    return response


def sections_of(response) -> dict:
    kinds = (shown for kind in response.context["kinds"] for shown in kind.sections)
    return {shown.section.key: shown for shown in (*kinds, *response.context["beside"])}


def test_every_section_counts_what_its_list_page_counts(as_, world):
    """The list pages were written before and count on their own."""
    make_everything(world.enterprise, world.town)
    make_everything(world.village_joint, world.town)
    client = as_("staff")
    shown = sections_of(open_page(client, world.enterprise))
    assert shown.keys() == {section.key for section in SECTIONS}
    assert {key for key, section in shown.items() if not section.total} == set()
    listed = {key: s for key, s in shown.items() if s.list_url}
    counted = {k: client.get(s.list_url).context["cl"].result_count for k, s in listed.items()}
    assert counted == {key: section.total for key, section in listed.items()}
    assert len(counted) > 20


def test_every_add_link_opens_a_form_that_knows_the_union(as_, world):
    client = as_("staff")
    pk = str(world.enterprise.pk)
    for key, shown in sections_of(open_page(client, world.enterprise)).items():
        if not shown.add_url:
            continue
        form = inputs(client.get(shown.add_url))
        assert form["parent" if key == "branches" else "union"] == pk, key
        assert all(form[name] == value for name, value in shown.section.add.items()), key


def test_ten_times_the_rows_cost_no_more_queries_and_stay_a_small_page(as_, world):
    client = as_("staff")

    def measure():
        with CaptureQueriesContext(connection) as queries:
            response = open_page(client, world.enterprise)
        return len(queries), len(response.content)

    make_everything(world.enterprise, world.town)
    measure()
    few, _ = measure()
    for number in range(2, 20):
        make.HeadcountFactory(union=world.enterprise, as_of=date(2008, 1, number))
        make.TrainingFactory(union=world.enterprise)
        make.MembershipFactory(member__union=world.enterprise)
        make.AidPaymentFactory(case=make.AidCaseFactory(union=world.enterprise))
        make.RecognitionFactory(union=world.enterprise)
        make.EntryFactory(
            competition=make.CompetitionFactory(union=world.town), union=world.enterprise
        )
        make.UnionFactory(parent=world.enterprise, kind=Union.Kind.BRANCH)
        make.attached(world.enterprise)
    many, size = measure()
    assert many <= few
    assert size <= 100_000


def test_a_long_section_shows_the_latest_ten_and_leads_to_all(as_, world):
    for day in range(1, 13):
        make.TrainingFactory(union=world.enterprise, held_on=date(2009, 3, day))
    response = open_page(as_("staff"), world.enterprise)
    training = sections_of(response)["training"]
    assert (len(training.lines), training.total) == (MOST_ROWS, 12)
    page = text_of(response)
    assert "全部 12 条" in page
    assert "2009年3月12日" in page
    assert "2009年3月2日" not in page


def test_the_head_tells_what_is_on_record(as_, world):
    union = world.enterprise
    union.approval_no, union.contact_phone = "示工组〔2000〕3号", "8610001"
    union.save()
    union.former_names.create(name="红星农机厂工会", until_on=date(2005, 6, 30))
    page = text_of(open_page(as_("chair"), union))
    for told in ("示工组〔2000〕3号", "8610001", "红星农机厂工会", "2005年6月30日", "2000年3月1日"):
        assert told in page
    assert "示范镇总工会" in page


def test_a_contract_from_above_that_covers_its_employer_is_told(as_, world):
    regional = make.ContractFactory(union=world.village_joint, scope="regional")
    make.CoverageFactory(contract=regional, employer=world.employer)
    shown = sections_of(open_page(as_("staff"), world.enterprise))
    assert shown["contracts"].total == 0
    assert shown["covering"].total == 1
    assert "东村小型民营企业联合工会" in [cell for cell, _ in shown["covering"].lines[0].cells]


def test_the_figures_open_their_rows_and_agree_with_the_figure_page(as_, world):
    make.TrainingFactory(union=world.enterprise, attendance=37)
    make.TrainingFactory(union=world.enterprise, attendance=21, held_on=date(2008, 4, 15))
    make.TrainingFactory(union=world.village_joint, attendance=500)
    client = as_("staff")
    cards = {c["now"].code: c for c in open_page(client, world.enterprise).context["figures"]}
    training = cards["training.attendance"]
    assert (training["now"].value, training["before"].value) == (37, 21)
    assert client.get(training["url"]).context["figure"].value == 37


def test_the_county_sees_officers_and_no_other_name(as_, world):
    make_everything(world.enterprise, world.town)
    make.RecognitionFactory(union=world.enterprise, holder="person", name="奖得主乙")
    response = open_page(as_("county_viewer"), world.enterprise)
    page = text_of(response)
    assert "周示范" in page
    assert not [n for n in ("单秀英", "钱示例", "奖得主乙", "填报人丙") if n in page]
    hidden = {"members", "aid_cases", "aid_payments", "visits", "disputes", "injuries"}
    assert not (hidden | {"worklogs", "attachments"}) & sections_of(response).keys()
    assert "aid.amount" not in [card["now"].code for card in response.context["figures"]]
    assert "填报人丙" in text_of(open_page(as_("chair"), world.enterprise))


def test_the_county_role_of_another_towns_staff_gives_no_names(as_, world):
    Assignment.objects.create(user=world.foreign_staff, role=Role.COUNTY, union=world.county)
    response = open_page(as_("foreign_staff"), world.enterprise)
    assert not {"members", "aid_cases"} & sections_of(response).keys()
    assert not [shown for shown in sections_of(response).values() if shown.add_url]


def test_the_administrator_sees_no_record(as_, world):
    make_everything(world.enterprise, world.town)
    response = open_page(as_("administrator"), world.enterprise)
    assert sections_of(response).keys() <= {"branches"}  # accounts are assigned to unions
    assert "figures" not in response.context


@pytest.mark.parametrize("who", ["staff", "chair", "county_viewer"])
def test_the_list_of_unions_leads_by_name_to_the_page_and_by_code_to_the_form(as_, world, who):
    page = as_(who).get(reverse("admin:unions_union_changelist"), {"q": "示范机械"})
    shown = page.content.decode()
    assert f'href="{reverse("reports:union_page", args=[world.enterprise.pk])}"' in shown
    assert reverse("admin:unions_union_change", args=[world.enterprise.pk]) in shown

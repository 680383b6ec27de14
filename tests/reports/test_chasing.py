"""已报/应报 per heading and 催报: numbers equal a plain count, lists and words name the same."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.collecting.headings import told_of
from tests import factories as make
from tests.reports.pages import text
from unions.models import Union

pytestmark = pytest.mark.django_db

DUE = """
SELECT COUNT(*) FROM unions_union u WHERE u.path LIKE %(below)s
AND u.kind NOT IN ('county', 'town', 'branch') AND (u.founded_on IS NULL OR u.founded_on <= %(day)s)
AND (u.dissolved_on IS NULL OR u.dissolved_on > %(day)s)
"""
SENT = {
    "headcounts": "EXISTS (SELECT 1 FROM unions_headcount r WHERE r.union_id = u.id"
    " AND r.as_of > '2008-10-31' AND r.as_of <= '2009-10-31')",
    "proposals": "EXISTS (SELECT 1 FROM unions_proposalreturn r WHERE r.union_id = u.id"
    " AND r.period_to BETWEEN '2009-01-01' AND '2009-10-31')",
    "training": "EXISTS (SELECT 1 FROM unions_training r WHERE r.union_id = u.id"
    " AND r.held_on BETWEEN '2009-01-01' AND '2009-10-31')",
    "contracts": "EXISTS (SELECT 1 FROM unions_collectivecontract r WHERE r.union_id = u.id"
    " AND r.signed_on <= '2009-10-31' AND r.expires_on >= '2009-10-31')",
}


@pytest.fixture
def town(world):
    """Four unions are due; a branch, a dissolved and a future one are not."""
    ours = world.town
    silent = make.UnionFactory(name="沉默木业有限公司工会", parent=ours)
    make.UnionFactory(name="已撤工会", parent=ours, dissolved_on=date(2009, 5, 1))
    make.UnionFactory(name="未成立工会", parent=ours, founded_on=date(2009, 11, 5))
    branch = make.UnionFactory(name="一分会", kind=Union.Kind.BRANCH, parent=world.enterprise)
    make.UnionFactory(name="新建工会", parent=ours, founded_on=date(2009, 10, 31))
    make.HeadcountFactory(union=world.enterprise, as_of=date(2008, 11, 1))
    make.HeadcountFactory(union=silent, as_of=date(2008, 10, 31))  # a day too old
    make.HeadcountFactory(union=branch, as_of=date(2009, 9, 1))
    for union in (world.enterprise, world.village_joint):
        make.ProposalFactory(
            union=union, period_from=date(2009, 1, 1), period_to=date(2009, 10, 31)
        )
    make.ProposalFactory(union=silent, period_from=date(2009, 1, 1), period_to=date(2009, 11, 1))
    make.TrainingFactory(union=world.village_joint, held_on=date(2009, 10, 31))
    make.ContractFactory(
        union=world.enterprise, signed_on=date(2008, 1, 1), expires_on=date(2009, 10, 31)
    )
    make.HeadcountFactory(union=world.foreign_enterprise, as_of=date(2009, 9, 1))
    return ours


def page(client, world, **asked):
    scope = {"union": world.town.code, "year": "2009", "as_of": "2009-10-31"}
    return client.get(reverse("reports:chase"), scope | asked)


def counted(world, code: str, sent=SENT) -> tuple[int, int]:
    """已报 and 应报 by plain SQL."""
    named = {"below": f"{world.town.path}%", "day": "2009-10-31"}
    with connection.cursor() as cursor:
        cursor.execute(f"{DUE} AND {sent[code]}", named)
        (told,) = cursor.fetchone()
        cursor.execute(DUE, named)
        (due,) = cursor.fetchone()
    return told, due


SENT_SINCE = {  # 2009-10-30
    "headcounts": "EXISTS (SELECT 1 FROM unions_headcount r WHERE r.union_id = u.id"
    " AND r.as_of >= '2009-10-30' AND r.as_of <= '2009-10-31')",
    "proposals": "EXISTS (SELECT 1 FROM unions_proposalreturn r WHERE r.union_id = u.id"
    " AND r.period_to BETWEEN '2009-10-30' AND '2009-10-31')",
    "training": "EXISTS (SELECT 1 FROM unions_training r WHERE r.union_id = u.id"
    " AND r.held_on BETWEEN '2009-10-30' AND '2009-10-31')",
    "contracts": "EXISTS (SELECT 1 FROM unions_collectivecontract r WHERE r.union_id = u.id"
    " AND r.signed_on BETWEEN '2009-10-30' AND '2009-10-31' AND r.expires_on >= '2009-10-31')",
}


@pytest.mark.parametrize("code", SENT)
def test_every_number_equals_a_plain_count_and_the_length_of_its_list(as_, world, town, code):
    client = as_("staff")
    sent, due = counted(world, code)
    line = page(client, world, what=code).context["line"]
    assert (line.coverage.reported, line.coverage.due, line.silent) == (sent, due, due - sent)
    lengths = [
        len(page(client, world, what=code, show=show).context["rows"])
        for show in ("reported", "due", "silent")
    ]
    assert lengths == [sent, due, due - sent]
    assert 0 < sent < due == 4


def test_the_reminder_names_the_silent_unions_the_day_and_the_numbers(as_, world, town):
    response = page(as_("staff"), world, what="proposals", by="2009年11月25日")
    (words,) = re.findall(r"<textarea[^>]*>(.*?)</textarea>", text(response), re.DOTALL)
    assert "2009年的合理化建议应报4家，已报2家，下列2家还没有报来" in words
    assert (
        "沉默木业有限公司工会、新建工会。" in words or "新建工会、沉默木业有限公司工会。" in words
    )
    assert "请在2009年11月25日前报到示范镇总工会。" in words
    assert "东村小型民营企业联合工会" not in words


@pytest.mark.parametrize("code", SENT_SINCE)
def test_from_a_day_on_only_what_is_of_that_day_or_later_counts(as_, world, town, code):
    """Of every heading one return is of the day itself and another of the day before."""
    on, before = date(2009, 10, 30), date(2009, 10, 29)
    silent_one = Union.objects.get(name="沉默木业有限公司工会")
    for union, day in ((world.enterprise, on), (silent_one, before)):
        make.HeadcountFactory(union=union, as_of=day)
        make.TrainingFactory(union=union, held_on=day)
        make.ContractFactory(union=union, signed_on=day, expires_on=date(2010, 10, 31))
    make.ProposalFactory(
        union=Union.objects.get(name="新建工会"), period_from=date(2009, 1, 1), period_to=before
    )
    client = as_("staff")
    usual, due = counted(world, code)
    sent, _due = counted(world, code, SENT_SINCE)
    narrowed = page(client, world, what=code, since="2009年10月30日")
    line = narrowed.context["line"]
    assert (line.coverage.reported, line.coverage.due) == (sent, due)
    assert 0 < sent < usual
    assert page(client, world, what=code).context["line"].coverage.reported == usual
    label, silent = line.heading.label, due - sent
    assert (
        f"从2009年10月30日起算，到2009年10月31日，{label}应报4家，已报{sent}家"
        in narrowed.context["text"]
    )
    assert f"2009年10月30日起{label}未报的工会（{silent}家）" in text(narrowed)
    assert "2009年10月30日或以后" in narrowed.context["meaning"]
    assert narrowed.context["query"].endswith("&since=2009-10-30")


def test_a_day_that_narrows_nothing_or_is_wrong_leaves_the_usual_rule(as_, world, town):
    client = as_("staff")
    usual = page(client, world, what="headcounts")
    for since in ("2008-05-01", "", "2009-11-01", "昨天吧"):
        shown = page(client, world, what="headcounts", since=since)
        assert shown.context["rows"] == usual.context["rows"]
        assert shown.context["meaning"] == usual.context["meaning"]
        assert shown.context["list_title"] == "2009年职工人数未报的工会"
    late = text(page(client, world, since="2009-11-01"))
    assert "“从哪天起算”2009年11月1日晚于截至日2009年10月31日" in late


def test_the_county_asks_the_town_and_opens_at_what_is_missing(as_, world, town):
    """Grassroots unions are asked by their town only; the first heading not complete is shown."""
    response = page(as_("county_viewer"), world)
    assert response.context["heading"].code == "headcounts"
    words = response.context["text"].splitlines()
    assert words[0] == "示范镇总工会："
    assert words[-2] == world.county.name
    for union in Union.objects.subtree_of(town).grassroots():
        make.HeadcountFactory(union=union, as_of=date(2009, 10, 1))
    assert page(as_("staff"), world).context["heading"].code != "headcounts"


def test_the_chair_in_office_and_the_office_phone_stand_beside_the_union(as_, world, town):
    silent = Union.objects.get(name="沉默木业有限公司工会")
    former = make.CommitteeTermFactory(union=silent, term_no=1, elected_on=date(2003, 3, 1))
    term = make.CommitteeTermFactory(union=silent, term_no=2, elected_on=date(2008, 3, 1))
    for of, name, phone in ((former, "旧主席", "100"), (term, "新主席", "85551234")):
        of.officers.create(post="chair", name=name, office_phone=phone)
    shown = text(page(as_("chair"), world, what="proposals"))
    assert "新主席" in shown
    assert "85551234" in shown
    assert "旧主席" not in shown


def test_a_past_day_to_answer_by_is_refused_and_the_usual_one_taken(as_, world, town, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    shown = text(page(as_("staff"), world, what="proposals", by="2009年11月19日"))
    assert "2009年11月19日已经过去，请改填今天或以后的日期。" in shown
    assert "请在2009年11月25日前报到" in shown


def test_more_unions_cost_no_more_queries(as_, world, town):
    client = as_("staff")
    page(client, world)  # the session is new
    costs = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            page(client, world, what="proposals")
        costs.append(len(queries))
        for more in "甲乙丙":
            make.UnionFactory(parent=town, name=f"{more}{number}工会")
    assert costs[0] == costs[1]


def test_after_a_sheet_was_stored_its_union_has_reported(as_, world, town):
    client = as_("staff")
    data = "单位,提出建议,实施\n新建工会,3,1\n".encode()
    sent = {"file": SimpleUploadedFile("建议.csv", data), "root": world.town.pk}
    preview = client.post(reverse("reports:collect"), sent, follow=True)
    before = {line.heading.code: line.silent for line in told_of(town)["lines"]}
    store = reverse("reports:collect_store", args=[preview.context["upload"].pk])
    result = client.post(store, {"digest": preview.context["digest"]}, follow=True)
    after = {line.heading.code: line.silent for line in result.context["lines"]}
    assert after == before | {"proposals": before["proposals"] - 1}

"""本月要办: each rule at its boundary, what is settled, putting off, and who sees what.

The terms are written here by hand from the law and docs/settings.md.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.data_checks import CHECKS
from reports.deadlines import RULES
from reports.deadlines.listing import Deadlines
from reports.models import Snooze
from tests import factories as make
from tests.reports.demo_sql import rows
from unions.models import Assignment, Body, CommitteeTerm, Dispute
from unions.permissions import Role

pytest_plugins = ["tests.reports.demo_fixture"]

TODAY = date(2009, 11, 20)
LONG_AGO = date(2005, 5, 1)
PAGE = "/reports/deadlines/"


def days(number):
    return timedelta(days=number)


def term(union, due):
    make.CommitteeTermFactory(union=union, elected_on=LONG_AGO, ends_on=due)


def certificate(union, due):
    make.CertificateFactory(union=union, issued_on=LONG_AGO, valid_to=due)


def changed(union, due):
    elected = due - days(30)
    make.CertificateFactory(union=union, issued_on=elected - days(1))
    make.CommitteeTermFactory(union=union, term_no=2, elected_on=elected, ends_on=None)


def contract(union, due):
    make.ContractFactory(
        union=union, signed_on=LONG_AGO, filed_on=LONG_AGO, receipt_no="1", expires_on=due
    )


def unfiled(union, due):
    signed = due - days(10)
    make.ContractFactory(union=union, signed_on=signed, expires_on=date(2012, 1, 1))


def under_review(union, due):
    signed = due - days(15)
    make.ContractFactory(
        union=union, signed_on=signed, filed_on=signed, expires_on=date(2012, 1, 1)
    )


def dispute(union, due):
    make.DisputeFactory(union=union, received_on=LONG_AGO, due_on=due, closed_on=None)


def aid_case(union, due):
    case = make.AidCaseFactory(union=union)
    checked = due.replace(year=due.year - 1)
    make.AidStepFactory(case=case, state="filed", happened_on=LONG_AGO)
    make.AidStepFactory(case=case, state="rechecked", happened_on=checked)


# (how to make a record whose last day is given, days before it at which it is first told)
DATED = {
    "committees.ending": (term, 180),
    "certificates.ending": (certificate, 90),
    "certificates.change": (changed, 30),
    "contracts.ending": (contract, 90),
    "contracts.filing": (unfiled, 10),
    "contracts.review": (under_review, 15),
    "disputes.open": (dispute, 15),
    "aid.recheck": (aid_case, 90),
}


def waiting(world, code, day=TODAY, who="staff"):
    entries = Deadlines(getattr(world, who), world.town, day).waiting
    return [entry for entry in entries if entry.rule.code == code]


def of(union, entries):
    return [entry for entry in entries if entry.union == union.pk]


@pytest.mark.parametrize("code", DATED)
def test_a_term_is_told_from_its_first_day_of_notice_until_a_year_after_its_end(world, code):
    build, lead = DATED[code]
    union, due = make.UnionFactory(parent=world.town), date(2009, 11, 20)
    build(union, due)
    told_from = due - days(lead)
    assert [entry.due.on for entry in waiting(world, code, told_from)] == [due]
    assert waiting(world, code, told_from - days(1)) == []
    (last,) = of(union, waiting(world, code, due + days(365)))
    assert last.due.left == "已过365天"
    assert of(union, waiting(world, code, due + days(366))) == []


CLAIMS = {"disputes.open", "aid.recheck"}  # people keep theirs when the union is gone


@pytest.mark.parametrize("code", [code for code in DATED if code not in CLAIMS])
def test_what_a_dissolved_union_left_undone_is_no_longer_told(world, code):
    union = make.UnionFactory(parent=world.town, dissolved_on=date(2009, 11, 1))
    DATED[code][0](union, TODAY + days(5))
    assert waiting(world, code) == []


def test_what_has_a_successor_is_settled(world):
    for build in (term, certificate, contract):
        build(world.enterprise, TODAY + days(5))
    assert [
        len(waiting(world, f"{code}.ending"))
        for code in ("committees", "certificates", "contracts")
    ] == [1, 1, 1]
    make.CommitteeTermFactory(union=world.enterprise, term_no=2, elected_on=TODAY, ends_on=None)
    make.CertificateFactory(union=world.enterprise, issued_on=TODAY)
    make.ContractFactory(
        union=world.enterprise, signed_on=TODAY, expires_on=date(2011, 11, 19), filed_on=TODAY
    )
    for code in ("committees.ending", "certificates.ending", "contracts.ending"):
        assert waiting(world, code) == []
    assert waiting(world, "certificates.change") == []  # changed on the day of the election


def test_a_renewal_of_another_sort_settles_the_contract_it_renews(world):
    old = make.ContractFactory(union=world.enterprise, expires_on=TODAY + days(5))
    make.ContractFactory(
        union=world.enterprise, kind="women", signed_on=TODAY, expires_on=date(2012, 1, 1)
    )
    assert len(waiting(world, "contracts.ending")) == 1
    make.ContractFactory(
        union=world.enterprise,
        kind="comprehensive",
        signed_on=TODAY,
        expires_on=date(2012, 1, 1),
        renewal_of=old,
    )
    assert waiting(world, "contracts.ending") == []


def test_a_regional_contract_for_other_employers_is_no_successor(world):
    """A joint union has one contract for each place; the one covering the same place follows."""

    def regional(employer, **days):
        union = world.village_joint
        made = make.ContractFactory(union=union, scope="regional", filed_on=LONG_AGO, **days)
        make.CoverageFactory(contract=made, employer=employer)
        return made

    here, there = make.EmployerFactory(), make.EmployerFactory()
    old = regional(here, signed_on=LONG_AGO, expires_on=TODAY + days(5))
    later = {"signed_on": date(2009, 6, 1), "expires_on": date(2011, 5, 31)}
    regional(there, **later)
    assert [entry.pk for entry in waiting(world, "contracts.ending")] == [old.pk]
    regional(here, **later)
    assert waiting(world, "contracts.ending") == []


def test_closed_disputes_and_lifted_cases_are_settled(world):
    make.DisputeFactory(union=world.enterprise, received_on=LONG_AGO, due_on=TODAY, closed_on=TODAY)
    union = make.UnionFactory(parent=world.town)
    aid_case(union, TODAY)
    assert len(of(union, waiting(world, "aid.recheck"))) == 1
    make.AidStepFactory(case=union.aidcases.get(), state="lifted", happened_on=TODAY)
    assert of(union, waiting(world, "aid.recheck")) == []
    assert waiting(world, "disputes.open") == []


def lacks(world, union):
    """The rules without a term that tell of the union."""
    entries = of(union, Deadlines(world.staff, world.town, TODAY).waiting)
    return {entry.rule.code for entry in entries if entry.due.on is None}


BY_SIZE = {"committees.missing", "bodies.audit"}


@pytest.mark.parametrize(
    ("members", "women", "expected"),
    [
        (24, 9, set()),
        (25, 0, BY_SIZE),
        (25, None, BY_SIZE),  # not told is not many
        (25, 10, BY_SIZE | {"bodies.women"}),
        (24, 10, {"bodies.women"}),
    ],
)
def test_a_union_is_told_what_its_members_and_its_women_ask_for(world, members, women, expected):
    union = make.UnionFactory(parent=world.town)
    make.HeadcountFactory(union=union, members=members, women_members=women)
    assert lacks(world, union) == expected
    make.BodyFactory(union=union, kind=Body.Kind.WOMEN, from_on=TODAY)
    make.BodyFactory(union=union, kind=Body.Kind.AUDIT, from_on=TODAY)
    make.CommitteeTermFactory(union=union)
    assert lacks(world, union) == set()


def test_deadlines_and_data_checks_ask_the_same_unions_whatever_the_setting(world, settings):
    """A complete roll of two, one of them a woman, against a return of 80; and a return of 30."""
    rolled = make.UnionFactory(parent=world.town, roll_complete_from=date(2009, 1, 1))
    for sex in ("female", "male"):
        make.MembershipFactory(member=make.MemberFactory(union=rolled, sex=sex))
    make.HeadcountFactory(union=rolled, members=80, women_members=60)
    told = make.UnionFactory(parent=world.town)
    make.HeadcountFactory(union=told, members=30, women_members=0)
    pairs = {
        "committees.missing": "committees.large_without",
        "bodies.audit": "bodies.large_without_audit",
        "bodies.women": "bodies.large_without_women",
    }

    def both():
        day, checks = TODAY, {check.code: check for check in CHECKS}
        found = {code: {entry.union for entry in waiting(world, code)} for code in pairs}
        for code, other in pairs.items():
            rows = checks[other].rows(world.town, day)
            assert set(rows.values_list("pk", flat=True)) == found[code]
        return found

    assert both() == {
        "committees.missing": {told.pk},
        "bodies.audit": {told.pk},
        "bodies.women": set(),
    }
    settings.COMMITTEE_MEMBERS = 31
    assert both()["bodies.audit"] == set()
    settings.COMMITTEE_MEMBERS, settings.WOMEN_MEMBERS = 2, 1
    assert both() == {
        "committees.missing": {told.pk, rolled.pk},
        "bodies.audit": {told.pk, rolled.pk},
        "bodies.women": {rolled.pk},
    }


def test_the_audit_of_the_year_is_told_in_its_last_90_days_until_done(world):
    def told(day):
        return [e.union for e in waiting(world, "audits.yearly", day)]

    assert world.enterprise.pk not in told(date(2009, 10, 1))  # 91 days before 31 December
    assert world.enterprise.pk in told(date(2009, 10, 2))
    audited(world.enterprise, date(2008, 12, 31), on=date(2009, 1, 5))  # of last year's books
    assert world.enterprise.pk in told(date(2009, 12, 31))
    audited(world.enterprise, date(2009, 9, 30), on=date(2009, 12, 31))
    assert world.enterprise.pk not in told(date(2009, 12, 31))
    assert world.village_joint.pk in told(date(2009, 12, 31))
    young = make.UnionFactory(parent=world.town, founded_on=date(2009, 1, 2))
    assert young.pk not in told(date(2009, 12, 31))


def test_an_audit_missed_in_its_year_is_told_all_the_next_year_until_made_up_for(world):
    def told(day):
        return {e.union: e.due.left for e in waiting(world, "audits.missed", day)}

    union, other = world.enterprise.pk, world.village_joint.pk
    audited(world.village_joint, date(2009, 12, 31), on=date(2010, 1, 20))
    assert told(date(2009, 12, 31)).keys() == {union, other}  # nobody looked at 2008 either
    assert told(date(2010, 1, 2)) == {union: "已过2天", other: "已过2天"}
    assert told(date(2010, 1, 20)) == {union: "已过20天"}
    assert told(date(2010, 12, 31)) == {union: "已过365天"}
    audited(world.enterprise, date(2010, 6, 30), on=date(2010, 2, 1), since=date(2008, 7, 1))
    assert told(date(2010, 2, 1)) == {}
    line = next(iter(waiting(world, "audits.missed", date(2010, 1, 31))))
    sentence = line.rule.sentence(world.enterprise, line.due)
    assert "2009年的经费还没有审计，应在2009年12月31日前完成，请尽快" in sentence


def audited(union, until, on, since=None):
    since = since or date(until.year, 1, 1)
    make.FundAuditFactory(union=union, period_from=since, period_to=until, audited_on=on)


def test_every_rule_is_tested_and_tells_its_law_and_title():
    assert set(RULES) - set(DATED) == {
        "committees.missing",
        "bodies.women",
        "bodies.audit",
        "audits.yearly",
        "audits.missed",
    }
    assert all(rule.law.endswith("。") and rule.title for rule in RULES.values())


# The page


def page_of(client, **query):
    response = client.get(PAGE, query)
    assert response.status_code == 200
    return response, response.content.decode()


def test_a_line_says_in_a_sentence_what_ends_whose_it_is_and_what_to_do(as_, world):
    term(world.enterprise, date(2009, 12, 15))
    record = CommitteeTerm.objects.get()
    _, page = page_of(as_("staff"))
    assert (
        f'href="/unions/committeeterm/{record.pk}/change/">示范机械有限公司工会第一届委员会'
        "2009年12月15日届满，请报上级工会同意后组织换届选举。</a>"
    ) in page
    assert "还有25天" in page
    assert "以后" in page


def test_missing_bodies_open_the_empty_form_for_staff_and_the_union_for_the_chair(as_, world):
    make.HeadcountFactory(union=world.enterprise, members=80, women_members=30)
    _, page = page_of(as_("staff"), what="bodies.women")
    assert f"/unions/body/add/?union={world.enterprise.pk}&amp;kind=women" in page
    _, page = page_of(as_("chair"), what="bodies.women")
    assert "/unions/body/add/" not in page
    assert f'href="/unions/union/{world.enterprise.pk}/change/"' in page


def test_the_list_is_narrowed_by_matter_time_and_unit(as_, world):
    term(world.enterprise, TODAY - days(3))
    contract(world.village_joint, TODAY + days(5))
    staff = as_("staff")
    both = "committees.ending", "contracts.ending"

    def shown(**query):
        response, _ = page_of(staff, **query)
        lines = [line.entry for group in response.context["groups"] for line in group.lines]
        return [entry.rule.code for entry in lines if entry.rule.code in both]

    assert shown() == [*both]
    assert shown(what="合同与民主管理") == ["contracts.ending"]
    assert shown(what="committees.ending") == ["committees.ending"]
    assert shown(when="overdue") == ["committees.ending"]
    assert shown(when="month") == ["contracts.ending"]
    assert shown(unit=str(world.village_joint.pk)) == ["contracts.ending"]
    for odd in ({"what": "x"}, {"unit": "9e9"}, {"when": "\x00"}, {"page": "-3"}):
        assert shown(**odd) == [*both]


def test_the_county_sees_no_case_of_aid_and_nothing_put_off(as_, world):
    aid_case(world.enterprise, TODAY)
    term(world.enterprise, TODAY)
    Snooze.objects.create(
        union=world.enterprise,
        rule="committees.ending",
        record_id=CommitteeTerm.objects.get().pk,
        due="2009-11-20",
    )
    assert waiting(world, "committees.ending") == []
    assert len(waiting(world, "committees.ending", who="county_viewer")) == 1
    assert waiting(world, "aid.recheck", who="county_viewer") == []
    _, page = page_of(as_("county_viewer"), union="D01")
    assert "不再提醒</button>" not in page
    Assignment.objects.create(user=world.foreign_staff, role=Role.COUNTY, union=world.county)
    assert waiting(world, "aid.recheck", who="foreign_staff") == []


# Putting off


def send(client, entry, span, name="snooze"):
    data = {"token": entry.token, "button": f"{span}@{entry.token}", "back": "what=x&evil=1"}
    return client.post(reverse(f"reports:{name}"), data)


@pytest.mark.parametrize(("span", "back_on"), [("7", days(7)), ("30", days(30)), ("never", None)])
def test_one_click_puts_a_line_off_for_all_of_the_town(as_, world, span, back_on):
    term(world.enterprise, TODAY + days(60))
    (entry,) = waiting(world, "committees.ending")
    answer = send(as_("staff"), entry, span)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{PAGE}?what=x&undo=")
    assert "evil" not in answer["Location"]
    assert waiting(world, "committees.ending", who="chair") == []
    snooze = Snooze.objects.get()
    assert (snooze.created_by, snooze.union) == (world.staff, world.enterprise)
    if back_on:
        assert waiting(world, "committees.ending", TODAY + back_on - days(1)) == []
        assert len(waiting(world, "committees.ending", TODAY + back_on)) == 1
    else:
        assert waiting(world, "committees.ending", TODAY + days(60)) == []
        CommitteeTerm.objects.update(ends_on=TODAY + days(61))  # another term, told again
        assert len(waiting(world, "committees.ending")) == 1


def test_what_was_put_off_is_listed_with_who_did_it_and_comes_back_by_a_click(as_, world):
    term(world.enterprise, TODAY + days(60))
    (entry,) = waiting(world, "committees.ending")
    staff = as_("staff")
    contract(world.enterprise, TODAY)
    term(world.village_joint, TODAY + days(61))
    answer = send(staff, entry, "30")
    assert answer["Location"].endswith("#undone")
    page = staff.get(answer["Location"]).content.decode()
    words = "推迟到2009年12月20日再提醒。点错了可以撤销"
    order = ('id="d-contracts.ending:', 'id="undone"', words, 'id="d-committees.ending:')
    places = [page.index(each) for each in order]
    assert places == sorted(places)  # between the line before it and the line after it
    send(staff, entry, "never")  # changed one's mind: still one
    _, page = page_of(staff, off="1")
    assert "王干事" in page
    assert "不再提醒" in page
    answer = send(staff, entry, "", "resume")
    assert answer["Location"].endswith(f"#d-{entry.token}")
    assert f'id="d-{entry.token}"' in staff.get(PAGE).content.decode()
    assert entry.token in {one.token for one in waiting(world, "committees.ending")}
    assert not Snooze.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("chair", 403), ("county_viewer", 404), ("administrator", 404), ("foreign_staff", 404)],
)
@pytest.mark.parametrize("name", ["snooze", "resume"])
def test_only_staff_of_the_town_put_off(as_, world, who, status, name):
    term(world.enterprise, TODAY + days(60))
    (entry,) = waiting(world, "committees.ending")
    assert send(as_(who), entry, "7", name).status_code == status
    assert not Snooze.objects.exists()


def test_a_line_that_is_not_in_the_list_cannot_be_put_off(as_, world):
    term(world.enterprise, TODAY + days(181))
    pk = CommitteeTerm.objects.get().pk
    staff = as_("staff")
    for token in (
        f"committees.ending:{pk}:2010-05-20",
        f"committees.ending:{pk}:2009-13-45",
        f"committees.ending:{10**18 - 1}:2010-05-20",
        f"nothing.known:{pk}:",
        "",
        "7@7@7",
        "\x00",
    ):
        assert staff.post(reverse("reports:snooze"), {"button": f"7@{token}"}).status_code == 404
        assert staff.post(reverse("reports:resume"), {"token": token}).status_code == 404
    button = f"8@committees.ending:{pk}:2010-05-20"
    assert staff.post(reverse("reports:snooze"), {"button": button}).status_code == 404


# The demo


def test_the_demo_page_holds_what_plain_sql_counts_at_a_bounded_price(demo, client, settings):
    settings.LEDGER_TODAY = TODAY
    user = make.UserFactory(role=Role.STAFF, role__union=demo)
    terms = rows(
        "SELECT t.id FROM unions_committeeterm t JOIN unions_union u ON u.id = t.union_id"
        " WHERE u.path LIKE 'd00/d01/%%' AND u.dissolved_on IS NULL"
        " AND t.ends_on BETWEEN '2008-11-20' AND '2010-05-19' AND NOT EXISTS"
        " (SELECT 1 FROM unions_committeeterm x WHERE x.union_id = t.union_id"
        " AND x.elected_on > t.elected_on AND x.elected_on <= '2009-11-20')"
    )
    lacking = rows(
        "SELECT u.id FROM unions_union u LEFT JOIN unions_headcount h ON h.union_id = u.id"
        " AND h.as_of = (SELECT max(as_of) FROM unions_headcount n WHERE n.union_id = u.id"
        " AND n.as_of <= '2009-11-20')"
        " WHERE u.path LIKE 'd00/d01/%%' AND u.kind NOT IN ('county', 'town', 'branch')"
        " AND u.dissolved_on IS NULL AND 10 <= CASE WHEN u.roll_complete_from <= '2009-11-20'"
        " THEN (SELECT count(*) FROM members_membership s"
        " JOIN members_member p ON p.id = s.member_id JOIN unions_union v ON v.id = s.union_id"
        " WHERE (v.id = u.id OR (v.parent_id = u.id AND v.kind = 'branch')) AND p.sex = 'female'"
        " AND s.kind = 'active' AND s.from_on <= '2009-11-20'"
        " AND (s.to_on IS NULL OR s.to_on > '2009-11-20')) ELSE h.women_members END"
        " AND NOT EXISTS (SELECT 1 FROM unions_body b WHERE b.union_id = u.id"
        " AND b.kind = 'women' AND b.to_on IS NULL)"
    )
    assert len(terms) > 10
    assert len(lacking) > 10
    client.force_login(user)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(PAGE)
    counts = {rule.code: count for rule, count in response.context["listed"].by_rule().items()}
    assert counts["committees.ending"] == len(terms)
    assert counts["bodies.women"] == len(lacking)
    # Session (four: it notes the time), user, roles, own union, two for the choice of a town, keys,
    # snoozes, units, and one for each of the six kinds of record.
    assert len(queries) <= 18
    assert len(response.content) < 100_000
    assert "困难职工" in response.content.decode()


def test_more_lines_cost_no_more_queries(as_, world):
    staff = as_("staff")

    def cost():
        with CaptureQueriesContext(connection) as queries:
            page_of(staff)
        return len(queries)

    def fill(number):
        for _ in range(number):
            union = make.UnionFactory(parent=world.town)
            for build, _lead in DATED.values():
                build(union, TODAY + days(5))

    fill(1)
    few = cost()
    fill(3)
    assert cost() <= few
    assert Dispute.objects.count() == 4

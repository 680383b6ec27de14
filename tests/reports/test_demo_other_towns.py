"""The elements the second and third town of the demo county carry, by SQL (D1…D8)."""

from reports.models import ReportHead
from tests.reports.demo_sql import (
    EVENTS,
    GRASSROOTS,
    HILL,
    LAKE,
    LOG,
    THIS_YEAR,
    awards,
    held,
    one,
    rows,
)

pytest_plugins = ["tests.reports.demo_fixture"]


def test_84_homes_carry_stars_in_the_second_town(demo):
    assert held(LAKE, "star") == {"five": 2, "four": 4, "three": 27, "two": 51}


def test_19_committees_were_re_elected_16_unions_founded_and_1995_members_joined(demo):
    re_elected = one(
        "SELECT count(*) FROM unions_committeeterm t JOIN unions_union u ON u.id = t.union_id"
        " WHERE u.path LIKE %s AND t.term_no > 1 AND t.elected_on BETWEEN %s AND %s",
        LAKE,
        *THIS_YEAR,
    )
    founded = one(
        f"SELECT count(*) FROM unions_union u WHERE u.path LIKE %s AND {GRASSROOTS}"
        " AND u.founded_on BETWEEN %s AND %s",
        LAKE,
        *THIS_YEAR,
    )
    joined = one(
        "SELECT count(*) FROM members_membership m JOIN unions_union u ON u.id = m.union_id"
        " WHERE u.path LIKE %s AND m.start_reason = 'join' AND m.from_on BETWEEN %s AND %s",
        LAKE,
        *THIS_YEAR,
    )
    assert (re_elected, founded, joined) == (19, 16, 1995)


def test_papers_of_2009_are_numbered(demo):
    found = rows(
        "SELECT u.code, h.number_year, h.number_serial FROM reports_reporthead h"
        " JOIN unions_union u ON u.id = h.union_id WHERE h.year = 2009 ORDER BY u.code"
    )
    assert found == [("D01", 2009, 38), ("D02", 2009, 46), ("D03", 2009, 9)]
    assert ReportHead.objects.get(union__code="D02").number == "临工发〔2009〕46号"


def test_two_cups_brought_22_titles_6_senior_and_24_intermediate_qualifications(demo):
    results = (
        "unions_competitionresult r JOIN unions_competition c ON c.id = r.competition_id"
        " JOIN unions_union u ON u.id = c.union_id WHERE u.path LIKE %s AND c.kind = 'skill'"
        " AND c.cup <> '' AND c.co_hosts <> ''"
    )
    found = rows(f"SELECT r.qualification, count(*) FROM {results} GROUP BY 1", HILL)
    assert dict(found) == {"senior": 6, "intermediate": 24}
    assert one(f"SELECT count(DISTINCT c.cup) FROM {results}", HILL) == 2
    assert one(f"SELECT count(*) FROM {results} AND r.title = '县级技术操作能手'", HILL) == 22
    crowded = (
        "SELECT count(*) FROM unions_competition c WHERE c.participants <"
        " (SELECT count(*) FROM unions_competitionresult r WHERE r.competition_id = c.id)"
    )
    assert one(crowded) == 0


def test_the_contest_of_window_services_is_in_its_fourth_round_with_31_units(demo):
    found = rows(
        "SELECT c.round_no, c.slogan <> '', c.co_hosts FROM unions_competition c"
        " JOIN unions_union u ON u.id = c.union_id WHERE u.path LIKE %s AND c.units = 31",
        HILL,
    )
    ((round_no, has_slogan, hosts),) = found
    assert (round_no, bool(has_slogan), len(hosts.split("、"))) == (4, True, 2)


def test_honours_of_the_third_town_are_those_of_the_county_report(demo):
    found = awards(HILL, "granted_on", *THIS_YEAR, by="r.level")
    assert found["chief_worker", "city"] == 4
    assert found["may_day_post", "city"] == 7
    assert found["union_work", "city"] == 4
    assert found["skill_expert", "county"] == 22


def test_technical_help_reached_36_firms_and_solved_33_problems(demo):
    found = rows(
        f"SELECT w.unit, w.quantity FROM {LOG} WHERE u.path LIKE %s AND w.kind = 'help'", HILL
    )
    assert dict(found) == {"家": 36, "项": 33}


def test_the_third_term_began_with_a_congress_of_which_only_the_month_is_known(demo):
    found = rows(
        "SELECT c.term_no, c.session_no, c.held_on_precision FROM unions_congress c"
        " JOIN unions_union u ON u.id = c.union_id WHERE u.code = 'D03' AND c.kind = 'members'"
        " AND c.held_on BETWEEN '2009-07-01' AND '2009-07-31'"
    )
    assert found == [(3, 1, "month")]
    terms = rows(
        "SELECT t.term_no, t.steps <> '' AND t.approval_no <> '' FROM unions_committeeterm t"
        " JOIN unions_union u ON u.id = t.union_id WHERE u.code = 'D03' ORDER BY t.term_no"
    )
    assert [(number, bool(told)) for number, told in terms] == [(2, True), (3, True)]


def test_five_branches_were_founded_in_the_third_town(demo):
    branches = (
        "SELECT count(*) FROM unions_union u WHERE u.path LIKE %s AND u.kind = 'branch'"
        " AND u.founded_on BETWEEN %s AND %s"
    )
    assert one(branches, HILL, *THIS_YEAR) == 5


def test_totals_without_rows_are_typed_with_a_source(demo):
    found = rows(
        "SELECT f.code, f.value FROM reports_reportedfigure f JOIN unions_union u"
        " ON u.id = f.union_id WHERE u.path LIKE %s AND f.source <> ''",
        HILL,
    )
    totals = dict(found)
    assert totals["branches.units"] == totals["branches.units_with_union"] == 5
    assert totals["benefits.mutual_aid"] > 0
    assert totals["benefits.housing_fund"] > 0


def test_the_third_town_checked_health_and_kept_the_log_of_its_services(demo):
    health = one(
        f"SELECT sum(a.attendance) FROM {EVENTS} WHERE u.path LIKE %s AND a.kind = 'health'", HILL
    )
    assert health == 236
    kinds = rows(f"SELECT DISTINCT w.kind FROM {LOG} WHERE u.path LIKE %s", HILL)
    told = {kind for (kind,) in kinds}
    assert told >= {"campaign", "subscription", "rule", "mechanism", "meeting", "visit", "help"}
    groups = rows(
        'SELECT DISTINCT v."group" FROM members_visit v JOIN unions_union u ON u.id = v.union_id'
        " WHERE u.path LIKE %s",
        HILL,
    )
    assert {group for (group,) in groups} == {"hardship", "migrant", "retired", "children"}


def test_passages_tell_of_problems_lessons_theme_vision_and_appraisal(demo):
    found = rows(
        "SELECT u.code, p.kind, count(*) FROM reports_passage p JOIN unions_union u"
        " ON u.id = p.union_id WHERE p.year = 2009 GROUP BY u.code, p.kind"
    )
    told = {(code, kind): count for code, kind, count in found}
    assert told["D03", "problem"] == 3
    assert told["D03", "lesson"] >= 1
    assert told["D03", "appraisal"] == told["D03", "strategy"] == told["D03", "theme"] == 1
    assert told["D01", "vision"] == told["D01", "guideline"] == 1

"""Bodies, events, audits, log and plan of the demo county, counted by SQL (D9, P01…P20)."""

from typing import Any

import pytest

from tests.reports.demo_sql import (
    BODIES,
    BODY_STANDS,
    EVENTS,
    GRASSROOTS,
    LOG,
    NOVEMBER,
    OCTOBER,
    THIS_YEAR,
    TOWN,
    one,
    rows,
    standing,
)

pytest_plugins = ["tests.reports.demo_fixture"]


def articles(start: str, end: str) -> int:
    count: int = one(
        f"SELECT sum(w.quantity) FROM {LOG} WHERE u.path LIKE %s AND w.kind = 'article'"
        " AND w.happened_on BETWEEN %s AND %s",
        TOWN,
        start,
        end,
    )
    return count


@pytest.mark.parametrize("day", [OCTOBER, NOVEMBER])
def test_every_grassroots_union_has_a_mediation_and_a_supervision_body(demo, day):
    for kind in ("mediation", "supervision"):
        count = one(
            f"SELECT count(DISTINCT b.union_id) FROM {BODIES} WHERE u.path LIKE %s"
            f" AND {GRASSROOTS} AND b.kind = %s AND {BODY_STANDS}",
            TOWN,
            kind,
            day,
            day,
        )
        assert count == standing(day) == 184


def test_every_mediation_body_of_may_2008_was_adjusted_to_the_new_law(demo):
    found = rows(
        "SELECT count(*), sum(CASE WHEN b.adjusted_on BETWEEN '2008-05-01' AND '2009-09-30'"
        f" THEN 1 ELSE 0 END) FROM {BODIES} WHERE u.path LIKE %s AND b.kind = 'mediation'"
        f" AND {GRASSROOTS} AND {BODY_STANDS}",
        TOWN,
        "2008-05-01",
        "2008-05-01",
    )
    ((all_of_them, adjusted),) = found
    assert all_of_them == adjusted == standing("2008-05-01")


def test_new_mediation_bodies_are_as_old_as_their_unions(demo):
    found = one(
        f"SELECT count(*) FROM {BODIES} WHERE u.path LIKE %s AND b.kind = 'mediation'"
        " AND u.founded_on BETWEEN '2009-01-01' AND %s AND b.from_on = u.founded_on"
        " AND b.adjusted_on IS NULL",
        TOWN,
        OCTOBER,
    )
    assert found == 18


def test_many_unions_have_the_three_systems_of_democratic_management(demo):
    found = rows(
        f"SELECT b.kind, count(*) FROM {BODIES} WHERE u.path LIKE %s"
        " AND b.kind IN ('congress', 'disclosure', 'appraisal') GROUP BY b.kind",
        TOWN,
    )
    assert len(found) == 3
    assert all(60 < count < 142 for _, count in found)


def test_events_into_enterprises_were_4_2_and_6_by_october(demo):
    found = rows(
        f"SELECT a.topic, sum(a.sessions) FROM {EVENTS} WHERE u.path LIKE %s"
        " AND a.campaign = '五进企业' AND a.held_on BETWEEN %s AND %s GROUP BY a.topic",
        TOWN,
        *THIS_YEAR,
    )
    assert dict(found) == {"职业道德进企业": 4, "心理健康进企业": 2, "百场电影进企业": 6}


def test_all_4_classes_of_the_art_festival_were_entered(demo):
    found = rows(
        f"SELECT a.classes_entered, a.classes_total FROM {EVENTS} WHERE u.path LIKE %s"
        " AND a.campaign = '职工文化艺术节' AND a.held_on BETWEEN %s AND %s",
        TOWN,
        *THIS_YEAR,
    )
    assert found == [(4, 4)]


def test_the_days_the_source_tells_of_have_their_event(demo):
    def event(day: str) -> tuple[Any, ...]:
        (found,) = rows(
            "SELECT a.kind, a.attendance, a.rank, (SELECT count(*) FROM unions_activityunion p"
            f" WHERE p.activity_id = a.id), a.venue <> '' FROM {EVENTS} WHERE u.path LIKE %s"
            " AND a.held_on = %s",
            TOWN,
            day,
        )
        return (*found[:4], bool(found[4]))

    kind, _, rank, unions, has_venue = event("2009-04-25")
    assert (kind, rank, unions, has_venue) == ("sport", None, 2, True)
    assert event("2009-05-30")[:2] == ("festival", 500)
    assert event("2009-11-18")[2] == 3
    assert event("2009-04-29")[0] == "culture"


def test_the_town_held_the_third_session_of_its_first_congress_on_3_april(demo):
    found = rows(
        "SELECT c.term_no, c.session_no FROM unions_congress c JOIN unions_union u"
        " ON u.id = c.union_id WHERE u.code = 'D01' AND c.kind = 'members'"
        " AND c.held_on = '2009-04-03'"
    )
    assert found == [(1, 3)]


def test_in_august_every_union_checked_its_funds_and_some_were_checked(demo):
    found = rows(
        "SELECT a.stage, count(DISTINCT a.union_id) FROM unions_fundaudit a JOIN unions_union u"
        f" ON u.id = a.union_id WHERE u.path LIKE %s AND {GRASSROOTS}"
        " AND a.audited_on BETWEEN '2009-08-01' AND '2009-08-31' GROUP BY a.stage",
        TOWN,
    )
    by_stage = dict(found)
    assert by_stage["self"] == standing("2009-08-01")
    assert 10 < by_stage["spot"] < 40


def test_86_articles_were_written_in_ten_months_and_fewer_the_year_before(demo):
    assert articles(*THIS_YEAR) == articles("2009-01-01", "2009-12-31") == 86
    assert 0 < articles("2008-01-01", "2008-10-31") < 86


def test_the_log_tells_of_mechanisms_a_survey_and_the_study_of_law(demo):
    found = rows(
        f"SELECT w.kind, count(*) FROM {LOG} WHERE u.path LIKE %s AND w.happened_on BETWEEN"
        " %s AND %s GROUP BY w.kind",
        TOWN,
        *THIS_YEAR,
    )
    by_kind = dict(found)
    assert (by_kind["mechanism"], by_kind["survey"], by_kind["meeting"]) == (2, 1, 3)
    cadres = one(
        f"SELECT w.quantity FROM {LOG} WHERE u.path LIKE %s AND w.title LIKE %s",
        TOWN,
        "%省总工会干部学校%",
    )
    assert cadres == 28


def test_disputes_were_reported_upward_and_one_is_open(demo):
    found = rows(
        "SELECT count(d.reported_up_on), sum(CASE WHEN d.closed_on IS NULL THEN 1 ELSE 0 END)"
        " FROM unions_dispute d JOIN unions_union u ON u.id = d.union_id WHERE u.path LIKE %s"
        " AND d.received_on BETWEEN '2009-01-01' AND %s",
        TOWN,
        NOVEMBER,
    )
    ((reported, is_open),) = found
    assert reported >= 1
    assert is_open == 1


def test_terms_of_committees_end_soon_and_some_are_overdue(demo):
    latest = (
        "SELECT t.union_id, max(t.ends_on) AS ends_on FROM unions_committeeterm t"
        " JOIN unions_union u ON u.id = t.union_id WHERE u.path LIKE %s GROUP BY t.union_id"
    )
    count = f"SELECT count(*) FROM ({latest}) k"
    soon = one(f"{count} WHERE ends_on BETWEEN '2009-11-20' AND '2010-05-19'", TOWN)
    overdue = one(f"{count} WHERE ends_on < '2009-11-20'", TOWN)
    assert 160 < one(count, TOWN) < 184
    assert soon >= 14
    assert overdue == 6


def test_plan_items_of_2010_are_twenty_and_one_is_a_range(demo):
    found = rows(
        "SELECT p.section, count(*) FROM reports_planitem p JOIN unions_union u"
        " ON u.id = p.union_id WHERE u.code = 'D01' AND p.year = 2010 GROUP BY p.section"
    )
    assert dict(found) == {"study": 3, "quality": 4, "rights": 5, "service": 4, "own": 4}
    ranged = rows(
        "SELECT p.low, p.high, p.unit FROM reports_planitem p JOIN unions_union u"
        " ON u.id = p.union_id WHERE u.code = 'D01' AND p.year = 2010 AND p.high > p.low"
    )
    assert ranged == [(1, 2, "场")]

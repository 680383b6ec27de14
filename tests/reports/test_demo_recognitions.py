"""Grades, applications, honours and certificates of the demo county, by SQL (D9-25…62)."""

from tests.reports.demo_sql import (
    AWARDS,
    OCTOBER,
    STANDING,
    THIS_YEAR,
    TOWN,
    awards,
    held,
    one,
    rows,
)

pytest_plugins = ["tests.reports.demo_fixture"]


VENUES = {"school", "club", "reading_room"}


def test_16_unions_hold_3a_7_hold_2a_and_20_hold_a(demo):
    assert held(TOWN, "aaa") == {"aaa": 16, "aa": 7, "a": 20}
    assert held(TOWN, "aaa", "village")["aaa"] == 12


def test_25_22_and_10_enterprises_applied_for_the_three_grades_of_harmony(demo):
    found = awards(TOWN, "applied_on", *THIS_YEAR)
    assert found["harmony", "participating"] == 25
    assert found["harmony", "advanced"] == 22
    assert found["harmony", "model"] == 10
    assert found["living", "participating"] == 61


def test_102_of_120_enterprises_take_part_in_harmony_and_half_of_them_are_advanced(demo):
    found = rows(
        f"SELECT g.code, count(DISTINCT u.id) FROM {AWARDS} WHERE u.path LIKE %s"
        " AND s.code = 'harmony' AND u.kind = 'enterprise' AND r.applied_on <= %s GROUP BY g.code",
        TOWN,
        OCTOBER,
    )
    assert dict(found) == {"participating": 102, "advanced": 51, "model": 10}
    enterprises = one(
        f"SELECT count(*) FROM unions_union u WHERE u.path LIKE %s AND {STANDING}"
        " AND u.kind = 'enterprise'",
        TOWN,
        OCTOBER,
        OCTOBER,
    )
    assert (102 * 100 / enterprises, 51 * 100 / 102) == (85, 50)


def test_39_organisations_40_teams_and_91_workers_learned_one_each_of_county_level(demo):
    found = awards(TOWN, "granted_on", *THIS_YEAR, by="r.level")
    assert (found["learning_org", "town"], found["learning_org", "county"]) == (38, 1)
    assert (found["learning_team", "town"], found["learning_team", "county"]) == (39, 1)
    assert found["knowledge_worker", "town"] == 91


def test_venues_are_applied_for_by_enterprises_and_villages(demo):
    place = "u.kind || ' ' || g.code || ' ' || r.level"
    found = awards(TOWN, "applied_on", *THIS_YEAR, by=place)
    venues = {key: count for key, count in found.items() if key[0] in VENUES}
    assert venues == {
        ("school", "enterprise site county"): 4,
        ("club", "enterprise site county"): 8,
        ("reading_room", "enterprise model county"): 1,
        ("school", "village model county"): 10,
        ("club", "village model county"): 12,
        ("reading_room", "village model county"): 10,
    }


def test_one_team_and_one_worker_were_honoured(demo):
    found = awards(TOWN, "granted_on", *THIS_YEAR, by="r.holder")
    assert (found["pioneer", "team"], found["devotion_star", "person"]) == (1, 1)


def test_119_unions_received_a_first_certificate_in_2009(demo):
    found = rows(
        "SELECT count(*), count(DISTINCT c.union_id)"
        " FROM unions_legalpersoncertificate c JOIN unions_union u ON u.id = c.union_id"
        " WHERE u.path LIKE %s AND c.issued_on BETWEEN %s AND %s AND NOT c.is_renewal",
        TOWN,
        *THIS_YEAR,
    )
    assert found == [(119, 119)]
    early = (
        "SELECT count(*) FROM unions_legalpersoncertificate c JOIN unions_union u"
        " ON u.id = c.union_id WHERE c.issued_on < u.founded_on"
    )
    assert one(early) == 0

"""The unions of the demo county, counted by SQL as the main source counts them (D9-01…10)."""

import pytest

from tests.reports.demo_sql import (
    GRASSROOTS,
    HILL,
    LAKE,
    LAST_YEAR,
    NOVEMBER,
    OCTOBER,
    PAYMENTS,
    STANDING,
    TOWN,
    one,
    rows,
    standing,
)
from unions.models import Union

pytest_plugins = ["tests.reports.demo_fixture"]


def test_the_184_unions_of_october_are_of_the_kinds_of_the_source(demo):
    found = rows(
        f"SELECT u.kind, count(*) FROM unions_union u WHERE u.path LIKE %s AND {STANDING}"
        " GROUP BY u.kind",
        TOWN,
        OCTOBER,
        OCTOBER,
    )
    assert dict(found) == {
        "village": 28,
        "town_joint": 1,
        "village_joint": 13,
        "organ": 6,
        "institution": 16,
        "enterprise": 120,
    }


def test_18_unions_were_founded_in_2009_and_none_dissolved(demo):
    founded = rows(
        f"SELECT u.kind, count(*) FROM unions_union u WHERE u.path LIKE %s AND {GRASSROOTS}"
        " AND u.founded_on BETWEEN '2009-01-01' AND '2009-12-31' GROUP BY u.kind",
        TOWN,
    )
    assert dict(founded) == {"enterprise": 5, "village_joint": 13}
    dissolved = "SELECT count(*) FROM unions_union WHERE path LIKE %s AND dissolved_on >= %s"
    assert one(dissolved, TOWN, "2009-01-01") == 0
    assert standing(LAST_YEAR) == 166


def test_the_union_count_does_not_change_before_the_demo_day(demo):
    assert standing(OCTOBER) == standing(NOVEMBER) == 184


def test_founding_dates_are_known_to_the_day_the_month_the_year_or_not_at_all(demo):
    found = rows("SELECT DISTINCT founded_on_precision FROM unions_union WHERE path LIKE %s", TOWN)
    assert {precision for (precision,) in found} == {"day", "month", "year", "unknown"}


def test_enterprises_cover_one_employer_and_joint_unions_5_to_20(demo):
    found = rows(
        "SELECT u.kind, min(n), max(n) FROM unions_union u JOIN (SELECT union_id, count(*) AS n"
        " FROM unions_employer GROUP BY union_id) k ON k.union_id = u.id"
        " WHERE u.path LIKE %s GROUP BY u.kind",
        TOWN,
    )
    spans = {kind: (fewest, most) for kind, fewest, most in found}
    assert spans["enterprise"] == (1, 1)
    assert spans["town_joint"] == (20, 20)
    assert 5 <= spans["village_joint"][0] <= spans["village_joint"][1] <= 20


def test_the_second_town_has_unions_without_a_roll_and_one_without_any_return(demo):
    assert standing(OCTOBER, LAKE) == 57
    without_roll = one(
        f"SELECT count(*) FROM unions_union u WHERE u.path LIKE %s AND {STANDING}"
        " AND u.roll_complete_from IS NULL",
        LAKE,
        OCTOBER,
        OCTOBER,
    )
    silent = rows(
        f"SELECT u.roll_complete_from FROM unions_union u WHERE u.path LIKE %s AND {STANDING}"
        " AND NOT EXISTS (SELECT 1 FROM unions_headcount h WHERE h.union_id = u.id)",
        LAKE,
        OCTOBER,
        OCTOBER,
    )
    assert 5 < without_roll < 40
    assert silent == [(None,)]


def test_the_third_town_is_small_and_gives_no_aid(demo):
    assert 10 <= standing(OCTOBER, HILL) <= 14
    assert one(f"SELECT count(*) FROM {PAYMENTS} WHERE u.path LIKE %s", HILL) == 0


def test_paths_are_made_of_the_codes(demo):
    assert demo.path == "d00/d01/"
    assert Union.objects.get(code="D01-001").path == "d00/d01/d01001/"


@pytest.mark.parametrize("word", ["良渚", "兴源", "华海", "同泰", "杭州", "余杭", "瓶窑"])
def test_no_name_of_the_source_is_used(demo, word):
    like = f"%{word}%"
    for table in ("unions_union", "unions_employer", "unions_competition"):
        assert one(f"SELECT count(*) FROM {table} WHERE name LIKE %s", like) == 0

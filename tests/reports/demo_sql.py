"""Counting by plain SQL: an oracle that shares no code with the models and figures."""

from typing import Any

from django.db import connection

OCTOBER, NOVEMBER, LAST_YEAR = "2009-10-31", "2009-11-20", "2008-12-31"
TOWN, LAKE, HILL = "d00/d01/%", "d00/d02/%", "d00/d03/%"
THIS_YEAR = ("2009-01-01", OCTOBER)

GRASSROOTS = "u.kind NOT IN ('county', 'town', 'branch')"
STANDING = (
    f"{GRASSROOTS} AND (u.founded_on IS NULL OR u.founded_on <= %s)"
    " AND (u.dissolved_on IS NULL OR u.dissolved_on > %s)"
)
ON_ROLL = (
    "m.kind = 'active' AND (m.from_on IS NULL OR m.from_on <= %s)"
    " AND (m.to_on IS NULL OR m.to_on > %s) AND u.roll_complete_from <= %s"
)
SPELLS = "members_membership m JOIN unions_union u ON u.id = m.union_id"
CONTRACTS = "unions_collectivecontract c JOIN unions_union u ON u.id = c.union_id"
PAYMENTS = (
    "members_aidpayment p JOIN members_aidcase c ON c.id = p.case_id"
    " JOIN unions_union u ON u.id = c.union_id"
)
CONTESTS = "unions_competition c JOIN unions_union u ON u.id = c.union_id"
CLASSES = "unions_training t JOIN unions_union u ON u.id = t.union_id"
AWARDS = (
    "unions_recognition r JOIN unions_scheme s ON s.id = r.scheme_id"
    " LEFT JOIN unions_schemegrade g ON g.id = r.grade_id JOIN unions_union u ON u.id = r.union_id"
)
BODIES = "unions_body b JOIN unions_union u ON u.id = b.union_id"
BODY_STANDS = "(b.from_on IS NULL OR b.from_on <= %s) AND (b.to_on IS NULL OR b.to_on > %s)"
LOG = "unions_worklog w JOIN unions_union u ON u.id = w.union_id"
EVENTS = "unions_activity a JOIN unions_union u ON u.id = a.union_id"


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def one(sql: str, *values: Any) -> Any:
    ((value,),) = rows(sql, *values)
    return value


def standing(day: str, path: str = TOWN) -> int:
    count: int = one(
        f"SELECT count(*) FROM unions_union u WHERE u.path LIKE %s AND {STANDING}", path, day, day
    )
    return count


def on_rolls(day: str, path: str = TOWN) -> int:
    sql = f"SELECT count(*) FROM {SPELLS} WHERE u.path LIKE %s AND {ON_ROLL}"
    count: int = one(sql, path, day, day, day)
    return count


def joined(start: str, end: str) -> int:
    count: int = one(
        f"SELECT count(*) FROM {SPELLS} WHERE u.path LIKE %s AND m.start_reason = 'join'"
        " AND m.from_on BETWEEN %s AND %s",
        TOWN,
        start,
        end,
    )
    return count


def awards(path: str, column: str, *days: str, by: str = "g.code") -> dict[Any, int]:
    """Quantities of a year by scheme and what ``by`` tells, counted on the day in ``column``."""
    found = rows(
        f"SELECT s.code, {by}, sum(r.quantity) FROM {AWARDS} WHERE u.path LIKE %s"
        f" AND r.{column} BETWEEN %s AND %s GROUP BY s.code, {by}",
        path,
        *days,
    )
    return {(scheme, part): quantity for scheme, part, quantity in found}


def held(path: str, scheme: str, kind: str = "%") -> dict[str, int]:
    """Grades held at the end of October 2009."""
    found = rows(
        f"SELECT g.code, sum(r.quantity) FROM {AWARDS} WHERE u.path LIKE %s AND s.code = %s"
        " AND u.kind LIKE %s AND r.granted_on <= %s AND (r.valid_to IS NULL OR r.valid_to >= %s)"
        " GROUP BY g.code",
        path,
        scheme,
        kind,
        OCTOBER,
        OCTOBER,
    )
    return dict(found)

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

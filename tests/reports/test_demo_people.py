"""Members and staff of the demo county, counted by SQL (D9-04, D9-11…13)."""

from datetime import date

from members.models import Member, Membership
from tests.reports.demo_sql import (
    LAST_YEAR,
    NOVEMBER,
    OCTOBER,
    SPELLS,
    THIS_YEAR,
    TOWN,
    joined,
    on_rolls,
    one,
    rows,
)
from unions.models import Headcount, Union
from unions.validators import birth_date_of, clean_id_number, clean_phone, sex_of

pytest_plugins = ["tests.reports.demo_fixture"]


def test_staff_of_october_are_18299_by_the_returns_of_all_184_unions(demo):
    found = rows(
        "SELECT sum(h.staff), count(DISTINCT h.union_id) FROM unions_headcount h"
        " JOIN unions_union u ON u.id = h.union_id WHERE u.path LIKE %s AND h.as_of = %s",
        TOWN,
        OCTOBER,
    )
    assert found == [(18299, 184)]


def test_no_part_of_a_return_is_above_its_whole(demo):
    wrong = one(
        "SELECT count(*) FROM unions_headcount WHERE members > staff OR women > staff"
        " OR migrants > staff OR women_members > members OR migrant_members > members"
    )
    assert wrong == 0


def test_members_on_the_complete_rolls_of_october_are_17915(demo):
    assert on_rolls(OCTOBER) == 17915


def test_1730_members_joined_until_october_and_12_in_november(demo):
    assert joined(*THIS_YEAR) == 1730
    assert joined("2009-11-01", NOVEMBER) == 12
    assert on_rolls(NOVEMBER) == 17915 + 12 - 3


def test_the_roll_of_october_follows_from_that_of_december_by_what_happened_between(demo):
    """Opening + joined + resumed - ended for good or paused = closing; transfers cancel out."""
    ended = one(
        f"SELECT count(*) FROM {SPELLS} WHERE u.path LIKE %s AND m.kind = 'active'"
        " AND m.end_reason <> 'transfer' AND m.to_on BETWEEN %s AND %s",
        TOWN,
        *THIS_YEAR,
    )
    resumed = one(
        f"SELECT count(*) FROM {SPELLS} WHERE u.path LIKE %s AND m.start_reason = 'resume'"
        " AND m.from_on BETWEEN %s AND %s",
        TOWN,
        *THIS_YEAR,
    )
    assert ended > 100
    assert on_rolls(LAST_YEAR) + 1730 + resumed - ended == 17915


def test_transfers_of_2009_leave_one_union_and_enter_another_on_one_day(demo):
    found = rows(
        "SELECT old.union_id <> new.union_id, old.to_on = new.from_on"
        " FROM members_membership new JOIN members_membership old"
        " ON old.member_id = new.member_id AND old.end_reason = 'transfer'"
        " JOIN unions_union u ON u.id = new.union_id"
        " WHERE new.start_reason = 'transfer' AND new.from_on >= '2009-01-01' AND u.path LIKE %s",
        TOWN,
    )
    assert len(found) == 24
    assert all(differ and same_day for differ, same_day in found)


def test_nobody_joined_a_union_before_it_was_founded(demo):
    assert one(f"SELECT count(*) FROM {SPELLS} WHERE m.from_on < u.founded_on") == 0


def test_returns_differ_from_rolls_in_a_handful_of_unions(demo):
    members = (
        "(SELECT count(*) FROM members_membership m WHERE m.union_id = u.id AND m.kind = 'active'"
        " AND (m.from_on IS NULL OR m.from_on <= h.as_of)"
        " AND (m.to_on IS NULL OR m.to_on > h.as_of))"
    )
    different = one(
        "SELECT count(*) FROM unions_headcount h JOIN unions_union u ON u.id = h.union_id"
        f" WHERE u.path LIKE %s AND h.as_of = %s AND h.members <> {members}",
        TOWN,
        OCTOBER,
    )
    assert 3 <= different <= 10


def test_every_id_number_is_valid_and_of_no_place(demo):
    for id_number, sex, born, phone in Member.objects.values_list(
        "id_number", "sex", "birth_on", "phone"
    ).iterator():
        assert clean_id_number(id_number) == id_number
        assert id_number.startswith("990001")
        assert (sex_of(id_number), birth_date_of(id_number)) == (sex, born)
        assert not phone or clean_phone(phone).startswith("1390000")


def test_no_two_members_share_an_id_number(demo):
    found = rows("SELECT count(*), count(DISTINCT id_hash) FROM members_member")
    ((members, numbers),) = found
    assert members == numbers


def test_rows_stand_up_to_their_own_checks(demo):
    """clean() of the models, on all rows but the members' (their numbers are tested above)."""
    for rows_kept in (Headcount.objects, Union.objects, Membership.objects):
        for row in rows_kept.select_related():
            row.clean()


def test_the_demo_ends_before_its_today(demo):
    latest = one("SELECT max(from_on) FROM members_membership")
    assert date.fromisoformat(str(latest)) <= date(2009, 11, 20)

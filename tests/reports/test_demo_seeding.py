"""Seeding the demo county: the same every time, and never over records of others."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from reports.demo import seeding
from reports.demo.seeding import CodeTaken, seed_county
from reports.demo.towns import TOWNS
from tests.factories import UnionFactory
from tests.reports.demo_sql import SPELLS, one, rows
from unions.commands import Refused
from unions.models import Union

pytest_plugins = ["tests.reports.demo_fixture"]


@pytest.mark.parametrize("table", ["member", "membership", "aidcase", "aidpayment", "visit"])
def test_bulk_rows_have_a_history(demo, table):
    rows_kept = one(f"SELECT count(*) FROM members_{table}")
    assert one(f"SELECT count(*) FROM members_historical{table}") == rows_kept > 0


def test_a_second_run_changes_nothing(demo, capsys):
    before = _versions()
    assert seed_county(lambda line: None) is False
    call_command("seed_demo")
    assert "演示数据已在" in capsys.readouterr().out
    assert _versions() == before


def _versions() -> list[tuple[Any, ...]]:
    tables = ("unions_historicalunion", "members_historicalmember", "members_historicalmembership")
    return [rows(f"SELECT count(*), max(history_id) FROM {table}")[0] for table in tables]


def test_a_town_that_is_missing_is_added_alone(db, monkeypatch):
    """What an interrupted run left is completed by the next."""
    hill = TOWNS[-1]
    monkeypatch.setattr(seeding, "TOWNS", (hill,))
    assert seed_county(lambda line: None) is True
    assert seed_county(lambda line: None) is False
    assert list(Union.objects.filter(kind=Union.Kind.TOWN).values_list("code", flat=True)) == [
        "D03"
    ]


def test_every_run_makes_the_same_rows(db, monkeypatch):
    monkeypatch.setattr(seeding, "TOWNS", TOWNS[-1:])
    first, second = _seed_and_forget(), _seed_and_forget()
    assert len(first) > 400
    assert first == second


def _seed_and_forget() -> list[tuple[Any, ...]]:
    with transaction.atomic():
        seed_county(lambda line: None)
        found = rows(
            "SELECT u.path, u.founded_on, p.name, p.birth_on, p.card_no, m.from_on, m.to_on"
            f" FROM {SPELLS} JOIN members_member p ON p.id = m.member_id ORDER BY m.id"
        )
        found += rows(
            "SELECT u.code, r.name, r.title, r.granted_on, r.quantity FROM unions_recognition r"
            " JOIN unions_union u ON u.id = r.union_id ORDER BY r.id"
        )
        found += rows(
            "SELECT u.code, t.term_no, t.elected_on, o.post, o.name FROM unions_officer o"
            " JOIN unions_committeeterm t ON t.id = o.term_id"
            " JOIN unions_union u ON u.id = t.union_id ORDER BY o.id"
        )
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("code", ["D00", "D02"])
def test_codes_of_real_unions_are_refused_and_left_alone(db, monkeypatch, code):
    monkeypatch.setattr(seeding, "TOWNS", TOWNS[1:2])
    UnionFactory(code=code, kind=Union.Kind.TOWN, name="别处镇总工会")
    with pytest.raises(CodeTaken, match=code):
        seed_county(lambda line: None)
    with pytest.raises(Refused, match=f"编号 {code} 已被正式单位使用"):
        call_command("seed_demo")
    assert Union.objects.get(code=code).name == "别处镇总工会"

"""The history that bulk writes leave is what was stored, column by column."""

from types import SimpleNamespace

import pytest
from django.db import connection
from simple_history.models import HistoricalRecords

from members.models import Member
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def _at_work(world):
    HistoricalRecords.context.request = SimpleNamespace(user=world.staff)
    yield
    del HistoricalRecords.context.request


def differing(history_id):
    """Columns in which a history row and its record differ in the database itself."""
    columns = [field.column for field in Member._meta.fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'h.{c}, m.{c}' for c in columns)} FROM members_historicalmember h "
            "JOIN members_member m ON m.id = h.id WHERE h.history_id = %s",
            [history_id],
        )
        pairs = iter(cursor.fetchone())
    return {name for name, old, new in zip(columns, pairs, pairs, strict=False) if old != new}


@pytest.mark.usefixtures("_at_work")
def test_new_rows_stand_in_the_history_as_they_were_stored(world):
    rows = [
        Member(union=world.enterprise, name=f"丁{n}", sex="male", phone="13900000001")
        for n in range(3)
    ]
    for row in rows:
        row.prepare()
    rows[0]._change_reason = "从旧册抄来"  # type: ignore[attr-defined]
    Member.objects.bulk_create(rows, batch_size=2)
    states = [row.history.get() for row in rows]
    assert [differing(state.history_id) for state in states] == [set()] * 3
    assert [state.phone for state in states] == ["13900000001"] * 3
    assert {state.history_user for state in states} == {world.staff}
    assert [state.history_change_reason for state in states] == ["从旧册抄来", None, None]
    assert [state.history_type for state in states] == ["+"] * 3


def test_changed_rows_stand_in_the_history_with_their_new_version(world):
    members = [make.MemberFactory(union=world.enterprise) for _ in range(2)]
    Member.objects.filter(pk__in=[m.pk for m in members]).update(department="车间")
    for member in members:
        state = member.history.first()
        assert (state.history_type, state.version, state.department) == ("~", 2, "车间")
        assert differing(state.history_id) == set()

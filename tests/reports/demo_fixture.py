"""The demo county in the test database.

A test module asks for it by `pytest_plugins = ["tests.reports.demo_fixture"]`. The rows stay until
the session ends, so the tests that use them run last (tests/ordering.py): no other test meets rows
that it did not make. A transactional test would wipe them; `demo` goes with plain `db`.
"""

from typing import Any

import pytest

from tests.installation import Installation
from tests.prepared import turn_into
from unions.models import Union


@pytest.fixture(scope="session")
def demo_county(django_db_setup: None, django_db_blocker: Any, seeded: Installation) -> None:
    with django_db_blocker.unblock():
        turn_into(seeded)


@pytest.fixture
def demo(demo_county: None, db: None) -> Union:
    """The town D01 示范镇总工会; changes of a test are rolled back."""
    return Union.objects.get(code="D01")

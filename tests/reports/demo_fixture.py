"""The demo county in the test database, seeded once for each worker.

A test module asks for it by `pytest_plugins = ["tests.reports.demo_fixture"]`. The rows stay until
the session ends, so the tests that use them run last: no other test meets rows that it did not
make. A transactional test would wipe them; `demo` goes with plain `db`.
"""

from typing import Any

import pytest

from reports.demo.seeding import seed_county
from unions.models import Union

GROUP = pytest.mark.xdist_group("demo")  # one worker seeds, where the tests are spread by group


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _uses_demo(item):
            item.add_marker(GROUP)
    items.sort(key=_uses_demo)


def _uses_demo(item: pytest.Item) -> bool:
    return "demo_county" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def demo_county(django_db_setup: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        seed_county(lambda line: None)


@pytest.fixture
def demo(demo_county: None, db: None) -> Union:
    """The town D01 示范镇总工会; changes of a test are rolled back."""
    return Union.objects.get(code="D01")

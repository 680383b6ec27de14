"""The order of the tests and how they are spread over the workers (xdist, --dist loadgroup).

pytest-randomly shuffles first; the order within each of these parts stays shuffled.
"""

import pytest

__all__ = ["pytest_collection_modifyitems", "pytest_configure"]

DATABASES = {"db", "transactional_db", "django_db_setup", "migrated", "seeded"}


def pytest_configure(config: pytest.Config) -> None:
    """xdist would put the largest groups first, and with them the demo."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Groups first: many seconds in one piece, and one worker would be left with the last of them.

    The tests on the demo county run last, after those that commit, which pytest-django would put
    behind all others: its rows stay in the database.
    """
    asking = [item.nodeid for item in items if _asks_though_independent(item)]
    if asking:
        raise pytest.UsageError(f"marked engine_independent, but they ask a database: {asking}")
    items.sort(key=lambda item: (_uses_demo(item), item.get_closest_marker("xdist_group") is None))


def _asks_though_independent(item: pytest.Item) -> bool:
    """Such a test would never run on PostgreSQL. Browser tests ask a server of their own."""
    marked = item.get_closest_marker("engine_independent")
    if not marked or item.get_closest_marker("browser"):
        return False
    asked = DATABASES.intersection(getattr(item, "fixturenames", ()))
    return bool(asked or item.get_closest_marker("django_db"))


def _uses_demo(item: pytest.Item) -> bool:
    return "demo_county" in getattr(item, "fixturenames", ())

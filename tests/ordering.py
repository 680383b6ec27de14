"""The order of the tests and how they are spread over the workers (xdist, --dist loadgroup).

pytest-randomly shuffles first; the order within each of these parts stays shuffled.
"""

import pytest

__all__ = ["pytest_collection_modifyitems", "pytest_configure"]


def pytest_configure(config: pytest.Config) -> None:
    """xdist would put the largest groups first, and with them the demo."""
    if hasattr(config.option, "loadscopereorder"):
        config.option.loadscopereorder = False


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Groups first: many seconds in one piece, and one worker would be left with the last of them.

    The tests on the demo county run last: its rows stay in the database.
    """
    items.sort(key=lambda item: (_uses_demo(item), item.get_closest_marker("xdist_group") is None))


def _uses_demo(item: pytest.Item) -> bool:
    return "demo_county" in getattr(item, "fixturenames", ())

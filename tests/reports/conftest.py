"""The tests' world for pages and commands, signed in by name."""

from datetime import date

import pytest

from tests.world import world

__all__ = ["as_", "world"]


@pytest.fixture
def as_(client, world, settings):
    """A signed-in client, on 20 November 2009: as_("staff")."""
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def sign_in(who):
        client.force_login(getattr(world, who))
        return client

    return sign_in

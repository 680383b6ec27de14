"""The small county for the tests of record pages."""

from tests.world import world

__all__ = ["world"]

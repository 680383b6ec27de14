"""All indicators, in the order they are listed. Each module declares; only this one registers."""

from reports.indicators import (
    aid,
    competitions,
    contracts,
    headcounts,
    organisation,
    proposals,
    targets,
    training,
)
from reports.registry import Registry

__all__ = ["fill"]

MODULES = (
    organisation,
    headcounts,
    contracts,
    aid,
    competitions,
    proposals,
    training,
    targets,
)


def fill(registry: Registry) -> None:
    """Called once at start; a code or name used twice stops it."""
    for module in MODULES:
        registry.add(*module.INDICATORS)
        registry.add_list(*getattr(module, "LISTS", ()))

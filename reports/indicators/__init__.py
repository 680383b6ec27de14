"""All indicators, in the order they are listed. Each module declares; only this one registers."""

from reports.indicators import (
    activities,
    aid,
    audits,
    bodies,
    branches,
    certificates,
    committees,
    competition_results,
    competitions,
    contracts,
    disputes,
    harmony,
    headcounts,
    homes,
    organisation,
    plans,
    proposals,
    recognitions,
    reported,
    targets,
    training,
    venues,
    visits,
    worklogs,
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
    branches,
    committees,
    bodies,
    certificates,
    competition_results,
    activities,
    recognitions,
    homes,
    harmony,
    venues,
    disputes,
    visits,
    audits,
    worklogs,
    reported,
    plans,
)


def fill(registry: Registry) -> None:
    """Called once at start; a code or name used twice stops it."""
    for module in MODULES:
        registry.add(*module.INDICATORS)
        registry.add_list(*getattr(module, "LISTS", ()))

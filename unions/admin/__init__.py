"""Record pages of unions; one module per line of work."""

from unions.admin import (
    competitions,
    contracts,
    headcounts,
    organisation,
    proposals,
    training,
    users,
)

__all__ = [
    "competitions",
    "contracts",
    "headcounts",
    "organisation",
    "proposals",
    "training",
    "users",
]

"""Record pages of unions; one module per line of work."""

from unions.admin import (
    activities,
    audits,
    bodies,
    certificates,
    committees,
    competitions,
    contracts,
    disputes,
    headcounts,
    organisation,
    proposals,
    recognitions,
    training,
    users,
    worklogs,
)

__all__ = [
    "activities",
    "audits",
    "bodies",
    "certificates",
    "committees",
    "competitions",
    "contracts",
    "disputes",
    "headcounts",
    "organisation",
    "proposals",
    "recognitions",
    "training",
    "users",
    "worklogs",
]

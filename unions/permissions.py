"""Who may do what: one table of role × record type × action, read everywhere through it.

A right is held through an Assignment (role × union) and reaches the subtree of that union. The
table is the only place that knows roles; views, admin, forms and commands ask ``visible_to`` or
``has_perm``.
"""

from collections.abc import Collection
from typing import Any, Protocol

from django.db import models
from django.db.models.options import Options

VIEW, EDIT = frozenset({"view"}), frozenset({"view", "add", "change", "delete"})
EXCHANGE = frozenset({"import", "export"})


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "系统管理员"
    STAFF = "staff", "干事"
    CHAIR = "chair", "主席"
    COUNTY = "county", "县总工会"


# For whoever came to a page that is another role's work: what one's own role may do.
DUTIES: dict[str, str] = {
    Role.ADMINISTRATOR: "管理账号、角色和备份",
    Role.STAFF: "登记和修改台账、收表、核数、起草总结",
    Role.CHAIR: "查看本镇的台账、已报和催报名单、核数和总结，并下载",
    Role.COUNTY: "查看各镇的工会、人数、合同等台账和各项数字、已报和催报名单，下载统计表",
}


ORGANISATION = (
    "unions.union",
    "unions.formername",
    "unions.employer",
    "unions.headcount",
    "unions.committeeterm",
    "unions.officer",  # office contacts, which the county may see
    "unions.body",
    "unions.congress",
    "unions.legalpersoncertificate",
    "unions.fundaudit",
)
CATALOGUE = ("unions.scheme", "unions.schemegrade")  # of no union: held by role only
WORK = (
    "unions.collectivecontract",
    "unions.contractcoverage",
    "unions.competition",
    "unions.competitionentry",
    "unions.proposalreturn",
    "unions.training",
    "unions.activity",
    "unions.activityunion",
    "unions.recognition",
)
# These name people. "unions.laureate" is no table: the recognitions whose holder is a person.
NAMES = ("unions.competitionresult", "unions.laureate")
INTERNAL = ("unions.dispute", "unions.worklog", "unions.attachment", "members.visit")
PEOPLE = (
    "members.member",
    "members.membership",
    "members.aidcase",
    "members.aidhousehold",
    "members.aidstep",
    "members.aidpayment",
)
NUMBERS = ("reports.reportedfigure", "reports.ownfigure", "reports.target")
ARCHIVES = ("reports.archivekindsetting",)  # which kinds of archives a town asks its unions for
WORDS = ("reports.planitem", "reports.passage", "reports.reporthead")  # go out in papers only
WAIVERS = ("reports.waiver",)  # who reads them reads the rows that checks found
ACCOUNTS = ("unions.user", "unions.assignment")


OPEN = (*ORGANISATION, *CATALOGUE, *WORK, *NUMBERS, *ARCHIVES)
OWN = (*OPEN, *NAMES, *INTERNAL, *PEOPLE, *WORDS, *WAIVERS)
PAPERS = ("reports.summary", "reports.statistics", "reports.datachecks", "reports.deadlines")


def _rights(*groups: tuple[Collection[str], Collection[str]]) -> dict[str, frozenset[str]]:
    return {record: frozenset(actions) for records, actions in groups for record in records}


# PAPERS are no tables: view = read on screen and download.
# A deadline is put off (reports.snooze) for all who share it.
RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    Role.ADMINISTRATOR: _rights(
        (ACCOUNTS, EDIT),
        (("unions.union",), VIEW),
        (("unions.accountchange",), VIEW),
        (("unions.backup",), frozenset({"view", "add"})),  # sealed: making one reads no record
    ),
    Role.STAFF: _rights(
        (OWN, EDIT | EXCHANGE),
        (PAPERS, VIEW),
        (("reports.snooze",), EDIT),
        (("members.disclosure",), frozenset({"view", "add"})),
    ),
    Role.CHAIR: _rights(
        (("unions.accountchange",), VIEW),  # no table: who gave whom which role
        (OWN, VIEW | {"export"}),
        (PAPERS, VIEW),
        (("reports.snooze",), VIEW),
        (("members.disclosure",), frozenset({"view", "add"})),
    ),
    Role.COUNTY: _rights(
        (OPEN, VIEW | {"export"}),
        (("reports.statistics", "reports.datachecks", "reports.deadlines"), VIEW),
    ),
}


class Viewer(Protocol):
    """A signed-in user, or the anonymous one: active or not, with (role, union path) pairs."""

    @property
    def is_active(self) -> bool: ...


class Placed(Protocol):
    """A union, or a record that knows its union's place in the tree."""

    @property
    def path(self) -> str: ...


def granted_paths(user: Viewer, options: "Options[Any]", action: str = "view") -> list[str]:
    """Paths of the unions under which the user may do ``action`` on this record type."""
    return paths_granting(user, options.label_lower, action)


def paths_granting(user: Viewer, record: str, action: str = "view") -> list[str]:
    if not user.is_active:
        return []
    assignments: list[tuple[str, str]] = getattr(user, "role_paths", [])
    return [path for role, path in assignments if action in RIGHTS[role].get(record, ())]


def reaches(
    user: Viewer, record: str | type[models.Model], union: Placed, action: str = "view"
) -> bool:
    """Whether the right covers this very union: another one may be held elsewhere in the tree."""
    label = record if isinstance(record, str) else record._meta.label_lower
    return union.path.startswith(tuple(paths_granting(user, label, action)))


def split(permission: str) -> tuple[str, str]:
    """'members.view_member' -> ('members.member', 'view')."""
    app, _, codename = permission.partition(".")
    action, _, model = codename.partition("_")
    return f"{app}.{model}", action

"""Who gets which answer where, written by hand: the oracle of test_access_matrix.py.

404 = the role may not know of it; 403 = it sees the record, may not do this; 302 = sign in first.
A new address needs a row here.
"""

from dataclasses import dataclass

__all__ = ["GRIDS", "PEOPLE", "ROLES", "TABLE", "WORK", "Row"]

ROLES = ("administrator", "staff", "chair", "county_viewer", "anonymous")


@dataclass(frozen=True)
class Row:
    """Expected status, in the order of ROLES; ``own`` about our town, ``other`` about 邻镇."""

    own: tuple[int, int, int, int, int]
    other: tuple[int, int, int, int, int] | None = None


EVERYONE = Row((200, 200, 200, 200, 302))


def record_rows(label: str, **rows: Row) -> dict[str, Row]:
    return {f"admin:{label}_{action}": row for action, row in rows.items()}


def work_rows(label: str) -> dict[str, Row]:
    """Work of the unions: staff edit, chair and county look on, the administrator has no part."""
    look = Row((404, 200, 200, 200, 302), (404, 404, 404, 200, 302))
    return record_rows(
        label,
        changelist=Row((404, 200, 200, 200, 302)),
        add=Row((404, 200, 403, 403, 302)),
        change=look,
        history=look,
        delete=Row((404, 200, 403, 403, 302), (404, 404, 404, 403, 302)),
        restore=Row((404, 200, 403, 403, 302), (404, 404, 404, 403, 302)),
        deleted=Row((404, 200, 403, 403, 302)),
        undelete=Row((404, 200, 403, 403, 302), (404, 404, 403, 403, 302)),
    )


def people_rows(label: str) -> dict[str, Row]:
    """People and inner work: for the administrator and the county they do not exist."""
    look = Row((404, 200, 200, 404, 302), (404, 404, 404, 404, 302))
    return record_rows(
        label,
        changelist=Row((404, 200, 200, 404, 302)),
        add=Row((404, 200, 403, 404, 302)),
        change=look,
        history=look,
        delete=Row((404, 200, 403, 404, 302), (404, 404, 404, 404, 302)),
        restore=Row((404, 200, 403, 404, 302), (404, 404, 404, 404, 302)),
        deleted=Row((404, 200, 403, 404, 302)),
        undelete=Row((404, 200, 403, 404, 302), (404, 404, 403, 404, 302)),
    )


UNIONS = record_rows(
    "unions_union",
    changelist=EVERYONE,
    add=Row((403, 200, 403, 403, 302)),
    change=Row((200, 200, 200, 200, 302), (200, 404, 404, 200, 302)),
    history=Row((200, 200, 200, 200, 302), (200, 404, 404, 200, 302)),
    delete=Row((403, 200, 403, 403, 302), (403, 404, 404, 403, 302)),
    restore=Row((403, 200, 403, 403, 302), (403, 404, 404, 403, 302)),
    deleted=Row((403, 200, 403, 403, 302)),
    undelete=Row((403, 200, 403, 403, 302), (403, 404, 403, 403, 302)),
)
ACCOUNTS = record_rows(
    "unions_user",
    changelist=Row((200, 404, 404, 404, 302)),
    add=Row((200, 404, 404, 404, 302)),
    change=Row((200, 404, 404, 404, 302), (200, 404, 404, 404, 302)),
    history=Row((200, 404, 404, 404, 302), (200, 404, 404, 404, 302)),
    delete=Row((403, 404, 404, 404, 302), (403, 404, 404, 404, 302)),
)
DISCLOSURES = record_rows(
    "members_disclosure",
    changelist=Row((404, 200, 200, 404, 302)),
    add=Row((404, 403, 403, 404, 302)),
    change=Row((404, 200, 200, 404, 302), (404, 404, 404, 404, 302)),
    history=Row((404, 200, 200, 404, 302), (404, 404, 404, 404, 302)),
    delete=Row((404, 403, 403, 404, 302), (404, 404, 404, 404, 302)),
)
WORK = (
    "unions_employer",
    "unions_headcount",
    "unions_collectivecontract",
    "unions_competition",
    "unions_proposalreturn",
    "unions_training",
    "unions_committeeterm",
    "unions_body",
    "unions_congress",
    "unions_legalpersoncertificate",
    "unions_fundaudit",
    "unions_activity",
    "unions_recognition",
    "reports_reportedfigure",
    "reports_ownfigure",
    "reports_target",
)
PEOPLE = (
    "members_member",
    "members_aidcase",
    "members_aidpayment",
    "members_visit",
    "unions_dispute",
    "unions_worklog",
    "reports_planitem",
    "reports_passage",
    "reports_reporthead",
)
# Of no union; one that staff added. The shipped ones cannot be deleted.
SCHEMES = record_rows(
    "unions_scheme",
    changelist=Row((404, 200, 200, 200, 302)),
    add=Row((404, 200, 403, 403, 302)),
    change=Row((404, 200, 200, 200, 302), (404, 200, 200, 200, 302)),
    history=Row((404, 200, 200, 200, 302), (404, 200, 200, 200, 302)),
    delete=Row((404, 200, 403, 403, 302), (404, 403, 403, 403, 302)),
)
ONLY_ADMINISTRATOR = {
    "account_changes": Row((200, 404, 200, 404, 302)),  # and the chair
    "backups:page": Row((200, 404, 404, 404, 302)),
    "backups:download": Row((405, 405, 405, 405, 302)),  # making one is posted
    "backups:drive": Row((405, 405, 405, 405, 302)),
}
NOT_THEIRS = (404, 404, 404, 404, 302)
FILES = {
    "unions:attach": Row((404, 405, 403, 404, 302), NOT_THEIRS),  # putting in is posted
    "unions:attachment": Row((404, 200, 200, 404, 302), NOT_THEIRS),
    "unions:detach": Row((404, 200, 403, 404, 302), NOT_THEIRS),
}
SHELL = {
    "desk": EVERYONE,
    "admin:index": EVERYONE,
    # Without the code of an empty installation nobody gets further than this page.
    "start": EVERYONE,
    "admin:login": Row((302, 302, 302, 302, 200)),
    "admin:logout": Row((405, 405, 405, 405, 302)),  # leaving is posted
    "admin:password_change": EVERYONE,
    "admin:password_change_done": EVERYONE,
    "admin:jsi18n": EVERYONE,
    "admin:shortcuts": EVERYONE,
    "admin:autocomplete": Row((404, 200, 200, 404, 302)),
    "admin:app_list": Row((404, 200, 200, 404, 302)),  # of the people
}
BESIDE_MEMBERS = {
    "members:find": Row((404, 200, 200, 404, 302)),
    "members:disclose": Row((404, 200, 200, 404, 302)),
    "members:move": Row((404, 200, 403, 404, 302), (404, 404, 404, 404, 302)),
}
PAPER = Row((404, 200, 200, 404, 302), (404, 404, 404, 404, 302))
POSTED = Row((405, 405, 405, 405, 302))  # who may send it: tests/reports/test_deadlines.py
FIGURES = Row((404, 200, 200, 200, 302), (404, 404, 404, 200, 302))
# Nothing is read there that a list does not show; who may not write is sent away.
GRIDS = {
    f"grids:{name}": Row((404, 200, 403, 403, 302), (404, 404, 404, 403, 302))
    for name in (
        "headcounts",
        "proposals",
        "trainings",
        "renew_contracts",
        "repeat_contracts",
        "repeat_competitions",
        "repeat_trainings",
        "repeat_activities",
    )
}
REPORTS = {
    "reports:summary": PAPER,
    "reports:summary_file": PAPER,
    "reports:statistics": FIGURES,
    "reports:statistics_file": FIGURES,
    "reports:data_checks": FIGURES,
    "reports:data_check": FIGURES,
    "reports:figures": FIGURES,
    "reports:verification": FIGURES,
    "reports:check_sheet": FIGURES,
    "reports:main_figures": FIGURES,
    "reports:figure": FIGURES,
    "reports:deadlines": FIGURES,
    "reports:panel": FIGURES,
    "reports:chase": FIGURES,
    "reports:snooze": POSTED,
    "reports:resume": POSTED,
    "reports:save_view": POSTED,  # whose and which: tests/reports/test_saved_views.py
    "reports:change_view": POSTED,
}
DOSSIERS = {
    "reports:member_page": PAPER,
    "reports:aid_page": PAPER,
    "reports:archives": FIGURES,
    "reports:archive_kinds": FIGURES,
    "reports:union_page": Row((200, 200, 200, 200, 302), (200, 404, 404, 200, 302)),
}
# Nobody else, not even a colleague, sees a sheet between upload and confirmation.
OWN_SHEET = Row((403, 200, 403, 403, 302), (403, 404, 403, 403, 302))
POSTED_SHEET = Row((403, 405, 403, 403, 302), (403, 405, 403, 403, 302))
COLLECTING = {
    "reports:collect": Row((403, 200, 403, 403, 302)),
    "reports:handouts": Row((403, 200, 403, 403, 302)),
    "reports:blank_template": Row((403, 200, 403, 403, 302)),
    "reports:collect_outcome": OWN_SHEET,
    "reports:collect_preview": OWN_SHEET,
    "reports:collect_refused": OWN_SHEET,
    "reports:collect_reread": POSTED_SHEET,
    "reports:collect_apart": POSTED_SHEET,
    "reports:collect_whose": POSTED_SHEET,
    "reports:collect_store": POSTED_SHEET,
    "reports:collect_lot": OWN_SHEET,
    "reports:collect_lot_refused": OWN_SHEET,
    "reports:collect_lot_say": POSTED_SHEET,
    "reports:collect_lot_store": POSTED_SHEET,
    "reports:collect_transfers": POSTED_SHEET,
}
TABLE: dict[str, Row] = {
    **SHELL,
    **BESIDE_MEMBERS,
    **REPORTS,
    **DOSSIERS,
    **COLLECTING,
    **GRIDS,
    **UNIONS,
    **ACCOUNTS,
    **DISCLOSURES,
    **SCHEMES,
    **FILES,
    **ONLY_ADMINISTRATOR,
    **{name: row for label in WORK for name, row in work_rows(label).items()},
    **{name: row for label in PEOPLE for name, row in people_rows(label).items()},
}

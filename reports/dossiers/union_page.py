"""What 一会一档 shows of one union to one reader."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from members.models import AidCase
from reports.dossiers.archives import KindState, kinds_on, states
from reports.dossiers.kind_sections import KINDS
from reports.dossiers.sections import Reader, Shown
from reports.dossiers.work_sections import BESIDE
from reports.figures import Figure
from reports.models import ArchiveKind
from reports.papers import scope_query
from reports.scopes import book_of
from unions.admin.display import shown
from unions.clock import today
from unions.models import Union, User

__all__ = ["facts_of", "union_dossier"]

FACTS = (
    *("kind", "ownership", "industry", "code", "statistical_code", "unified_code", "region_code"),
    *("founded_on", "request_no", "requested_on", "approval_no", "approved_on"),
    *("dissolved_on", "merged_into", "roll_complete_from"),
    *("contact_name", "contact_phone", "address", "remark"),
)
FIGURES = (
    *("headcounts.staff", "members.total", "members.rate", "members.joined"),
    *("contracts.in_force", "training.attendance", "proposals.raised", "aid.amount"),
)
OF_FEDERATIONS = ("unions.standing", "unions.founded")
OF_PEOPLE = ("aid.amount",)  # sums of so few are as good as names


@dataclass(frozen=True, slots=True)
class KindShown:
    """An archive kind with its sections; ``state`` None where the reader may not know it."""

    kind: ArchiveKind
    state: KindState | None
    sections: list[Shown]


def union_dossier(user: User, union: Union) -> dict[str, Any]:
    """Context of the page; what the user may not see is not in it."""
    reader = Reader(user, union)
    return {
        "union": union,
        "is_gone": bool(union.dissolved_on and union.dissolved_on <= today()),
        "facts": facts_of(union, FACTS),
        "former_names": union.former_names.order_by("-until_on", "-pk"),
        "kinds": _kinds(reader),
        "beside": reader.sees(BESIDE),
        "can_edit": reader.may(Union, "change"),
        **_figures(reader),
    }


def facts_of(record: Any, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Label and value of the columns that are filled in."""
    fields = [record._meta.get_field(name) for name in names]
    filled = [field for field in fields if getattr(record, field.attname) not in {None, ""}]
    return [(str(field.verbose_name), shown(record, field)) for field in filled]


def _kinds(reader: Reader) -> list[KindShown]:
    standing = states(reader.union, kinds_on(reader.union), today())
    found = [
        KindShown(
            state.kind,
            state if may_know(reader, state.kind) else None,
            reader.sees(KINDS[state.kind]),
        )
        for state in standing.of(reader.union)
    ]
    return [kind for kind in found if kind.sections]


def may_know(reader: Reader, kind: ArchiveKind) -> bool:
    """That a small union has an aid case at all tells on somebody."""
    return kind != ArchiveKind.AID or reader.may(AidCase)


def _figures(reader: Reader) -> dict[str, Any]:
    """This year's main figures with last year's, each with the page of its rows."""
    if not reader.may_read("reports.statistics"):
        return {}
    book = book_of(reader.union, today().year)
    hidden = () if reader.may(AidCase) else OF_PEOPLE
    federal = OF_FEDERATIONS if reader.union.kind in Union.FEDERATIONS else ()
    codes = [code for code in (*federal, *FIGURES) if code not in hidden]
    query = scope_query(book.scope)
    return {
        "figures": [_card(book.figure(c), book.previous.figure(c), query) for c in codes],
        "all_figures": f"{reverse('reports:figures')}?{query}",
    }


def _card(now: Figure, before: Figure, query: str) -> dict[str, Any]:
    return {
        "now": now,
        "before": before,
        "url": f"{reverse('reports:figure', args=[now.code])}?{query}",
    }

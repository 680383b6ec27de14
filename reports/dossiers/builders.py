"""Sections and cells that several kinds of archives share."""

from django.utils.safestring import SafeString

from reports.dossiers.sections import Column, Section, within
from unions.admin.display import chip
from unions.clock import today
from unions.models import Body, Congress, Recognition, Union

__all__ = ["bodies", "congresses", "honour_state", "standing"]


def standing(union: Union) -> SafeString:
    gone = union.dissolved_on and union.dissolved_on <= today()
    return chip("已撤销") if gone else chip("现有", "ok")


def body_state(body: Body) -> SafeString:
    gone = body.to_on and body.to_on <= today()
    return chip("已撤销") if gone else chip("现有", "ok")


def honour_state(found: Recognition) -> SafeString:
    if found.valid_to and found.valid_to < today():
        return chip("已到期")
    return chip("已命名", "ok") if found.granted_on else chip("申报中", "info")


def bodies(key: str, name: str, *kinds: Body.Kind) -> Section:
    """Bodies of these kinds; the list is narrowed to them and a new one begins as the first."""
    listed = ",".join(kinds)
    return Section(
        key=key,
        name=name,
        model=Body,
        rows=lambda rows, union: within(rows, union).of_kind(*kinds),
        order=("kind", "-from_on"),
        columns=("kind", "from_on", "adjusted_on", "size", Column("状态", body_state)),
        query={"kind__in": listed} if len(kinds) > 1 else {"kind__exact": listed},
        add={"kind": kinds[0].value},
    )


def congresses(key: str, kind: Congress.Kind) -> Section:
    return Section(
        key=key,
        name=str(kind.label),
        model=Congress,
        rows=lambda rows, union: within(rows, union).filter(kind=kind),
        order=("-held_on",),
        columns=("held_on", "term_no", "session_no", "delegates", "women_delegates", "agenda"),
        query={"kind__exact": kind.value},
        add={"kind": kind.value},
    )

"""Movements of many members at once, whole or not at all; the rules are those of actions.py.

A spell ends on the day the next one begins; every member is saved with the movement.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.models import Member, Membership
from unions.dates import partial_date_of
from unions.models import Attachment, Union, User
from unions.rules import earliest

__all__ = ["Movement", "move_all", "obstacle", "obstacles"]


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of many members on one day.

    ``to``: the union of the next spell; None when membership ends. ``start``: how the next spell
    begins; "" when there is none. ``kind``: the next spell's; "" keeps it.
    """

    day: date
    end: str
    start: str = ""
    to: Union | None = None
    kind: str = ""

    @classmethod
    def transfer(cls, to: Union, day: date) -> "Movement":
        return cls(day, Membership.End.TRANSFER, Membership.Start.TRANSFER, to)

    @classmethod
    def retain(cls, to: Union, day: date) -> "Movement":
        """由上级工会保留: no longer counted, on the roll of another union."""
        kind, start = Membership.Kind.RETAINED, Membership.Start.RETAIN
        return cls(day, Membership.End.RETAINED, start, to, kind)

    @classmethod
    def leave(cls, day: date, reason: str) -> "Movement":
        return cls(day, reason)


def obstacles(members: Collection[int], movement: Movement) -> dict[int, str]:
    """Why a member cannot move, by key; who is not named can. One query, however many."""
    running = _running(members)
    found = {key: obstacle(running[key], movement) for key in members}
    return {key: reason for key, reason in found.items() if reason}


def move_all(
    members: Iterable[Member], movement: Movement, *, by: User | None = None, note: str = ""
) -> int:
    """Moves all of them or, when one cannot be moved, none: a ValidationError names who and why.

    ``note`` is told in the history of every member.
    """
    people = list(members)
    with transaction.atomic():
        running = _running([member.pk for member in people])
        why = [(member.name, obstacle(running[member.pk], movement)) for member in people]
        if refused := [f"{name}：{reason}" for name, reason in why if reason]:
            raise ValidationError(refused)
        spells = [spell for member in people for spell in running[member.pk]]
        ended = list(_ended(spells, movement, by))
        Membership.objects.bulk_update(ended, ["to_on", "end_reason", "updated_by", "updated_at"])
        Membership.objects.bulk_create(_next_spells(ended, movement, by))
        _file_under(people, movement.to, by, note)
    return len(people)


def _running(members: Collection[int]) -> dict[int, list[Membership]]:
    """Spells without an end by member; more than one is a mistake that only people can settle."""
    found: dict[int, list[Membership]] = {key: [] for key in members}
    for spell in Membership.objects.filter(member__in=members, to_on__isnull=True):
        found[spell.member_id].append(spell)
    return found


def obstacle(running: Sequence[Membership], movement: Movement) -> str:
    """Why somebody with these spells still running cannot move, or ""."""
    if not running:
        return "现在没有会籍，已离会的请先恢复会籍。"
    if len(running) > 1:
        return "同时有几段没有终止的会籍，请先在会员页面的“会籍经历”中更正。"
    spell = running[0]
    if movement.to is not None and movement.to.pk == spell.union_id:
        return f"已经在“{movement.to}”，不用转。"
    if spell.from_on and movement.day < earliest(spell, "from_on"):
        begun = partial_date_of(spell, "from_on")
        return f"现在的会籍从{begun}开始，晚于办理的日期。"
    return ""


def _ended(spells: list[Membership], movement: Movement, by: User | None) -> Iterator[Membership]:
    for spell in spells:
        spell.to_on, spell.end_reason = movement.day, movement.end
        spell.updated_by, spell.updated_at = by, timezone.now()
        yield spell


def _next_spells(
    ended: list[Membership], movement: Movement, by: User | None
) -> Iterator[Membership]:
    """What follows the spells just ended, unless membership ends for good."""
    for spell in ended if movement.start else ():
        yield Membership(
            member_id=spell.member_id,
            union_id=movement.to.pk if movement.to else spell.union_id,
            kind=movement.kind or spell.kind,
            start_reason=movement.start,
            from_on=movement.day,
            created_by=by,
            updated_by=by,
        )


def _file_under(members: list[Member], to: Union | None, by: User | None, note: str) -> None:
    """Every member is saved, so that a page opened before is noticed as stale; files follow."""
    for member in members:
        member.union = to or member.union
        member.updated_by, member.updated_at = by, timezone.now()
        member._change_reason = note or None  # type: ignore[attr-defined]
    Member.objects.bulk_update(members, ["union", "updated_by", "updated_at"])
    if to is not None:
        kind = ContentType.objects.get_for_model(Member)
        keys = [member.pk for member in members]
        Attachment.objects.filter(content_type=kind, object_id__in=keys).update(union=to)

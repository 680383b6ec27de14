"""Movements of membership: each writes a member and his or her spells, whole or not at all.

A spell ends on the day the next one begins; that day belongs to the next. The member is saved with
every movement, so that a page opened before it is noticed as stale.
"""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from members.models import Member, Membership
from unions.attachments import follow
from unions.dates import PartialDate
from unions.models import Union, User

__all__ = ["join", "leave", "resume", "retain", "running_spell", "transfer"]


def running_spell(member: Member) -> Membership | None:
    """The spell that has no end yet; of several by mistake, the latest."""
    return member.spells.filter(to_on__isnull=True).order_by("from_on", "pk").last()


def join(member: Member, joined: PartialDate, *, by: User | None = None) -> Membership:
    """Enters a new member on the roll of ``member.union`` from the day of joining."""
    with transaction.atomic():
        member.sign(by)
        member.save()
        return _begin(
            member, joined.day, by, precision=joined.precision, start=Membership.Start.JOIN
        )


def transfer(member: Member, to: Union, day: date, *, by: User | None = None) -> Membership:
    """会籍转移: out of the present union and into another one on the same day."""
    if to.pk == member.union_id:
        raise ValidationError({"to": f"“{member}”已经在“{to}”，请另选转入的工会。"})
    with transaction.atomic():
        kind = _end(member, day, Membership.End.TRANSFER, by).kind
        member.union = to
        begun = _begin(member, day, by, kind=kind, start=Membership.Start.TRANSFER)
        _save(member, by)
        follow(member)
        return begun


def retain(member: Member, day: date, *, by: User | None = None) -> Membership:
    """会籍保留: stays a member without counting as one, for instance out of work."""
    with transaction.atomic():
        ended = _end(member, day, Membership.End.RETAINED, by)
        _refuse_same(ended, Membership.Kind.RETAINED, f"“{member}”的会籍已经是保留。")
        kind, start = Membership.Kind.RETAINED, Membership.Start.RETAIN
        begun = _begin(member, day, by, kind=kind, start=start)
        _save(member, by)
        return begun


def resume(member: Member, day: date, *, by: User | None = None) -> Membership:
    """恢复会籍: after retention, or after having left."""
    with transaction.atomic():
        _refuse_dead(member)
        if (spell := running_spell(member)) is not None:
            _refuse_same(spell, Membership.Kind.ACTIVE, f"“{member}”在籍，不用恢复。")
            _end(member, day, Membership.End.RESUMED, by)
        begun = _begin(member, day, by, start=Membership.Start.RESUME)
        _save(member, by)
        return begun


def leave(member: Member, day: date, reason: str, *, by: User | None = None) -> Membership:
    """Ends membership for good: withdrawn, dead, or gone from here."""
    with transaction.atomic():
        ended = _end(member, day, reason, by)
        _save(member, by)
        return ended


def _refuse_dead(member: Member) -> None:
    if member.spells.filter(end_reason=Membership.End.DEATH).exists():
        raise ValidationError(
            f"“{member}”登记为去世，不能恢复会籍。登记错了请在会员页面的“会籍经历”中更正。"
        )


def _refuse_same(spell: Membership, kind: str, fault: str) -> None:
    if spell.kind == kind:
        raise ValidationError(f"{fault}请核对办理事项。")


def _end(member: Member, day: date, reason: str, by: User | None) -> Membership:
    spell = running_spell(member)
    if spell is None:
        raise ValidationError(f"“{member}”现在没有会籍，不能办理。已离会的请先恢复会籍。")
    spell.to_on, spell.end_reason = day, reason
    spell.sign(by)
    _check(spell, {"from_on": "day", "to_on": "day"})
    spell.save()
    return spell


def _begin(
    member: Member,
    day: date | None,
    by: User | None,
    *,
    start: str,
    kind: str = Membership.Kind.ACTIVE,
    precision: str = "",
) -> Membership:
    spell = Membership(member=member, union=member.union, kind=kind, start_reason=start)
    spell.from_on = day
    spell.from_on_precision = precision or spell.from_on_precision
    _refuse_overlap(spell)
    spell.sign(by)
    spell.save()
    return spell


def _refuse_overlap(spell: Membership) -> None:
    """A spell may begin on the day an earlier one ended, not before it."""
    if spell.from_on is None:
        return
    later = spell.member.spells.filter(Q(to_on__gt=spell.from_on) | Q(to_on__isnull=True))
    if other := later.exclude(pk=spell.pk).first():
        raise ValidationError({"day": f"日期与已有的会籍（{other}）重叠，请核对日期。"})


def _check(spell: Membership, places: dict[str, str]) -> None:
    """The spell's own rules, with their faults at the fields of the movement's form."""
    try:
        spell.clean()
    except ValidationError as error:
        faults: dict[str, Any] = error.error_dict
        told = {places.get(name, name): found for name, found in faults.items()}
        raise ValidationError(told) from error


def _save(member: Member, by: User | None) -> None:
    member.sign(by)
    member.save()

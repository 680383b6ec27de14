"""撤销 and 合并 of unions, whole or not at all.

The dissolved union keeps its records, so that the town's figures of past days stay; members,
sub-unions and employers go on elsewhere. What only people can settle is told, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from members.ending import Reasons, why_not_dissolve, why_not_merge
from members.models import Member, Membership
from members.moving import Movement, move_all
from unions.actions import save_in_tree
from unions.dates import display_date
from unions.models import Employer, FormerName, Union, User

__all__ = ["dissolve", "merge", "name_after"]


def dissolve(
    unions: Sequence[Union],
    day: date,
    movements: Mapping[int, Movement],
    *,
    by: User | None = None,
) -> None:
    """撤销. ``movements``: what becomes of the members, by key of their union."""
    with transaction.atomic():
        _refuse(unions, why_not_dissolve(unions, day))
        for movement in dict.fromkeys(movements.values()):
            leaving = [union for union in unions if movements.get(union.pk) == movement]
            move_all(_people_of(leaving), movement, by=by)
        for union in unions:
            _end(union, day, by, f"撤销（{day:%Y-%m-%d}）")


def merge(
    unions: Sequence[Union],
    survivor: Union,
    day: date,
    *,
    new_name: str = "",
    by: User | None = None,
) -> None:
    """合并: members, sub-unions and employers go on in the survivor, which may be renamed.

    The unions end first: one that stands below another of them then stays where it is.
    """
    with transaction.atomic():
        _refuse(unions, why_not_merge(unions, survivor, day))
        told, name = [union.name for union in unions], new_name or survivor.name
        for union in unions:
            union.merged_into, union.name = survivor, name_after(union, name, day)
            _end(union, day, by, f"并入“{survivor}”（{day:%Y-%m-%d}）")
        _hand_over(unions, survivor, by)
        move_all(_people_of(unions), Movement.transfer(survivor, day), by=by)
        _take_in(told, survivor, day, name, by)


def name_after(union: Union, survivors: str, day: date) -> str:
    """The name of a merged union; told apart where the survivor goes on under that very name."""
    return f"{union.name}（{display_date(day)}并入）" if union.name == survivors else union.name


def _refuse(unions: Iterable[Union], reasons: Reasons) -> None:
    if reasons:
        told = [f"{one}：{reasons[one.pk]}" for one in unions if one.pk in reasons]
        raise ValidationError(told)


def _people_of(unions: Sequence[Union]) -> list[Member]:
    """Who has a running spell in one of the unions."""
    running = Membership.objects.filter(union__in=unions, to_on__isnull=True)
    people = Member.objects.filter(pk__in=running.values("member")).select_related("union")
    return list(people.order_by("pk"))


def _hand_over(unions: Sequence[Union], survivor: Union, by: User | None) -> None:
    for child in Union.objects.filter(parent__in=unions, dissolved_on__isnull=True):
        child.parent, child.updated_by = survivor, by
        save_in_tree(child)
    Employer.objects.filter(union__in=unions).update(
        union=survivor, updated_by=by, updated_at=timezone.now()
    )


def _end(union: Union, day: date, by: User | None, reason: str) -> None:
    union.dissolved_on, union.updated_by = day, by
    _save_told(union, reason)


def _take_in(told: Sequence[str], survivor: Union, day: date, name: str, by: User | None) -> None:
    """Old papers and sheets find the survivor by the names that went into it."""
    for former in dict.fromkeys([*told, survivor.name]):
        if former != name:
            FormerName.objects.get_or_create(
                union=survivor, name=former, defaults={"until_on": day}
            )
    survivor.name, survivor.updated_by = name, by
    _save_told(survivor, f"并入：{'、'.join(told)}（{day:%Y-%m-%d}）")


def _save_told(union: Union, reason: str) -> None:
    union._change_reason = reason  # type: ignore[attr-defined]  # told in the history
    try:
        union.full_clean()
    except ValidationError as error:
        raise ValidationError([f"{union}：{fault}" for fault in error.messages]) from error
    union.save()

"""撤销 and 合并 of unions: what follows, and doing it, whole or not at all.

The dissolved union keeps its records, so that the town's figures of past days stay; members,
sub-unions and employers go on elsewhere. What only people can settle is told, never guessed.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from members.models import Member, Membership
from members.moving import Movement, move_all, obstacles
from unions.actions import save_in_tree
from unions.models import Employer, FormerName, Union, User

__all__ = ["dissolve", "merge", "people_of", "why_not_dissolve", "why_not_merge"]


def people_of(unions: Iterable[Union]) -> list[Member]:
    """Who has a running spell in one of the unions."""
    running = Membership.objects.filter(union__in=list(unions), to_on__isnull=True)
    people = Member.objects.filter(pk__in=running.values("member")).select_related("union")
    return list(people.order_by("pk"))


def why_not_dissolve(union: Union, day: date, together: Iterable[Union]) -> str:
    """Why this union cannot be dissolved on the day, "" if it can."""
    if reason := _why_not_end(union, day):
        return reason
    going = [other.pk for other in together]
    left = _standing_below(union).exclude(pk__in=going)
    if names := "、".join(left.values_list("name", flat=True)[:3]):
        return f"还有下属工会（{names}），请先撤销它们或改到别的上级，也可以一起选中撤销。"
    return ""


def why_not_merge(union: Union, survivor: Union, day: date) -> str:
    """Why this union cannot go into the survivor on the day, "" if it can."""
    if reason := _why_not_end(union, day):
        return reason
    if survivor.is_within(union):
        return f"“{survivor}”是它的下属工会，不能并入下属工会。"
    return _namesakes(union, survivor)


def _why_not_end(union: Union, day: date) -> str:
    if union.kind in Union.FEDERATIONS:
        return "镇（街道）总工会和县总工会不在这里撤销、合并。"
    if union.dissolved_on:
        return f"已经在{union.dissolved_on:%Y-%m-%d}撤销。"
    if union.founded_on and day < union.founded_on:
        return f"成立日期是{union.founded}，晚于办理的日期。"
    stuck = obstacles(people_of([union]), _leaving(day))
    if stuck:
        first = Member.objects.get(pk=next(iter(stuck)))
        return f"有{len(stuck)}名会员办不了，例如“{first}”：{stuck[first.pk]}"
    return ""


def _leaving(day: date) -> Movement:
    """The plainest movement: what stands in its way stands in the way of every other."""
    return Movement.leave(day, Membership.End.DEPARTED)


def _namesakes(union: Union, survivor: Union) -> str:
    """Names that must stay different below one union."""
    taken = survivor.employers.values("name")
    if twice := union.employers.filter(name__in=taken).values_list("name", flat=True).first():
        return f"两家都登记了涵盖单位“{twice}”，请先改名或删掉重复的一个。"
    below = _standing_below(union).filter(name__in=survivor.children.values("name"))
    if same := below.first():
        return f"两家都有下属工会“{same}”，请先改名。"
    return ""


def _standing_below(union: Union) -> QuerySet[Union]:
    return union.children.filter(dissolved_on__isnull=True)


def dissolve(
    unions: list[Union], day: date, movement: Movement | None, *, by: User | None = None
) -> None:
    """撤销. ``movement`` is what becomes of the members; None when there are none."""
    with transaction.atomic():
        for union in unions:
            if reason := why_not_dissolve(union, day, unions):
                raise ValidationError(f"{union}：{reason}")
        if movement is not None:
            _move(people_of(unions), movement, by)
        for union in unions:
            _end(union, day, by, f"撤销（{day:%Y-%m-%d}）")


def merge(
    unions: list[Union],
    survivor: Union,
    day: date,
    *,
    new_name: str = "",
    by: User | None = None,
) -> None:
    """合并: members, sub-unions and employers go on in the survivor, which may be renamed."""
    with transaction.atomic():
        for union in unions:
            if reason := why_not_merge(union, survivor, day):
                raise ValidationError(f"{union}：{reason}")
            _hand_over(union, survivor, by)
        _move(people_of(unions), Movement.transfer(survivor, day), by)
        for union in unions:
            union.merged_into = survivor
            _end(union, day, by, f"并入“{survivor}”（{day:%Y-%m-%d}）")
        _take_in(unions, survivor, day, new_name, by)


def _move(people: list[Member], movement: Movement, by: User | None) -> None:
    """Those already where the movement leads (retained before) stay as they are."""
    stay = obstacles(people, movement)
    move_all([member for member in people if member.pk not in stay], movement, by=by)


def _hand_over(union: Union, survivor: Union, by: User | None) -> None:
    for child in _standing_below(union):
        child.parent, child.updated_by = survivor, by
        save_in_tree(child)
    Employer.objects.filter(union=union).update(
        union=survivor, updated_by=by, updated_at=timezone.now()
    )


def _end(union: Union, day: date, by: User | None, reason: str) -> None:
    union.dissolved_on, union.updated_by = day, by
    _save_told(union, reason)


def _take_in(
    unions: list[Union], survivor: Union, day: date, new_name: str, by: User | None
) -> None:
    """Old papers and sheets find the survivor by the names that went into it."""
    told = [union.name for union in unions]
    gone = [survivor.name] if new_name and new_name != survivor.name else []
    for name in (*told, *gone):
        FormerName.objects.get_or_create(union=survivor, name=name, defaults={"until_on": day})
    survivor.name = new_name or survivor.name
    survivor.updated_by = by
    _save_told(survivor, f"并入：{'、'.join(told)}（{day:%Y-%m-%d}）")


def _save_told(union: Union, reason: str) -> None:
    union._change_reason = reason  # type: ignore[attr-defined]  # told in the history
    union.full_clean()
    union.save()

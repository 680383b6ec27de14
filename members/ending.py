"""Why unions cannot be dissolved or merged, asked of many unions in a handful of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import prefetch_related_objects

from members.models import Member, Membership
from members.moving import Movement, obstacles
from unions.models import Employer, Union
from unions.rules import earliest

__all__ = ["upper_unions", "why_not_dissolve", "why_not_merge"]

Reasons = dict[int, str]  # by key of the union; who is not named can


def why_not_dissolve(unions: Sequence[Union], day: date) -> Reasons:
    """Why unions cannot be dissolved together on the day; one that stays keeps those above it."""
    found = _why_not_end(unions, day)
    below = _standing_below(unions)
    going = {union.pk for union in unions} - found.keys()
    while stopped := [key for key in going if any(c.pk not in going for c in below[key])]:
        for key in stopped:
            names = "、".join([c.name for c in below[key] if c.pk not in going][:3])
            found[key] = (
                f"还有下属工会（{names}），请先撤销它们或改到别的上级，也可以一起选中撤销。"
            )
        going -= set(stopped)
    return found


def why_not_merge(unions: Sequence[Union], survivor: Union, day: date) -> Reasons:
    """Why unions cannot go together into the survivor on the day."""
    found = _why_not_end(unions, day)
    for union in unions:
        if union.pk not in found and survivor.is_within(union):
            found[union.pk] = f"“{survivor}”是它的下属工会，不能并入下属工会。"
    return found | _namesakes([union for union in unions if union.pk not in found], survivor)


def upper_unions(unions: Sequence[Union]) -> dict[int, Union]:
    """The nearest standing union above each that does not end with them; by key."""
    prefetch_related_objects(unions, "parent")
    going, found = {union.pk: union for union in unions}, {}
    for union in unions:
        upper = union.parent
        while upper and (upper.pk in going or upper.dissolved_on):
            upper = going.get(upper.pk, upper).parent
        if upper:
            found[union.pk] = upper
    return found


def _why_not_end(unions: Sequence[Union], day: date) -> Reasons:
    found = _stuck(unions, day)
    for union in unions:
        if union.kind in Union.FEDERATIONS:
            found[union.pk] = "镇（街道）总工会和县总工会不在这里撤销、合并。"
        elif union.dissolved_on:
            found[union.pk] = f"已经在{union.dissolved_on:%Y-%m-%d}撤销。"
        elif union.founded_on and day < earliest(union, "founded_on"):
            found[union.pk] = f"成立日期是{union.founded}，晚于办理的日期。"
    return found


def _stuck(unions: Sequence[Union], day: date) -> Reasons:
    """Members in the way of the plainest movement are in the way of every other."""
    running = Membership.objects.filter(union__in=unions, to_on__isnull=True).order_by("pk")
    places = list(running.values_list("member", "union"))
    leaving = Movement.leave(day, Membership.End.DEPARTED)
    why = obstacles({member for member, _ in places}, leaving)
    stuck: dict[int, list[int]] = defaultdict(list)
    for member, union in places:
        if member in why and member not in stuck[union]:
            stuck[union].append(member)
    names = Member.objects.in_bulk([members[0] for members in stuck.values()])
    return {
        union: f"有{len(members)}名会员办不了，例如“{names[members[0]]}”：{why[members[0]]}"
        for union, members in stuck.items()
    }


def _standing_below(unions: Iterable[Union]) -> dict[int, list[Union]]:
    found: dict[int, list[Union]] = defaultdict(list)
    for child in Union.objects.filter(parent__in=unions, dissolved_on__isnull=True):
        if child.parent_id:
            found[child.parent_id].append(child)
    return found


def _namesakes(unions: Sequence[Union], survivor: Union) -> Reasons:
    """Names that must stay different below one union, the survivor."""
    taken = set(survivor.employers.values_list("name", flat=True))
    below_taken = set(survivor.children.values_list("name", flat=True))
    employers: dict[int, list[str]] = defaultdict(list)
    for owner, name in Employer.objects.filter(union__in=unions).values_list("union", "name"):
        employers[owner].append(name)
    below, going = _standing_below(unions), {union.pk for union in unions}
    found = {}
    for union in unions:
        children = [child.name for child in below[union.pk] if child.pk not in going]
        if twice := taken.intersection(employers[union.pk]):
            found[union.pk] = f"两家都登记了涵盖单位“{min(twice)}”，请先改名或删掉重复的一个。"
        elif same := below_taken.intersection(children):
            found[union.pk] = f"两家都有下属工会“{min(same)}”，请先改名。"
        else:
            taken.update(employers[union.pk])
            below_taken.update(children)
    return found

"""What a union of some size has to have: a committee, an audit and a women's body (工会法 art 11).

本月要办 and 数据检查 ask here, so that both speak of the same unions. The sizes come from the
settings, as they differ from place to place.
"""

from datetime import date

from django.conf import settings
from django.db.models import Case, Count, F, Q, When

from members.models import Membership
from members.models.memberships import MembershipQuerySet
from reports.reporting import with_complete_roll
from unions.models import Body, Headcount, Union
from unions.models.organisation import UnionQuerySet
from unions.validators import Sex

__all__ = ["least_for", "without_body", "without_committee"]


def without_committee(root: Union, day: date) -> UnionQuerySet:
    return large(root, day).without_term_by(day)


def without_body(kind: str, root: Union, day: date) -> UnionQuerySet:
    """A women's body is asked of unions with many women, every other one of large unions."""
    bound = with_many_women if kind == Body.Kind.WOMEN else large
    having = Body.objects.of_kind(kind).standing_on(day)
    return bound(root, day).exclude(pk__in=having.values("union"))


def least_for(kind: str) -> str:
    """From how many members on it has to be there, in words."""
    if kind == Body.Kind.WOMEN:
        return f"女会员{settings.WOMEN_MEMBERS}人"
    return f"会员{settings.COMMITTEE_MEMBERS}人"


def large(root: Union, day: date) -> UnionQuerySet:
    spells = Membership.objects.active_on(day)
    return _with_at_least(settings.COMMITTEE_MEMBERS, "members", spells, root, day)


def with_many_women(root: Union, day: date) -> UnionQuerySet:
    spells = Membership.objects.active_on(day).filter(member__sex=Sex.FEMALE)
    return _with_at_least(settings.WOMEN_MEMBERS, "women_members", spells, root, day)


def _with_at_least(
    least: int, column: str, spells: MembershipQuerySet, root: Union, day: date
) -> UnionQuerySet:
    """By the roll where it is complete, branches included, else by the last return."""
    rolled = Q(pk__in=with_complete_roll(root, day).values("pk"))
    home = Case(When(union__kind=Union.Kind.BRANCH, then=F("union__parent")), default=F("union"))
    of_unions = spells.subtree_of(root).order_by().annotate(home=home).values("home")
    on_roll = of_unions.annotate(people=Count("pk")).filter(people__gte=least).values("home")
    returns = Headcount.objects.latest_on(day).filter(**{f"{column}__gte": least})
    enough = (rolled & Q(pk__in=on_roll)) | (~rolled & Q(pk__in=returns.values("union")))
    return Union.objects.subtree_of(root).grassroots().active_on(day).filter(enough)

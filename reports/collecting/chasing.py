"""催报: whom to ask for a return, how to reach them, and the words for the WeChat group."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from reports.collecting.headings import Heading, Line, Returns
from reports.figures import Scope
from reports.periods import SPANS, Period, span_of
from unions.clock import today
from unions.dates import display_date
from unions.models import CommitteeTerm, Officer, Union, User
from unions.models.organisation import UnionQuerySet

__all__ = ["Contact", "contacts", "reminder", "round_words"]


@dataclass(frozen=True)
class Contact:
    """A union with the names and office phones this user may see; "" when not on file."""

    union: Union
    chair: str
    phone: str


def contacts(unions: UnionQuerySet, user: User, day: date) -> list[Contact]:
    """The chair of the committee in office; the union's own contact where the term tells none."""
    seen = unions.visible_to(user).order_by("code")
    chairs = _chairs(seen, user, day)
    return [_contact(union, chairs.get(union.pk)) for union in seen]


def _chairs(unions: UnionQuerySet, user: User, day: date) -> dict[int, Officer]:
    terms = CommitteeTerm.objects.unsucceeded_on(day).filter(union__in=unions.order_by())
    rows = Officer.objects.visible_to(user).filter(post=Officer.Post.CHAIR, term__in=terms)
    still = [chair for chair in rows.select_related("term") if not (chair.to_on or day) < day]
    return {chair.term.union_id: chair for chair in still}


def _contact(union: Union, chair: Officer | None) -> Contact:
    name = chair.name if chair else ""
    phone = (chair.office_phone if chair else "") or union.contact_phone
    if not name and union.contact_name:
        name = f"{union.contact_name}（联系人）"
    return Contact(union, name, phone)


def round_words(returns: Returns, heading: Heading) -> str:
    """What is asked for: 2009年11月20日起, or the period."""
    since = returns.since_for(heading)
    return f"{display_date(since)}起" if since else _period(returns.scope)


def _asked_for(returns: Returns, heading: Heading) -> str:
    """The same as a clause, with the day up to which it is told."""
    day, since = returns.scope.as_of, returns.since_for(heading)
    if since is None:
        return f"截至{display_date(day)}，{_period(returns.scope)}的{heading.label}"
    until = f"到{display_date(day)}，" if day > since else ""
    return f"从{display_date(since)}起算，{until}{heading.label}"


def _period(scope: Scope) -> str:
    """2009年, 2009年上半年 …, or the days."""
    span = span_of(scope.period)
    if not span and scope.period != Period.for_year(scope.period.year):
        return f"{display_date(scope.period.start)}至{display_date(scope.period.end)}"
    return f"{scope.period.year}年{SPANS[span][0] if span else ''}"


def reminder(returns: Returns, line: Line, unions: Collection[Union], by: date, user: User) -> str:
    """Whole sentences to paste into the group: which unions, what, and by which day.

    A town writes to its unions; who stands above the town writes to the town.
    """
    home, town = user.home_union(), returns.scope.root
    is_above = town.kind == Union.Kind.TOWN and home is not None and not home.is_within(town)
    sender = home if is_above else town
    asked = (
        f"请在{display_date(by)}前催齐，登记到台账。已经报到镇里的请回复一声。谢谢！"
        if is_above
        else f"请在{display_date(by)}前报到{town}。已经报过的请回复一声，我们来核对。谢谢！"
    )
    return "\n".join(
        (
            f"{town}：" if is_above else "各基层工会：",
            f"{_asked_for(returns, line.heading)}"
            f"应报{line.coverage.due}家，已报{line.coverage.reported}家，"
            f"下列{len(unions)}家还没有报来：",
            "、".join(union.name for union in unions) + "。",
            asked,
            str(sender),
            display_date(today()),
        )
    )

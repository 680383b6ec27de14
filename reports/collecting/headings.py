"""What unions are asked to send (已报/应报), and which of them have sent it.

Due are the grassroots unions that stand on the day (D9-06), as everywhere; what counts as sent is
told with each heading. Staff and members follow reports/reporting.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.figures import Coverage, Scope
from reports.papers import scope_query
from reports.reporting import with_complete_roll
from reports.scopes import scope_of_year
from unions.clock import today
from unions.dates import display_date
from unions.models import (
    Activity,
    ActivityUnion,
    CollectiveContract,
    ContractCoverage,
    Headcount,
    ProposalReturn,
    Training,
    Union,
)
from unions.models.organisation import UnionQuerySet

__all__ = ["HEADINGS", "Heading", "Line", "Returns", "told_of"]

UNION = OuterRef("pk")


@dataclass(frozen=True)
class Heading:
    """One kind of return; ``sent`` is a condition on unions, ``meaning`` the same in words.

    What is sent counts from the ``usual`` day; a later one may be asked for (从哪天起算), which
    ``narrowed`` words.
    """

    code: str
    label: str
    meaning: str
    narrowed: str
    usual: Callable[[Scope], date]
    sent: Callable[[Scope, date], Q]


def _any(*rows: "QuerySet[Any]") -> Q:
    condition = Q(Exists(rows[0]))
    for more in rows[1:]:
        condition |= Q(Exists(more))
    return condition


def _within_a_year(scope: Scope) -> date:
    """As the figures count a union as reported: reports/reporting.py."""
    return scope.a_year_before().as_of + timedelta(days=1)


def _within_the_period(scope: Scope) -> date:
    return scope.counted.start


def _at_any_time(scope: Scope) -> date:
    return date.min


def _headcounts(scope: Scope, since: date) -> "QuerySet[Headcount]":
    return Headcount.objects.filter(union=UNION, as_of__range=(since, scope.as_of))


def _members(scope: Scope, since: date) -> Q:
    """A complete roll answers for any day: such a union has nothing more to send."""
    roll = with_complete_roll(scope.root, scope.as_of).filter(pk=UNION)
    return _any(_headcounts(scope, since).filter(members__isnull=False), roll)


def _contracts(scope: Scope, since: date) -> Q:
    signed = CollectiveContract.objects.unexpired_on(scope.as_of).filter(signed_on__gte=since)
    covered = ContractCoverage.objects.filter(contract__in=signed, employer__union=UNION)
    return _any(signed.filter(union=UNION), covered)


def _proposals(scope: Scope, since: date) -> Q:
    reported = ProposalReturn.objects.reported_between(since, scope.counted.end)
    return _any(reported.filter(union=UNION))


def _training(scope: Scope, since: date) -> Q:
    return _any(Training.objects.held_between(since, scope.counted.end).filter(union=UNION))


def _activities(scope: Scope, since: date) -> Q:
    held = Activity.objects.held_between(since, scope.counted.end)
    joined = ActivityUnion.objects.filter(activity__in=held, union=UNION)
    return _any(held.filter(union=UNION), joined)


HEADINGS = (
    Heading(
        "headcounts",
        "职工人数",
        "截至日之前十二个月内有一份职工与会员人数。",
        "有一份职工与会员人数，统计截至在{}或以后。",
        _within_a_year,
        lambda scope, since: _any(_headcounts(scope, since)),
    ),
    Heading(
        "members",
        "会员数",
        "截至日之前十二个月内报过会员数，或者会员名册已经齐全。",
        "报过会员数，统计截至在{}或以后；会员名册已经齐全的不用再报，也算已报。",
        _within_a_year,
        _members,
    ),
    Heading(
        "contracts",
        "集体合同",
        "截至日有一份有效的集体合同，或者所涵盖的单位在别的有效合同之内。",
        "{}或以后签订了一份集体合同，或者所涵盖的单位在这样的合同之内，截至日仍有效。",
        _at_any_time,
        _contracts,
    ),
    Heading(
        "proposals",
        "合理化建议",
        "有一份汇总，其期间在所选期间之内结束。",
        "有一份汇总，其期间在{}或以后、所选期间之内结束。",
        _within_the_period,
        _proposals,
    ),
    Heading(
        "training",
        "培训",
        "所选期间内举办过一次培训。",
        "{}或以后、所选期间之内举办过一次培训。",
        _within_the_period,
        _training,
    ),
    Heading(
        "activities",
        "活动",
        "所选期间内举办或者参加过一次活动。",
        "{}或以后、所选期间之内举办或者参加过一次活动。",
        _within_the_period,
        _activities,
    ),
)


@dataclass(frozen=True)
class Line:
    heading: Heading
    coverage: Coverage

    @property
    def silent(self) -> int:
        return self.coverage.due - self.coverage.reported


class Returns:
    """Who of a scope's unions has sent what: one query for all headings.

    ``since``: only what is of that day or later counts as sent; None for the usual rules.
    """

    def __init__(self, scope: Scope, since: date | None = None) -> None:
        self.scope, self.since = scope, since

    @property
    def lines(self) -> list[Line]:
        due = len(self._sent)
        return [Line(h, Coverage(len(self.reported(h)), due)) for h in HEADINGS]

    def line(self, heading: Heading) -> Line:
        return Line(heading, Coverage(len(self.reported(heading)), len(self._sent)))

    def reported(self, heading: Heading) -> frozenset[int]:
        return frozenset(pk for pk, codes in self._sent.items() if heading.code in codes)

    @property
    def due(self) -> frozenset[int]:
        return frozenset(self._sent)

    def silent(self, heading: Heading) -> frozenset[int]:
        return self.due - self.reported(heading)

    @cached_property
    def _sent(self) -> dict[int, frozenset[str]]:
        """Per union that is due, the codes of what it has sent."""
        scope = self.scope
        sent = {h.code: h.sent(scope, self.since_for(h) or h.usual(scope)) for h in HEADINGS}
        conditions = {f"sent_{code}": condition for code, condition in sent.items()}
        rows = self._standing().annotate(**conditions)
        return {
            pk: frozenset(code for code, is_sent in zip(sent, flags, strict=True) if is_sent)
            for pk, *flags in rows.order_by().values_list("pk", *conditions)
        }

    def since_for(self, heading: Heading) -> date | None:
        """The day asked for, where it is later than the usual one."""
        is_later = self.since is not None and self.since > heading.usual(self.scope)
        return self.since if is_later else None

    def meaning(self, heading: Heading) -> str:
        """What counts as sent, in words."""
        since = self.since_for(heading)
        return heading.narrowed.format(display_date(since)) if since else heading.meaning

    def _standing(self) -> UnionQuerySet:
        return Union.objects.subtree_of(self.scope.root).grassroots().active_on(self.scope.as_of)


def told_of(root: Union, day: date | None = None) -> dict[str, Any]:
    """For a template: 已报/应报 of the day's year, this year's by default."""
    scope = scope_of_year(root, (day or today()).year)
    return {"lines": Returns(scope).lines, "query": scope_query(scope)}

"""What unions are asked to send (已报/应报), and which of them have sent it.

Due are the grassroots unions that stand on the day (D9-06), as everywhere; what counts as sent is
told with each heading. Staff and members follow reports/reporting.py.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from reports.figures import Coverage, Scope
from reports.papers import scope_query
from reports.reporting import with_complete_roll
from reports.scopes import scope_of_year
from unions.clock import today
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
    """One kind of return; ``sent`` is a condition on unions, ``meaning`` the same in words."""

    code: str
    label: str
    meaning: str
    sent: Callable[[Scope], Q]


def _any(*rows: "QuerySet[Any]") -> Q:
    condition = Q(Exists(rows[0]))
    for more in rows[1:]:
        condition |= Q(Exists(more))
    return condition


def _headcounts(scope: Scope) -> "QuerySet[Headcount]":
    """Of the twelve months up to the day."""
    fresh = Headcount.objects.filter(union=UNION, as_of__lte=scope.as_of)
    return fresh.reported_since(scope.a_year_before().as_of)


def _members(scope: Scope) -> Q:
    roll = with_complete_roll(scope.root, scope.as_of).filter(pk=UNION)
    return _any(_headcounts(scope).filter(members__isnull=False), roll)


def _contracts(scope: Scope) -> Q:
    signed = CollectiveContract.objects.unexpired_on(scope.as_of)
    covered = ContractCoverage.objects.filter(contract__in=signed, employer__union=UNION)
    return _any(signed.filter(union=UNION), covered)


def _proposals(scope: Scope) -> Q:
    days = scope.counted.start, scope.counted.end
    return _any(ProposalReturn.objects.reported_between(*days).filter(union=UNION))


def _training(scope: Scope) -> Q:
    days = scope.counted.start, scope.counted.end
    return _any(Training.objects.held_between(*days).filter(union=UNION))


def _activities(scope: Scope) -> Q:
    held = Activity.objects.held_between(scope.counted.start, scope.counted.end)
    joined = ActivityUnion.objects.filter(activity__in=held, union=UNION)
    return _any(held.filter(union=UNION), joined)


HEADINGS = (
    Heading(
        "headcounts",
        "职工人数",
        "截至日之前十二个月内有一份职工与会员人数。",
        lambda scope: _any(_headcounts(scope)),
    ),
    Heading(
        "members",
        "会员数",
        "截至日之前十二个月内报过会员数，或者会员名册已经齐全。",
        _members,
    ),
    Heading(
        "contracts",
        "集体合同",
        "截至日有一份有效的集体合同，或者所涵盖的单位在别的有效合同之内。",
        _contracts,
    ),
    Heading("proposals", "合理化建议", "有一份汇总，其期间在所选期间之内结束。", _proposals),
    Heading("training", "培训", "所选期间内举办过一次培训。", _training),
    Heading("activities", "活动", "所选期间内举办或者参加过一次活动。", _activities),
)


@dataclass(frozen=True)
class Line:
    heading: Heading
    coverage: Coverage

    @property
    def silent(self) -> int:
        return self.coverage.due - self.coverage.reported


class Returns:
    """Who of a scope's unions has sent what: one query for any number of headings."""

    def __init__(self, scope: Scope, headings: Collection[Heading] = HEADINGS) -> None:
        self.scope, self.headings = scope, headings

    @property
    def lines(self) -> list[Line]:
        due = len(self._sent)
        return [Line(h, Coverage(len(self.reported(h)), due)) for h in self.headings]

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
        codes = [heading.code for heading in self.headings]
        conditions = {f"sent_{h.code}": h.sent(self.scope) for h in self.headings}
        rows = self._standing().annotate(**conditions)
        return {
            pk: frozenset(code for code, sent in zip(codes, flags, strict=True) if sent)
            for pk, *flags in rows.order_by().values_list("pk", *conditions)
        }

    def _standing(self) -> UnionQuerySet:
        return Union.objects.subtree_of(self.scope.root).grassroots().active_on(self.scope.as_of)


def told_of(root: Union, day: date | None = None) -> dict[str, Any]:
    """For a template: 已报/应报 of the day's year, this year's by default."""
    scope = scope_of_year(root, (day or today()).year)
    return {"lines": Returns(scope).lines, "query": scope_query(scope)}

"""What unions have sent (已报/应报), and whose members are counted from the roll."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.db.models import Q

from reports.figures import Coverage, Scope
from unions.models import Headcount, Union
from unions.models.organisation import UnionQuerySet

__all__ = ["Reporting", "with_complete_roll"]


def with_complete_roll(root: Union, day: date) -> UnionQuerySet:
    """Unions whose members are counted from the roll.

    A branch only after its union: until then the union's return tells of its members too.
    """
    unions = Union.objects.subtree_of(root).active_on(day).roll_complete_on(day)
    return unions.exclude(~Q(parent__roll_complete_from__lte=day), kind=Union.Kind.BRANCH)


COLUMNS = ("staff", "women", "migrants", "members", "women_members", "migrant_members")


class Reporting:
    """A union has reported if its latest headcount is of the twelve months up to the day.

    One of the same day last year is last year's: on 31 December the return of the 31 December
    before does not stand for the year.
    """

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def coverage(self, column: str, besides: Iterable[int] = ()) -> Coverage:
        """How many told this column; ``besides`` those known otherwise (a complete roll)."""
        reported = self.standing & (self.reported_in(column) | frozenset(besides))
        return Coverage(len(reported), len(self.standing))

    def silent(self) -> UnionQuerySet:
        """Grassroots unions that stand but sent no headcount in the last twelve months."""
        return Union.objects.filter(pk__in=self.standing - self.reported_in("staff")).order_by(
            "code"
        )

    @cached_property
    def standing(self) -> frozenset[int]:
        unions = Union.objects.subtree_of(self.scope.root).grassroots()
        return frozenset(unions.active_on(self.scope.as_of).values_list("pk", flat=True))

    @cached_property
    def with_complete_roll(self) -> frozenset[int]:
        unions = with_complete_roll(self.scope.root, self.scope.as_of)
        return frozenset(unions.values_list("pk", flat=True))

    def reported_in(self, column: str) -> frozenset[int]:
        """Unions whose fresh returns fill the column: a return without 女职工 does not tell it."""
        return frozenset(union for union, *told in self._fresh if told[COLUMNS.index(column)])

    @cached_property
    def _fresh(self) -> list[tuple[int, ...]]:
        """Per return of the last twelve months its union and, column by column, whether told."""
        returns = Headcount.objects.subtree_of(self.scope.root).filter(as_of__lte=self.scope.as_of)
        fresh = returns.reported_since(self.scope.a_year_before().as_of)
        return [
            (union, *(value is not None for value in told))
            for union, *told in fresh.values_list("union", *COLUMNS)
        ]

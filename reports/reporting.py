"""What unions have sent: 已报/应报 by headcount, and totals typed where rows do not exist yet."""

from collections.abc import Iterable
from functools import cached_property

from reports.figures import Coverage, Scope
from reports.models import ReportedFigure
from unions.models import Headcount, Union
from unions.models.organisation import UnionQuerySet

__all__ = ["Reporting", "typed_totals"]


class Reporting:
    """A union has reported if its latest headcount is at most twelve months old on the day."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    def coverage(self, besides: Iterable[int] = ()) -> Coverage:
        """``besides`` the unions with a return, those known otherwise (a complete roll)."""
        reported = self.standing & (self.reported | frozenset(besides))
        return Coverage(len(reported), len(self.standing))

    def silent(self) -> UnionQuerySet:
        """Grassroots unions that stand but sent no headcount in the last twelve months."""
        return Union.objects.filter(pk__in=self.standing - self.reported).order_by("path")

    @cached_property
    def standing(self) -> frozenset[int]:
        unions = Union.objects.subtree_of(self.scope.root).grassroots()
        return frozenset(unions.active_on(self.scope.as_of).values_list("pk", flat=True))

    @cached_property
    def with_complete_roll(self) -> frozenset[int]:
        """Unions of any kind whose members are counted from the roll."""
        day = self.scope.as_of
        unions = Union.objects.subtree_of(self.scope.root).active_on(day).roll_complete_on(day)
        return frozenset(unions.values_list("pk", flat=True))

    @cached_property
    def reported(self) -> frozenset[int]:
        returns = Headcount.objects.subtree_of(self.scope.root).filter(as_of__lte=self.scope.as_of)
        fresh = returns.reported_since(self.scope.a_year_before().as_of)
        return frozenset(fresh.values_list("union", flat=True))


def typed_totals(scope: Scope) -> dict[str, list[ReportedFigure]]:
    """Per code the latest typed total of each union, none below another that has one."""
    standing = ReportedFigure.objects.subtree_of(scope.root).select_related("union")
    latest: dict[tuple[str, str], ReportedFigure] = {}
    for row in standing.standing_in(scope.counted.start, scope.counted.end):
        latest[row.code, row.union.path] = row
    found: dict[str, list[ReportedFigure]] = {}
    for (code, path), row in sorted(latest.items(), key=lambda item: item[0]):
        kept = found.setdefault(code, [])
        if not any(path.startswith(above.union.path) for above in kept):
            kept.append(row)
    return found

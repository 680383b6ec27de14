"""Findings of all checks, counted by union in two queries whatever the checks and rows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, Value
from django.urls import reverse

from reports.data_checks.check import Check, Rows
from reports.data_checks.register import CHECKS
from reports.models import Waiver
from reports.small_groups import is_shielded
from unions.models import Union, User

__all__ = ["Finding", "checks_for", "findings", "outcomes"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found below ``root``: how many rows, in which unions, and where to see them.

    Rows let pass with a reason (说明后通过) are not counted.
    """

    check: Check
    root: Union
    by_union: dict[int, int]

    @property
    def count(self) -> int:
        return sum(self.by_union.values())

    def at(self, union: Union) -> "Finding":
        """The part of one union."""
        return Finding(self.check, union, {union.pk: self.by_union.get(union.pk, 0)})

    @property
    def url(self) -> str:
        address = reverse("reports:data_check", args=[self.check.code])
        return f"{address}?{urlencode({'union': self.root.code})}"


def checks_for(user: User, root: Union, day: date) -> list[Check]:
    """Checks of which the user may know the counts below ``root``.

    Not those of aid for who may not read the files: a count by union tells on single people.
    """
    return [check for check in CHECKS if not is_shielded(check.rows(root, day), user, root)]


def findings(root: Union, day: date, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """What is missing or contradictory on the day, in the order of the checks. Two queries."""
    return [outcome for outcome in outcomes(root, day, checks) if outcome.by_union]


def outcomes(root: Union, day: date, checks: Iterable[Check] = CHECKS) -> list[Finding]:
    """The same with the checks that found nothing."""
    chosen = list(checks)
    counts: dict[str, dict[int, int]] = {check.code: {} for check in chosen}
    for code, union, count in _counted(chosen, root, day):
        counts[code][union] = count
    return [Finding(check, root, counts[check.code]) for check in chosen]


def _counted(checks: list[Check], root: Union, day: date) -> Iterator[tuple[str, int, int]]:
    waived = set(Waiver.objects.subtree_of(root).values_list("check_code", flat=True))
    first, *others = (
        _per_union(check, check.open(root, day) if check.code in waived else check.rows(root, day))
        for check in checks
    )
    yield from first.union(*others, all=True)


def _per_union(check: Check, rows: Rows) -> Any:
    """(code, union, rows): grouped over the keys alone, whatever the check itself had to join."""
    keys = rows.model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    union = rows.model.SCOPE or "pk"
    code = Value(check.code, output_field=CharField())
    grouped = keys.order_by().values(union).annotate(found=Count("pk"), code=code)
    return grouped.values_list("code", union, "found")

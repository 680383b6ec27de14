"""What a data check is: rows that miss something or contradict other records, and what to do.

Records are never refused for what others say (design §4); they are found here instead.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat

from reports.models import Waiver
from unions.models import Union

__all__ = ["Check", "Rows"]

Rows = QuerySet[Any, Any]


def _nothing(row: Any) -> str:
    return ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One rule. ``rows`` finds what breaks it below a union on a day, in the domain's words."""

    code: str
    name: str
    line: str  # line of work, as the menu calls it
    explanation: str  # what is wrong, and what to do
    rows: Callable[[Union, date], Rows]
    note: Callable[[Any], str] = _nothing  # what exactly is wrong with this row
    has_elsewhere: bool = False  # rows carry ``elsewhere``: key of the other union concerned
    rests_on: tuple[str, ...] = ()  # what a waiver rests on beside the row's version

    def found(self, root: Union, day: date) -> Rows:
        """All rows that break the rule; ``stamp`` tells the state they are in."""
        parts = (Cast(F(name), CharField()) for name in ("version", *self.rests_on))
        joined = Concat(*_between(parts), Value(""), output_field=CharField())
        stamped: Rows = self.rows(root, day).annotate(stamp=joined)
        return stamped

    def open(self, root: Union, day: date) -> Rows:
        """Without those waived as they stand now; a waived row that changed is here again."""
        return self.found(root, day).filter(~Exists(self._waiver))

    def waived(self, root: Union, day: date) -> Rows:
        return self.found(root, day).filter(Exists(self._waiver))

    @property
    def _waiver(self) -> QuerySet[Waiver, Waiver]:
        return Waiver.objects.filter(
            check_code=self.code, key=OuterRef("pk"), stamp=OuterRef("stamp")
        )


def _between(parts: Any) -> list[Any]:
    return [piece for part in parts for piece in (part, Value("/"))]

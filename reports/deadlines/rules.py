"""What a deadline is: which records wait for an act, from which day it counts, what to say.

The rows come from QuerySet methods in the words of the domain; a rule adds the term and the
sentence. Lead times that no law fixes come from the settings (docs/settings.md).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import DateField, Model, QuerySet, Value
from django.db.models.functions import Cast

from unions.dates import display_date
from unions.models import Union

__all__ = ["Due", "Rows", "Rule", "When", "fixed_day", "in_days"]

Rows = QuerySet[Any]
OVER_A_YEAR = timedelta(days=366)


def in_days(days: int) -> Callable[[date], date]:
    """So many days after the day the term runs from."""
    return lambda start: start + timedelta(days=days)


def fixed_day(day: date | None) -> Cast:
    """The same day for every row, or none: for what should be so, without a term."""
    return Cast(Value(day), DateField())


class When(models.TextChoices):
    """The groups of the list, in their order."""

    OVERDUE = "overdue", "已过期"
    MONTH = "month", "本月"
    LATER = "later", "以后"
    STANDING = "standing", "没有固定期限"

    @property
    def place(self) -> int:
        return list(When).index(self)


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term, seen from today; no day where the law sets none."""

    on: date | None
    today: date

    @property
    def days(self) -> int | None:
        return (self.on - self.today).days if self.on else None

    @property
    def is_over(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def when(self) -> When:
        if self.on is None:
            return When.STANDING
        if self.is_over:
            return When.OVERDUE
        same_month = (self.on.year, self.on.month) == (self.today.year, self.today.month)
        return When.MONTH if same_month else When.LATER

    @property
    def left(self) -> str:
        if self.days is None:
            return "缺项"
        if self.days == 0:
            return "今天是最后一天"
        return f"还有{self.days}天" if self.days > 0 else f"已过{-self.days}天"

    def __str__(self) -> str:
        return display_date(self.on) if self.on else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of deadline.

    ``rows`` wait for the act on the day, whatever their term; ``since`` names the column or
    annotation the term counts from, and ``due`` tells its last day. ``lead``: days before it at
    which to remind, the longest first. ``sentence``: what ends when, whose it is, what to do.
    """

    code: str
    title: str
    line: str  # line of work, as in the menu
    law: str
    model: type[Model]
    rows: Callable[[Union, date], Rows]
    since: str
    sentence: Callable[[Any, Due], str]
    due: Callable[[date], date] = field(default=lambda day: day)
    has_term: bool = True
    lead: tuple[int, ...] = (15,)
    union_path: str = "union"
    form: str = ""  # label of the record to add, where none exists yet: "unions.fundaudit"
    initial: tuple[tuple[str, str], ...] = ()

    def union_of(self, record: Any) -> Union:
        found: Union = record if isinstance(record, Union) else record.union
        return found

    def near(self, root: Union, day: date) -> Rows:
        """Rows whose term may be worth a word; ``is_near`` decides by its exact last day."""
        rows = self.rows(root, day)
        if not self.has_term:
            return rows
        oldest = day - timedelta(days=settings.REMIND_PAST) - OVER_A_YEAR
        latest = day + timedelta(days=self.lead[0])
        return rows.filter(**{f"{self.since}__range": (oldest, latest)})

    def is_near(self, due: Due) -> bool:
        return due.days is None or -settings.REMIND_PAST <= due.days <= self.lead[0]

    def due_of(self, since: date | None, today: date) -> Due:
        return Due(self.due(since) if since else None, today)

    def tone(self, due: Due) -> str:
        """Of the chip: the last step is a warning, a missed day a fault."""
        if due.is_over:
            return "danger"
        if due.days is None or due.days > self.lead[-1]:
            return ""
        return "warn"

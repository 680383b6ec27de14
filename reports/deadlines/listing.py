"""The list 本月要办 of one union and day, as one user may see it.

One query finds what is near under all rules, as bare keys; only the lines that are shown are read
as records, one query for each kind of record among them. So the list costs the same for
five lines and for five thousand.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Model, QuerySet, Value
from django.urls import reverse

from reports.deadlines import RULES
from reports.deadlines.rules import Due, Rule
from reports.models import Snooze
from unions.models import Union, User

__all__ = ["Deadlines", "Entry", "Line", "Rested"]

Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One deadline by its keys; not yet read as a record."""

    rule: Rule
    pk: int
    union: int
    due: Due

    @property
    def key(self) -> Key:
        """What a snooze is of."""
        return self.rule.code, self.pk, self.due.on.isoformat() if self.due.on else ""

    @property
    def token(self) -> str:
        return ":".join(map(str, self.key))

    @property
    def order(self) -> tuple[int, int, str, int]:
        """By group, in each the nearest to today first."""
        return self.due.when.place, abs(self.due.days or 0), self.rule.code, self.pk


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline as shown."""

    entry: Entry
    sentence: str
    url: str
    snooze: Snooze | None

    @property
    def tone(self) -> str:
        return self.entry.rule.tone(self.entry.due)


@dataclass(frozen=True, slots=True)
class Rested:
    """A deadline that was put off, and until when; None: for good."""

    entry: Entry
    until: date | None

    def place_in(self, entries: Iterable[Entry]) -> str:
        """The token of the line before which it stood; "" when it was the last."""
        after = (entry for entry in entries if entry.order > self.entry.order)
        return next((entry.token for entry in after), "")


class Deadlines:
    """What waits below ``root`` on the day; rights were checked for the root only."""

    def __init__(self, user: User, root: Union, day: date) -> None:
        self.user, self.root, self.day = user, root, day

    @cached_property
    def waiting(self) -> list[Entry]:
        """已过期, 本月, 以后 and last what has no term."""
        return [entry for entry in self._near if entry.key not in self._snoozes]

    @cached_property
    def put_off(self) -> list[Entry]:
        return [entry for entry in self._near if entry.key in self._snoozes]

    def by_rule(self) -> dict[Rule, int]:
        """How many wait under each rule, in the order of the rules."""
        counts = Counter(entry.rule.code for entry in self.waiting)
        return {rule: counts[code] for code, rule in RULES.items() if counts[code]}

    def find(self, key: Key) -> Entry | None:
        return next((entry for entry in self._near if entry.key == key), None)

    def rested(self, token: str) -> Rested | None:
        entry = next((entry for entry in self.put_off if entry.token == token), None)
        return Rested(entry, self._snoozes[entry.key].until) if entry else None

    def lines(self, entries: Sequence[Entry]) -> list[Line]:
        """The entries as shown; a record deleted in between is left out."""
        wanted: dict[type[Model], set[int]] = {}
        for entry in entries:
            wanted.setdefault(entry.rule.model, set()).add(entry.pk)
        found = {model: self._records(model, keys) for model, keys in wanted.items()}
        return [
            self._line(entry, record)
            for entry in entries
            if (record := found[entry.rule.model].get(entry.pk))
        ]

    def unions(self, entries: Iterable[Entry]) -> QuerySet[Union]:
        """Of the entries, in the order of their codes."""
        return Union.objects.filter(pk__in={entry.union for entry in entries}).order_by("code")

    @cached_property
    def _near(self) -> list[Entry]:
        found = []
        first, *others = (self._keys(rule) for rule in RULES.values())
        for code, pk, union, since in first.union(*others, all=True):
            rule = RULES[code]
            due = rule.due_of(since, self.day)
            if rule.is_near(due):
                found.append(Entry(rule, pk, union, due))
        return sorted(found, key=lambda entry: entry.order)

    def _keys(self, rule: Rule) -> Any:
        rows: Any = rule.near(self.root, self.day)
        code = Value(rule.code, output_field=CharField())
        rows = rows.visible_to(self.user).order_by().annotate(of_rule=code)
        return rows.values_list("of_rule", "pk", rule.union_path, rule.since)

    @cached_property
    def _snoozes(self) -> dict[Key, Snooze]:
        """Those the user may know of: the county is reminded whatever a town has put off."""
        rows = Snooze.objects.subtree_of(self.root).visible_to(self.user).running_on(self.day)
        return {
            (row.rule, row.record_id, row.due): row for row in rows.select_related("created_by")
        }

    def _records(self, model: Any, keys: set[int]) -> dict[int, Any]:
        """Read with their unions; all were found among the rows this user may see."""
        rows = model.objects.filter(pk__in=keys)
        with_union = rows if model is Union else rows.select_related("union")
        return {row.pk: row for row in with_union}

    def _line(self, entry: Entry, record: Any) -> Line:
        sentence = entry.rule.sentence(record, entry.due)
        return Line(entry, sentence, self._form(entry, record), self._snoozes.get(entry.key))

    def _form(self, entry: Entry, record: Any) -> str:
        """The record's form, or the empty one of what is missing, for those who may fill it in."""
        app, _, model = entry.rule.form.partition(".")
        if model and self.user.has_perm(f"{app}.add_{model}"):
            query = urlencode({"union": entry.union, **dict(entry.rule.initial)})
            return f"{reverse(f'admin:{app}_{model}_add')}?{query}"
        opts = record._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])

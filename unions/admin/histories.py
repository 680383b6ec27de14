"""The history of a record in Chinese: who, when, which field, from what to what."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from unions.admin.display import Difference, differences
from unions.models import Attachment

__all__ = ["Entry", "entries", "part_notes", "stored_rows", "write_part_notes"]

MOST_ENTRIES = 200
VERBS = {"+": "登记", "~": "修改", "-": "删除"}
ICONS = {"登记": "plus", "修改": "pencil", "删除": "trash"}
NOBODY = "系统（导入或维护）"
NOTE_WORDS = ("新增", "删除", "修改")  # how the line about a row inside a record begins


@dataclass(frozen=True, slots=True)
class Entry:
    """One saving of a record, or of a row told with it."""

    at: datetime
    who: str
    verb: str
    subject: str
    changes: Sequence[Difference]
    notes: Sequence[str]
    state: int | None = None  # key of the state it left behind, where one can go back to it

    @property
    def is_change(self) -> bool:
        return self.verb == VERBS["~"]

    @property
    def icon(self) -> str:
        return ICONS[self.verb]


def entries(
    record: models.Model, told_with: Iterable[str] = (), hidden: Iterable[str] = ()
) -> list[Entry]:
    """The newest first.

    ``told_with``: reverse relations whose rows have a history of their own. ``hidden``: kinds of
    rows inside the record whose notes this reader may not see.
    """
    states = list(record.history.select_related("history_user"))  # type: ignore[attr-defined]
    told = list(_told(states, "", tuple(hidden), former={s.pk for s in states[1:]}))
    for accessor in told_with:
        told += _told_rows(record, accessor)
    told += _told_files(record)
    return sorted(told, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]


def _told_rows(record: models.Model, accessor: str) -> Iterator[Entry]:
    relation: Any = record._meta.get_field(accessor)
    model: Any = relation.related_model
    states = model.history.filter(**{f"{relation.field.name}_id": record.pk})
    states = states.select_related("history_user").order_by("id", "-history_date", "-history_id")
    for _, of_one_row in groupby(states, key=lambda state: state.id):
        yield from _told(list(of_one_row), str(model._meta.verbose_name))


def _told_files(record: models.Model) -> Iterator[Entry]:
    """A file is put in or deleted, never changed."""
    kind = ContentType.objects.get_for_model(record)
    states = Attachment.history.filter(content_type_id=kind.pk, object_id=record.pk)
    for state in states.exclude(history_type="~").select_related("history_user"):
        who = str(state.history_user) if state.history_user else NOBODY
        told = f"{state.name}（{state.note}）" if state.note else state.name
        yield Entry(state.history_date, who, VERBS[state.history_type], "附件", (), (told,))


def _told(
    states: list[Any],
    subject: str,
    hidden: tuple[str, ...] = (),
    former: Collection[int] = (),
) -> Iterator[Entry]:
    unseen = tuple(f"{word}{label}：" for label in hidden for word in NOTE_WORDS)
    for state, before in zip(states, [*states[1:], None], strict=True):
        changes = () if state.history_type == "-" else tuple(differences(before, state))
        lines = (state.history_change_reason or "").splitlines()
        notes = [line for line in lines if not line.startswith(unseen)]
        if changes or notes or state.history_type != "~":
            who = str(state.history_user) if state.history_user else NOBODY
            verb = VERBS[state.history_type]
            back = state.pk if state.pk in former and state.history_type != "-" else None
            yield Entry(state.history_date, who, verb, subject, changes, notes, back)


def stored_rows(formset: Any) -> dict[Any, models.Model]:
    """The rows of a formset as they stand in the database, before it is saved."""
    keys = [form.instance.pk for form in formset.forms if form.instance.pk]
    return {row.pk: row for row in formset.model._base_manager.filter(pk__in=keys)}


def part_notes(formset: Any, before: dict[Any, models.Model]) -> Iterator[str]:
    """One line for each row that a saved formset added, changed or deleted."""
    label = formset.model._meta.verbose_name
    added, deleted, changed = NOTE_WORDS
    yield from (f"{added}{label}：{row}" for row in formset.new_objects)
    yield from (f"{deleted}{label}：{row}" for row in formset.deleted_objects)
    for row, _ in formset.changed_objects:
        told = (f"{d.label} {d.old} → {d.new}" for d in differences(before[row.pk], row))
        yield f"{changed}{label}：{row}（{'；'.join(told)}）"


def write_part_notes(record: Any, notes: Sequence[str]) -> None:
    """Puts the lines into the state of the record that was saved together with its rows."""
    if notes and (state := record.history.first()):
        state.history_change_reason = "\n".join(notes)
        state.save(update_fields=["history_change_reason"])

"""Going back: to an earlier state of a record, or from its deletion, out of the history.

The history holds every column of a record and of rows that carry a history of their own; of plain
rows inside a record (Part) it tells only words, so those are named and not brought back.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from unions.dates import PRECISION_SUFFIX
from unions.models import Attachment, User
from unions.permissions import granted_paths
from unions.records import Part, Tracked

__all__ = ["deleted_states", "lost_parts", "set_back", "stamp", "undelete", "went_along"]


def stamp(state: Any) -> str:
    """How a state is named in words: the minute it was saved."""
    return f"{timezone.localtime(state.history_date):%Y年%-m月%-d日 %H:%M}"


def set_back(record: Tracked, state: Any, names: set[str]) -> None:
    """Gives the record the values it had; nothing is saved and nothing checked yet."""
    columns = {field.name: field for field in record._meta.concrete_fields}
    for name in names | {f"{name}{PRECISION_SUFFIX}" for name in names}:
        if column := columns.get(name):
            setattr(record, column.attname, getattr(state, column.attname))
    record._change_reason = f"恢复到{stamp(state)}的内容"  # type: ignore[attr-defined]


def deleted_states(model: type[Tracked], user: User) -> Any:
    """The last state of every record that is gone and that the user might enter again."""
    history: Any = model.history
    last = history.filter(id=OuterRef("id")).order_by("-history_date", "-history_id")
    gone = history.filter(history_type="-", history_id=Subquery(last.values("history_id")[:1]))
    gone = gone.exclude(id__in=model._base_manager.values("pk"))
    return _of_scope(gone, model, user).order_by("-history_date", "-history_id")


def _of_scope(states: Any, model: type[Tracked], user: User) -> Any:
    paths = granted_paths(user, model._meta, "add")
    step = model.SCOPE.partition("__")[0]
    if not step:
        inside = models.Q(pk__in=[])
        for path in paths:
            inside |= models.Q(path__startswith=path)
        return states.filter(inside)
    home: Any = model._meta.get_field(step).related_model
    return states.filter(**{f"{step}_id__in": home._default_manager.under(paths).values("pk")})


def went_along(state: Any) -> list[Any]:
    """Last states of rows with a history of their own that were deleted with the record.

    The history stamps what one request deletes alike; what was deleted before, on purpose, stays
    deleted.
    """
    found: list[Any] = []
    for relation in state.instance_type._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is models.CASCADE and issubclass(model, Tracked):
            found += model.history.filter(
                history_type="-",
                history_date=state.history_date,
                history_user_id=state.history_user_id,
                **{relation.field.attname: state.id},
            ).exclude(id__in=model._base_manager.values("pk"))
    return found


def undelete(state: Any, *, by: User | None = None) -> Tracked:
    """Enters the record again under its old key, with the rows that went along, or nothing."""
    along = went_along(state)
    with transaction.atomic():
        record = _entered_again(state, by)
        for row in along:
            _entered_again(row, by)
    return record


def _entered_again(state: Any, by: User | None) -> Tracked:
    record: Tracked = state.instance
    record.version, record.updated_by = state.version + 1, by
    record._change_reason = "恢复已删除的这一条"  # type: ignore[attr-defined]
    _refuse_missing(record)
    record.full_clean(exclude=[f.name for f in record._meta.concrete_fields if not f.editable])
    record.save(force_insert=True)
    type(record)._base_manager.filter(pk=record.pk).update(created_at=state.created_at)
    return record


def _refuse_missing(record: Tracked) -> None:
    """Names what the record hung on and what is gone; authors that left are dropped."""
    for field in record._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey) or getattr(record, field.attname) is None:
            continue
        target: Any = field.related_model
        if target._base_manager.filter(pk=getattr(record, field.attname)).exists():
            continue
        if field.editable:
            fault = f"“{field.verbose_name}”指向的{target._meta.verbose_name}已经删除，请先恢复它。"
            raise ValidationError(fault)
        setattr(record, field.attname, None)


def lost_parts(record: models.Model) -> Iterator[str]:
    """A line for every plain row inside the record and every file, to be told at its deletion."""
    for relation in record._meta.related_objects:
        model: Any = relation.related_model
        if relation.on_delete is models.CASCADE and issubclass(model, Part):
            label = model._meta.verbose_name
            for row in model._default_manager.filter(**{relation.field.name: record}):
                yield f"删除{label}：{row}"
    kind = ContentType.objects.get_for_model(record)
    files = Attachment.objects.filter(content_type=kind, object_id=record.pk)
    yield from (f"删除附件：{file}" for file in files)

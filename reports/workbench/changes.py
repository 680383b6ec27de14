"""最近改动: who registered, changed or deleted which record, from the histories.

One query over the histories of all kinds finds the newest; only those are read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import CharField, Model, Value
from django.urls import reverse
from django.utils import timezone

from unions.admin.histories import VERBS
from unions.models import Union, User
from unions.permissions import reaches
from unions.records import Tracked

__all__ = ["Change", "recent_changes"]

SHOWN = 8
LOOKS_BACK = timedelta(days=30)  # of real time: a demonstration day changes no history


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    verb: str
    kind: str
    name: str
    url: str  # the record's own history; "" when the record is gone


def recent_changes(user: User, root: Union) -> list[Change]:
    """The newest first; what the system did by itself (imports, demo) has no author and is left."""
    models = {model._meta.label_lower: model for model in _kinds(user, root)}
    if not models:
        return []
    first, *others = (_keys(model, root) for model in models.values())
    newest = list(first.union(*others, all=True).order_by("-history_date", "-history_id")[:SHOWN])
    states = _states(models, newest)
    return [
        _told(state) for label, pk, _ in newest if (state := states.get((label, pk))) is not None
    ]


def _kinds(user: User, root: Union) -> Iterator[Any]:
    """Kinds of records with a page whose right reaches the union."""
    for model in apps.get_models():
        is_shown = issubclass(model, Tracked) and admin.site.is_registered(model)
        if is_shown and reaches(user, model, root):
            yield model


def _keys(model: Any, root: Union) -> Any:
    path = f"{model.SCOPE}__path" if model.SCOPE else "path"
    since = timezone.now() - LOOKS_BACK
    states = model.history.filter(
        history_date__gte=since, history_user__isnull=False, **{f"{path}__startswith": root.path}
    )
    label = Value(model._meta.label_lower, output_field=CharField())
    marked = states.order_by().annotate(of_kind=label)
    return marked.values_list("of_kind", "history_id", "history_date")


def _states(
    models: dict[str, Any], newest: list[tuple[str, int, datetime]]
) -> dict[tuple[str, int], Any]:
    found: dict[tuple[str, int], Any] = {}
    for label in dict.fromkeys(label for label, _, _ in newest):
        keys = [pk for kind, pk, _ in newest if kind == label]
        states = models[label].history.filter(history_id__in=keys).select_related("history_user")
        found |= {(label, state.history_id): state for state in states}
    return found


def _told(state: Any) -> Change:
    record: Model = state.instance
    opts = record._meta
    is_gone = state.history_type == "-"
    url = (
        ""
        if is_gone
        else reverse(f"admin:{opts.app_label}_{opts.model_name}_history", args=[record.pk])
    )
    verb = VERBS[state.history_type]
    kind = str(opts.verbose_name)
    return Change(state.history_date, str(state.history_user), verb, kind, str(record), url)

"""How histories are written: one stamp for what is deleted together, many rows in one copy.

A copy of many rows made inside the database holds exactly what was stored, derived columns and
tokens of secrets included, and costs a statement for a thousand rows where simple_history builds,
prepares and encrypts each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connections
from django.utils import timezone
from simple_history.models import HistoricalRecords
from simple_history.utils import get_change_reason_from_object

from unions.batches import batches

__all__ = ["History", "copy_to_history"]


class History(HistoricalRecords):  # type: ignore[misc]  # untyped
    """Rows that one request deletes carry one moment, by which 最近删除 finds what went along."""

    def post_delete(self, instance: Any, using: Any = None, **kwargs: Any) -> None:
        if request := getattr(self.context, "request", None):
            if not hasattr(request, "deleted_at"):
                request.deleted_at = timezone.now()
            instance._history_date = request.deleted_at
        super().post_delete(instance, using, **kwargs)


def copy_to_history(model: Any, rows: Iterable[Any], using: str, *, update: bool) -> None:
    """What is stored of these rows, by whoever is at work and for the reasons the rows carry."""
    history = model.history.model  # asking for it builds a manager class
    told: dict[tuple[Any, str | None], list[int]] = defaultdict(list)
    at_work = history.get_default_history_user(model())  # the same for all that do not say
    for row in rows:
        user = getattr(row, "_history_user", at_work)
        told[user and user.pk, get_change_reason_from_object(row)].append(row.pk)
    for (user_pk, reason), keys in told.items():
        about = {
            "history_date": timezone.now(),
            "history_type": "~" if update else "+",
            "history_user_id": user_pk,
            "history_change_reason": reason,
        }
        for some in batches(keys):
            _copy(model, history, some, about, using)


def _copy(model: Any, history: Any, keys: Sequence[int], about: dict[str, Any], using: str) -> None:
    connection = connections[using]
    quote, source = connection.ops.quote_name, model._meta
    copied = [quote(field.column) for field in history.tracked_fields]
    own = {field.column: field for field in history._meta.fields}
    values = [own[name].get_db_prep_save(told, connection) for name, told in about.items()]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(history._meta.db_table)} "  # noqa: S608 - names of our own models
            f"({', '.join([*copied, *map(quote, about)])}) "
            f"SELECT {', '.join([*copied, *['%s'] * len(values)])} "
            f"FROM {quote(source.db_table)} "
            f"WHERE {quote(source.pk.column)} IN ({', '.join(['%s'] * len(keys))}) "
            f"ORDER BY {quote(source.pk.column)}",
            [*values, *keys],
        )

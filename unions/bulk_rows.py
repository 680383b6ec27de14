"""How many rows are stored together: few statements, and the values of a column at a time.

Django's bulk_create and bulk_update ask every row for the SQL of every column, and bulk_update
sends some thirty rows at a time on SQLite; while they do, nobody else can save.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from django.utils import timezone

from unions.batches import batches

__all__ = ["write_changed", "write_new"]

MOST_VALUES = 30_000  # of one statement: SQLite takes 32,766, PostgreSQL 65,535


def write_new(model: Any, rows: Sequence[Any], using: str) -> None:
    """Each as `save` would store it; the rows are given their keys."""
    connection, fields = connections[using], _written(model)
    quote, about = connection.ops.quote_name, model._meta
    one_row = f"({', '.join(['%s'] * len(fields))})"
    head = f"INSERT INTO {quote(about.db_table)} ({', '.join(quote(f.column) for f in fields)})"
    with connection.cursor() as cursor:
        for some in batches(rows, MOST_VALUES // len(fields)):
            values = [value for row in _values(fields, some, connection, add=True) for value in row]
            places = ", ".join([one_row] * len(some))
            cursor.execute(f"{head} VALUES {places} RETURNING {quote(about.pk.column)}", values)
            for row, (key,) in zip(some, cursor.fetchall(), strict=True):
                row.pk, row._state.adding, row._state.db = key, False, using


def write_changed(model: Any, rows: Sequence[Any], using: str) -> None:
    """All columns of stored rows, each as `save` would store it; the version is raised.

    The caller has made sure that nobody else changed them since.
    """
    connection = connections[using]
    fields = [field for field in _written(model) if field.name != "version"]
    quote, about = connection.ops.quote_name, model._meta
    written = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = (
        f"UPDATE {quote(about.db_table)} SET {written}, version = version + 1 "  # noqa: S608 - ours
        f"WHERE {quote(about.pk.column)} = %s"
    )
    with connection.cursor() as cursor:
        for some in batches(rows):
            values = _values(fields, some, connection, add=False)
            told = zip(some, values, strict=True)
            cursor.executemany(statement, [(*row_values, row.pk) for row, row_values in told])
    for row in rows:
        row.version += 1


def _written(model: Any) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not field.primary_key]


def _values(
    fields: Sequence[Any], rows: Sequence[Any], connection: Any, *, add: bool
) -> Iterator[tuple[Any, ...]]:
    """Row by row what stands in the columns; what is stored together bears one moment."""
    now = timezone.now()
    columns = []
    for field in fields:
        if getattr(field, "auto_now", False) or (add and getattr(field, "auto_now_add", False)):
            for row in rows:
                setattr(row, field.attname, now)
            columns.append([field.get_db_prep_save(now, connection)] * len(rows))
        else:
            prepare, ready = field.get_db_prep_save, field.pre_save
            columns.append([prepare(ready(row, add), connection) for row in rows])
    return zip(*columns, strict=True)

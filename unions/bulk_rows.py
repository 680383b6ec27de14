"""How many rows are stored together: few statements, and the values of a column at a time.

Django's bulk_create and bulk_update ask every row for the SQL of every column, and bulk_update
sends some thirty rows at a time on SQLite; while they do, nobody else can save.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connections
from django.utils import timezone

from unions.batches import batches

__all__ = ["locked_and_moved", "write_changed", "write_new"]

MOST_VALUES = 30_000  # of one statement: SQLite takes 32,766, PostgreSQL 65,535


def locked_and_moved(model: Any, rows: Sequence[Any], using: str) -> Any:
    """Keeps others off stored rows until the transaction ends; the first that one of them saved
    since it was read, or None."""
    locked = model._base_manager.using(using).select_for_update(no_key=True).order_by("pk")
    for some in batches(rows):
        there = locked.filter(pk__in=[row.pk for row in some])
        versions = dict(there.values_list("pk", "version"))
        for row in some:
            if versions.get(row.pk) != row.version:
                return row
    return None


def write_new(model: Any, rows: Sequence[Any], using: str) -> None:
    """Each as `save` would store it; the rows are given their keys.

    ValueError of a row that has one already, or refers to a row that is not stored yet.
    """
    for row in rows:
        if row.pk is not None:
            raise ValueError(f"{row._meta.label} {row.pk} is not new")
        row._prepare_related_fields_for_save("write_new")
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


def write_changed(model: Any, rows: Sequence[Any], using: str) -> int:
    """How many were stored: those still at the version they were read at, which is raised.

    All columns are written, each as `save` would; the rows themselves keep their version.
    """
    connection = connections[using]
    fields = [field for field in _written(model) if field.name != "version"]
    quote, about = connection.ops.quote_name, model._meta
    written = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = (
        f"UPDATE {quote(about.db_table)} SET {written}, version = version + 1 "  # noqa: S608 - ours
        f"WHERE {quote(about.pk.column)} = %s AND version = %s"
    )
    count = 0
    with connection.cursor() as cursor:
        for some in batches(rows):
            values = _values(fields, some, connection, add=False)
            told = [(*of, row.pk, row.version) for row, of in zip(some, values, strict=True)]
            cursor.executemany(statement, told)
            count += cursor.rowcount
    return count


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

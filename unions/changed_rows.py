"""How many changed rows are stored together: one statement, sent with the values of each.

Django's bulk_update builds an expression for every column of every row and on SQLite sends some
thirty rows at a time; while it does, nobody else can save.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connections

from unions.batches import batches

__all__ = ["write_changed"]


def write_changed(model: Any, rows: Sequence[Any], using: str) -> int:
    """How many were stored: those still at the version they were read at, which is raised.

    All columns are written, each as `save` would; the rows themselves keep their version.
    """
    connection = connections[using]
    quote, about = connection.ops.quote_name, model._meta
    fields = [f for f in about.local_concrete_fields if not f.primary_key and f.name != "version"]
    written = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    statement = (
        f"UPDATE {quote(about.db_table)} SET {written}, version = version + 1 "  # noqa: S608 - ours
        f"WHERE {quote(about.pk.column)} = %s AND version = %s"
    )
    count = 0
    with connection.cursor() as cursor:
        for some in batches(rows):
            cursor.executemany(statement, [_values(row, fields, connection) for row in some])
            count += cursor.rowcount
    return count


def _values(row: Any, fields: Sequence[Any], connection: Any) -> list[Any]:
    told = [f.get_db_prep_save(f.pre_save(row, add=False), connection) for f in fields]
    return [*told, row.pk, row.version]

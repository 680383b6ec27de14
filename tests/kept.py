"""Rows made once in a process and put back for every test that wants them.

Making them means models, histories and encryption; putting them back is a statement a table.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection, transaction

__all__ = ["Kept"]

Rows = list[tuple[Any, ...]]
T = TypeVar("T")


@dataclass(frozen=True)
class Kept(Generic[T]):
    """What was made, as bytes so that each test has objects of its own, and its rows by table.

    They keep their keys. No sequence has to be told: PostgreSQL takes none back when the making is
    rolled back, and SQLite counts on from the largest key.
    """

    made: bytes
    rows: dict[str, Rows]

    @classmethod
    def of(cls, make: Callable[[], T]) -> "Kept[T]":
        """Leaves the database as it was."""
        with transaction.atomic():
            before = _all_rows()
            made = pickle.dumps(make())
            after = _all_rows()
            transaction.set_rollback(True)
        new = {name: [row for row in after[name] if row not in before[name]] for name in after}
        return cls(made, {name: rows for name, rows in new.items() if rows})

    def put_back(self) -> T:
        with transaction.atomic(), connection.cursor() as cursor:  # rows point ahead to others
            for table, rows in self.rows.items():
                marks = ", ".join(["%s"] * len(rows[0]))
                name = connection.ops.quote_name(table)
                cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
        made: T = pickle.loads(self.made)
        return made


def _all_rows() -> dict[str, Rows]:
    """Of every table; the order of its columns is the database's own."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchall()
    return found

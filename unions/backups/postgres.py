"""Loading a dump into PostgreSQL within one transaction: all of it or nothing."""

from pathlib import Path

from django.db import connection

from unions.backups.snapshot import SCHEMA, client

__all__ = ["load"]

KEPT_SCHEMA = "before_restore"


def load(dump: Path, tables: dict[str, int]) -> None:
    """The old tables move into the schema ``before_restore``; the dump takes their place.

    BackupFailed leaves everything as it was: the script runs in a single transaction, which also
    compares the number of rows of every table.
    """
    loaded, script = dump.with_suffix(".sql"), dump.with_name("restore.sql")
    client("pg_restore", "--no-owner", "--no-privileges", f"--file={loaded}", str(dump))
    connection.close()
    with script.open("w", encoding="utf-8") as file:
        file.write(f"DROP SCHEMA IF EXISTS {KEPT_SCHEMA} CASCADE;\n")
        file.write(f"ALTER SCHEMA {SCHEMA} RENAME TO {KEPT_SCHEMA};\n")
        file.write(f"\\i {loaded}\n")
        file.write("".join(_counted(name, rows) for name, rows in tables.items()))
    client("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
           "--output=/dev/null", f"--file={script}")  # fmt: skip


def _counted(table: str, rows: int) -> str:
    name = f'{SCHEMA}."{table}"'
    return (
        f"DO $$BEGIN IF (SELECT count(*) FROM {name}) <> {rows} THEN "  # noqa: S608 - our tables
        f"RAISE EXCEPTION '表 {table} 的条数与备份登记的对不上'; END IF; END$$;\n"
    )

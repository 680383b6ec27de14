"""A consistent copy of the running database, made beside it without stopping anybody.

SQLite: the backup API over the running file. PostgreSQL: pg_dump within one exported snapshot.
Both count every table of the copy, so that a restore can tell whether all of it arrived.
"""

import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

__all__ = ["SCHEMA", "BackupFailed", "client", "counts_in", "open_copy", "take"]

SCHEMA = "public"
LOCKED = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
WAIT = 30  # seconds
TOOLS_MISSING = "找不到 {tool}。请安装与数据库同版本的 postgresql-client 后再试。"


class BackupFailed(Exception):
    """The copy could not be made whole; the message is one Chinese line."""


def take(folder: Path) -> tuple[Path, dict[str, int]]:
    """The copy in ``folder`` and how many rows each of its tables has."""
    if connection.vendor == "postgresql":
        return _take_postgres(folder / "database.pgdump")
    return _take_sqlite(folder / "database.sqlite3")


def _take_sqlite(path: Path) -> tuple[Path, dict[str, int]]:
    connection.ensure_connection()
    running: Any = connection.connection
    with closing(sqlite3.connect(path)) as copy:
        running.backup(copy, progress=_Patience())
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal beside it
    with open_copy(path) as copy:
        return path, counts_in(copy)


class _Patience:
    """Python would try for ever while the database is locked; nobody locks it that long."""

    def __init__(self) -> None:
        self._until = monotonic() + WAIT

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in LOCKED and monotonic() > self._until:
            raise BackupFailed("数据库一直被占用，备份没有做成。请稍后再试。")


@contextmanager
def open_copy(path: Path) -> Iterator[sqlite3.Connection]:
    """A database file that nobody else uses, proved to be readable page by page.

    Records that do not fit one another are no reason to refuse: the copy is what there was.
    """
    try:
        with closing(sqlite3.connect(path)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise BackupFailed("数据库没有通过完整性检查，请联系维护人员，不要覆盖旧备份。")
            yield copy
    except sqlite3.DatabaseError as error:
        raise BackupFailed(f"数据库文件读不出来（{error}），请联系维护人员。") from error


def counts_in(copy: sqlite3.Connection) -> dict[str, int]:
    named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = [name for (name,) in copy.execute(named)]
    return {name: _count(copy, name) for name in sorted(tables)}


def _count(copy: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    found: int = copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]  # noqa: S608 - quoted
    return found


def _take_postgres(path: Path) -> tuple[Path, dict[str, int]]:
    """Counts and dump look at the same moment, whatever is written meanwhile."""
    parameters, _ = _address()
    with psycopg.connect(**parameters) as session:
        session.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        session.read_only = True
        snapshot = session.execute("SELECT pg_export_snapshot()").fetchone()
        client("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--schema={SCHEMA}",
               f"--snapshot={snapshot[0] if snapshot else ''}", f"--file={path}")  # fmt: skip
        return path, _postgres_counts(session)


def _postgres_counts(session: psycopg.Connection[Any]) -> dict[str, int]:
    named = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename"
    tables = [name for (name,) in session.execute(named, [SCHEMA])]
    counted = {}
    for name in tables:
        statement = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(SCHEMA, name))
        row = session.execute(statement).fetchone()
        counted[name] = row[0] if row else 0
    return counted


def client(tool: str, *arguments: str) -> None:
    """Runs a PostgreSQL tool on our database; the password never stands on a command line."""
    _, environment = _address()
    try:
        done = subprocess.run(  # noqa: S603 - fixed names, no shell
            [tool, *arguments], env=environment, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise BackupFailed(TOOLS_MISSING.format(tool=tool)) from error
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["没有说明原因"])[0]
        raise BackupFailed(f"{tool} 没有成功：{said}")


def _address() -> tuple[dict[str, Any], dict[str, str]]:
    """Where the database is: for psycopg, and as the variables that PostgreSQL's tools read."""
    given: dict[str, Any] = connection.get_connection_params()
    wanted = ("dbname", "user", "password", "host", "port", "sslmode")
    parameters = {name: given[name] for name in wanted if given.get(name)}
    names = {name: f"PG{name.upper()}" for name in wanted} | {"dbname": "PGDATABASE"}
    told = {names[name]: str(value) for name, value in parameters.items()}
    return parameters, {**os.environ, **told, "LC_ALL": "C.UTF-8"}

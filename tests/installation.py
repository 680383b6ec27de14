"""A ledger of its own, driven by commands as on a real machine; its tables read by plain SQL."""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROOT = Path(__file__).resolve().parents[1]
SERVER = os.environ.get("DATABASE_URL", "")  # of the test run; each installation has its own
UNCOUNTED = {"unions_backup"}  # written when a backup is done, so never inside that backup


@dataclass
class Installation:
    """A data folder and, on PostgreSQL, a database of the same name."""

    folder: Path
    today: str = ""  # of its processes, as 2009-11-20; the machine's when empty

    @property
    def environment(self) -> dict[str, str]:
        own = {"LEDGER_DATA_DIR": str(self.folder), "LEDGER_PLAIN_HTTP": "1"}
        own |= {"LEDGER_TODAY": self.today} if self.today else {}
        plain = {k: v for k, v in os.environ.items() if not k.startswith("LEDGER_")}
        return plain | own | ({"DATABASE_URL": self.url} if SERVER else {})

    @property
    def database(self) -> str:
        return "own_" + hashlib.sha256(str(self.folder).encode()).hexdigest()[:16]

    @property
    def url(self) -> str:
        return urlsplit(SERVER)._replace(path=f"/{self.database}").geturl()

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        command = [sys.executable, "manage.py", *arguments]
        pipe = subprocess.PIPE
        return subprocess.Popen(
            command, cwd=ROOT, env=self.environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True
        )

    def manage(self, *arguments: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
        process = self.start(*arguments)
        out, err = process.communicate(typed)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def must(self, *arguments: str, typed: str = "") -> str:
        done = self.manage(*arguments, typed=typed)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def copy_to(self, folder: Path, today: str = "") -> "Installation":
        shutil.copytree(self.folder, folder)
        return Installation(folder, today or self.today)._with_database(self.database)

    def _with_database(self, template: str = "template1") -> "Installation":
        if SERVER:
            names = (sql.Identifier(self.database), sql.Identifier(template))
            with psycopg.connect(SERVER, autocommit=True) as server:
                server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        return self

    def tables(self) -> dict[str, tuple[int, str]]:
        """Rows and checksum of every table."""
        read = self._postgres_rows if SERVER else self._sqlite_rows
        found = {table: sorted(map(repr, rows)) for table, rows in read().items()}
        return {
            table: (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
            for table, rows in found.items()
            if table not in UNCOUNTED
        }

    def rows(self, statement: str) -> list[tuple]:
        if SERVER:
            with psycopg.connect(self.url) as session:
                return session.execute(statement).fetchall()
        with closing(sqlite3.connect(self.folder / "ledger.sqlite3")) as file:
            return file.execute(statement).fetchall()

    def _sqlite_rows(self) -> dict[str, list[tuple]]:
        named = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        return {name: self.rows(f'SELECT * FROM "{name}"') for (name,) in self.rows(named)}

    def _postgres_rows(self) -> dict[str, list[tuple]]:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return {name: self.rows(f'SELECT * FROM "{name}"') for (name,) in self.rows(named)}


def empty(folder: Path) -> Installation:
    """Not even migrated: what a new machine has."""
    folder.mkdir(parents=True)
    return Installation(folder)._with_database()

"""Databases made once in a test run, by whichever process asks first, and copied from then on.

Migrating and seeding take longer than most test files; a copy takes a moment.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.installation import SERVER, Installation, empty
from unions.crypto import keyring

__all__ = ["django_db_setup", "migrated", "seeded", "turn_into"]

DEMO_DAY = "2009-11-20"  # as `make run` starts the demo


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An empty ledger. It has the keys of the test run, so that tests can read a copy."""

    def make(folder: Path) -> None:
        installation = empty(folder)
        keyring()  # makes the key file when there is none
        shutil.copytree(settings.LEDGER_KEY_DIR, folder / "keys")
        installation.must("migrate", "--verbosity", "0")

    return _once(tmp_path_factory, "migrated", make)


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory, migrated: Installation) -> Installation:
    """The demo county, on its day."""

    def make(folder: Path) -> None:
        migrated.copy_to(folder, DEMO_DAY).must("seed_demo")

    return _once(tmp_path_factory, "seeded", make, DEMO_DAY)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    migrated: Installation,
) -> Iterator[None]:
    """In place of the fixture of pytest-django, which migrates once more in every process."""
    with django_db_blocker.unblock():
        running = str(connection.settings_dict["NAME"])
        turn_into(migrated)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(running, verbosity=0)


def turn_into(source: Installation) -> None:
    """This process's test database becomes a copy of the installation's."""
    creation: Any = connection.creation  # Django's own name of it is private
    name = creation._get_test_db_name()
    connection.close()
    if SERVER:
        target, template = sql.Identifier(name), sql.Identifier(source.database)
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(target))
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(target, template))
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    if not SERVER:
        connection.ensure_connection()
        with closing(sqlite3.connect(source.folder / "ledger.sqlite3")) as file:
            file.backup(connection.connection)


def _once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None], today: str = ""
) -> Installation:
    """Made in the folder that all processes of the run share; the others wait for the first."""
    own = factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = shared / f"{name}.made"
        if not made.exists():
            shutil.rmtree(shared / name, ignore_errors=True)  # of one that broke off
            make(shared / name)
            made.touch()
    return Installation(shared / name, today)

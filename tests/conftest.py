"""Fixtures of every test: the small county of tests/world.py, and requests over plain HTTP."""

import pytest

import config.urls  # noqa: F401 - loads the pages, as serving them does
from tests.ordering import pytest_collection_modifyitems, pytest_configure
from tests.prepared import django_db_setup, migrated, seeded
from tests.world import kept_world, world

__all__ = [
    "django_db_setup",
    "kept_world",
    "migrated",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "seeded",
    "world",
]


@pytest.fixture(autouse=True)
def _plain_http(settings):
    settings.SECURE_SSL_REDIRECT = False


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    """Uploads and backups of tests go to folders of their own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SHEET_FOLDER = tmp_path / "sheets"
    settings.LEDGER_BACKUP_DIR = tmp_path / "backups"

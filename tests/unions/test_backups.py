"""Backup and restore on whole installations: data folder, database, keys, attachments, processes.

Runs on SQLite and on PostgreSQL; what is stored is read by plain SQL (tests/installation.py).
"""

import re
import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from tests.installation import SERVER, Installation, empty

pytestmark = pytest.mark.xdist_group("backups")

COUNTY = """
from unions.models import Union
Union.objects.create(code="G01", kind="county", name="示范县总工会", contact_name="单秀英")
"""
PAIRS = """
import sys
from django.db import transaction
from unions.models import Union
county = Union.objects.get(code="G01")
for number in range(100):
    with transaction.atomic():
        for half in (1, 2):
            Union.objects.create(kind="town", name=f"{number}号镇{half}总工会", parent=county)
    if number == 3:
        print("writing", flush=True)
"""
SCAN = bytes(range(256)) * 20_000  # 5 MB, which takes the backup a moment


@pytest.fixture(scope="module")
def filed(migrated, tmp_path_factory) -> Installation:
    """An installation with one union and one attachment; tests work on copies."""
    installation: Installation = migrated.copy_to(tmp_path_factory.mktemp("filed") / "data")
    installation.must("shell", "--verbosity", "0", "-c", COUNTY)
    scan = installation.folder / "files" / "attachments" / "0a1b.pdf"
    scan.parent.mkdir(parents=True)
    scan.write_bytes(SCAN)
    return installation


@pytest.fixture
def ledger(filed, tmp_path) -> Installation:
    copied: Installation = filed.copy_to(tmp_path / "ledger")
    return copied


@pytest.fixture
def machine(tmp_path) -> Installation:
    """Another machine, with keys of its own and nothing in it."""
    return empty(tmp_path / "machine")


def key_in(text: str) -> str:
    return str(re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){6}", text)[0])


def state_of(installation: Installation) -> dict[str, bytes]:
    """Every file that holds data, apart from locks and logs of SQLite."""
    return {
        str(path.relative_to(installation.folder)): path.read_bytes()
        for path in installation.folder.rglob("*")
        if path.is_file() and path.suffix in {".sqlite3", ".json", ".pdf"}
    }


def test_a_backup_restores_on_another_machine_with_the_recovery_key(ledger, machine, tmp_path):
    """Tables, attachments and key file arrive, and only with the paper."""
    file, paper = tmp_path / "one.backup", key_in(ledger.must("recovery_key"))
    assert "已读回核对" in ledger.must("backup", str(file))
    assert "单秀英".encode() not in file.read_bytes()
    refused = machine.manage("restore", str(file))
    assert refused.returncode == 2
    assert "另一把密钥" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    wrong = machine.manage("restore", str(file), "--recovery-key", paper[:-1] + "?")
    assert (wrong.returncode, wrong.stderr.count("\n")) == (2, 1)
    assert not (machine.folder / "files").exists()
    typed = paper.lower().replace("-", " ") + "\n"
    assert "恢复完成" in machine.must("restore", str(file), "--recovery-key", typed=typed)
    assert machine.tables() == ledger.tables()
    assert (machine.folder / "files" / "attachments" / "0a1b.pdf").read_bytes() == SCAN
    keys = "keys/field_keys.json"
    assert (machine.folder / keys).read_text() == (ledger.folder / keys).read_text()
    assert "不能再次显示" in machine.must("recovery_key")


@pytest.mark.skipif(bool(SERVER), reason="SQLite only: PostgreSQL never lets such a row in")
def test_records_that_do_not_fit_one_another_keep_no_backup_from_being_made(ledger, tmp_path):
    with closing(sqlite3.connect(ledger.folder / "ledger.sqlite3")) as running, running:
        running.execute("UPDATE unions_union SET created_by_id = 987654 WHERE code = 'G01'")
    file = tmp_path / "one.backup"
    ledger.must("backup", str(file))
    before = ledger.tables()
    ledger.must("restore", str(file))
    assert ledger.tables() == before


def test_a_backup_during_writes_is_of_one_moment(ledger, tmp_path):
    """A second process writes pairs of unions meanwhile; half a pair would be a torn copy."""
    writer = ledger.start("shell", "--verbosity", "0", "-c", PAIRS)
    assert writer.stdout.readline() == "writing\n"
    during, quiet = tmp_path / "during.backup", tmp_path / "quiet.backup"
    ledger.must("backup", str(during))
    _, errors = writer.communicate()
    assert writer.returncode == 0, errors
    ledger.must("backup", str(quiet))
    assert ledger.rows("SELECT count(*) FROM unions_union") == [(201,)]
    whole = ledger.tables()
    ledger.must("restore", str(during))
    [(restored,)] = ledger.rows("SELECT count(*) FROM unions_union WHERE kind = 'town'")
    assert restored >= 8
    assert restored % 2 == 0
    ledger.must("restore", str(quiet))
    assert ledger.tables() == whole


def test_a_killed_backup_leaves_the_old_file_and_the_next_one_works(ledger, tmp_path):
    file, draft = tmp_path / "one.backup", tmp_path / ".one.backup.part"
    ledger.must("backup", str(file))
    before = file.read_bytes()
    with (ledger.folder / "files" / "large.pdf").open("wb") as large:
        large.truncate(600 * 2**20)
    backup = ledger.start("backup", str(file))
    try:
        while not draft.exists():
            assert backup.poll() is None, "the backup ended before it could be killed"
            time.sleep(0.001)
    finally:
        backup.kill()
        backup.communicate()
    assert file.read_bytes() == before
    assert [*ledger.folder.glob(".backup-*")] != []
    (ledger.folder / "files" / "large.pdf").unlink()
    ledger.must("backup", str(file))
    assert not draft.exists()
    assert [*ledger.folder.glob(".backup-*")] == []
    assert "备份完好" in ledger.must("restore", "--check", str(file))


def test_a_damaged_backup_is_refused_and_changes_nothing(ledger, tmp_path):
    file = tmp_path / "one.backup"
    ledger.must("backup", str(file))
    whole, before, tables = file.read_bytes(), state_of(ledger), ledger.tables()
    file.write_bytes(whole[: len(whole) // 2])
    refused = ledger.manage("restore", str(file))
    assert refused.returncode == 2
    assert refused.stderr == "备份文件不完整或已损坏，没有动现有的数据。请换一个备份文件。\n"
    assert (state_of(ledger), ledger.tables()) == (before, tables)


def test_a_restore_waits_until_the_site_is_stopped_and_keeps_the_old_data(ledger, tmp_path):
    file = tmp_path / "one.backup"
    ledger.must("backup", str(file))
    serving = "import config.wsgi; print('up', flush=True); input()"
    site = ledger.start("shell", "--verbosity", "0", "-c", serving)
    assert site.stdout.readline() == "up\n"
    refused = ledger.manage("restore", str(file))
    site.communicate("\n")
    assert refused.returncode == 2
    assert "台账正在运行" in refused.stderr
    kept = ledger.tables()
    assert "恢复完成" in ledger.must("restore", str(file))
    assert ledger.rows("SELECT way FROM unions_backup") == [("restore",)]
    if SERVER:
        assert ledger.rows("SELECT count(*) FROM before_restore.unions_union") == [(1,)]
        return
    [old] = ledger.folder.glob("ledger.sqlite3.before-restore-????????-??????")
    shutil.copytree(ledger.folder, tmp_path / "old")
    old.replace(tmp_path / "old" / "ledger.sqlite3")
    assert Installation(tmp_path / "old").tables() == kept

"""设置—备份 in the browser, and the red strip on every page until there is a good backup."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from tests.pages import text_of
from unions.backups import drives, recovery, state
from unions.backups.sealed import Header
from unions.backups.snapshot import BackupFailed
from unions.crypto import ensure_keys
from unions.models import Backup


@pytest.fixture(autouse=True)
def own_folders(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    settings.LEDGER_KEY_DIR = tmp_path / "keys"
    settings.LEDGER_BACKUP_DIR.mkdir()
    ensure_keys(settings.LEDGER_KEY_DIR)


@pytest.fixture
def administrator(world, client):
    client.force_login(world.administrator)
    return client


def remember(hours: float) -> None:
    made_at = timezone.now() - timedelta(hours=hours)
    state.remember(state.LastGood(made_at, 10, "/media/u/1.backup"))


@pytest.mark.parametrize(
    ("hours", "words"),
    [(None, "还没有做过备份"), (35, ""), (37, "已经过了37小时"), (80, "过了3天")],
)
def test_staff_and_administrator_are_told_of_an_overdue_backup(world, client, hours, words):
    if hours is not None:
        remember(hours)
    for user in (world.staff, world.administrator):
        client.force_login(user)
        page = client.get("/").content.decode()
        assert ("strip--alarm" in page) == bool(words)
        assert words in page


def test_chair_county_and_demo_are_not_troubled(world, client, settings):
    for user in (world.chair, world.county_viewer):
        client.force_login(user)
        assert "strip--alarm" not in client.get("/").content.decode()
    client.force_login(world.staff)
    (settings.DATA_DIR / "demo_accounts.txt").touch()
    assert "strip--alarm" not in client.get("/").content.decode()


@pytest.mark.django_db(transaction=True)  # a copy is made of what is committed
def test_a_download_is_a_backup_that_is_kept_and_registered(administrator, settings, world):
    recovery.draw()
    answer = administrator.post("/backups/download/")
    content = b"".join(answer.streaming_content)
    [kept] = settings.LEDGER_BACKUP_DIR.glob("ledger-*.backup")
    assert kept.read_bytes() == content
    with kept.open("rb") as file:
        assert Header.read(file).recovery
    row = Backup.objects.get()
    assert (row.by, row.way, row.is_good, row.size) == (
        world.administrator, "download", True, len(content),
    )  # fmt: skip
    page = text_of(administrator.get("/backups/"))
    assert str(kept) in page
    assert "还没有做过备份" not in page


@pytest.mark.django_db(transaction=True)
def test_a_stick_that_is_plugged_in_can_be_written_and_no_other_place(
    administrator, tmp_path, monkeypatch
):
    stick, elsewhere = tmp_path / "我的 U盘", tmp_path / "elsewhere"
    for folder in (stick, elsewhere):
        folder.mkdir()
    mounts = tmp_path / "mounts"
    octal = "".join(
        chr(byte) if 33 <= byte < 127 else f"\\{byte:03o}" for byte in str(stick).encode()
    )
    mounts.write_text(f"/dev/sdb1 {octal} vfat rw 0 0\nproc {elsewhere} proc rw 0 0\nodd\n")
    monkeypatch.setattr(drives, "MOUNTS", mounts)
    monkeypatch.setattr(drives, "PLACES", (f"{stick.parent}/我的",))
    assert [drive.path for drive in drives.removable_drives()] == [str(stick)]
    for chosen in (elsewhere, tmp_path, ""):
        administrator.post("/backups/drive/", {"drive": str(chosen)})
    assert Backup.objects.count() == 0
    answer = administrator.post("/backups/drive/", {"drive": str(stick)}, follow=True)
    assert "并读回核对" in text_of(answer)
    [written] = stick.iterdir()
    assert written.name.startswith("示范县总工会台账备份")


def test_a_failure_is_told_and_registered(administrator, monkeypatch, settings):
    def full(target: Path) -> None:
        raise BackupFailed("备份没有做成：磁盘已满。原有的备份没有动。")

    monkeypatch.setattr("unions.backups.register.make_backup", full)
    answer = administrator.post("/backups/download/", follow=True)
    assert "磁盘已满" in text_of(answer)
    assert not Backup.objects.get().is_good
    assert state.last_good() is None

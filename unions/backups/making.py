"""Making a backup: copy, seal, read back, put in place; whole or not at all."""

import fcntl
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from gzip import GzipFile
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from unions.backups.sealed import Damaged, Header, SealedReader, SealedWriter
from unions.backups.snapshot import BackupFailed, take
from unions.commands import obstacle

__all__ = ["FILES", "MANIFEST", "SUFFIX", "Made", "alone", "make_backup", "work_folder"]

SUFFIX = ".backup"
MANIFEST, FILES = "manifest.json", "files/"
WORK_PREFIX = ".backup-"
GZIP_LEVEL = 4  # twice as fast as the usual 9, a twentieth larger


@dataclass(frozen=True)
class Made:
    """A backup that was read back whole."""

    path: Path
    size: int  # bytes
    made_at: datetime
    rows: int
    files: int  # attachments


def make_backup(target: Path) -> Made:
    """Writes the backup beside ``target`` and renames it; a failure leaves what was there.

    BackupFailed says in one Chinese line what to do.
    """
    made_at = timezone.now()
    draft = target.with_name(f".{target.name}.part")
    try:
        with alone(), work_folder() as work:
            rows, files = _write(draft, work, made_at)
            _read_back(draft)
            size = draft.stat().st_size
            draft.replace(target)
    except OSError as error:
        raise BackupFailed(f"备份没有做成：{obstacle(error)}。原有的备份没有动。") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return Made(target, size, made_at, rows, files)


@contextmanager
def alone() -> Iterator[None]:
    """One backup or restore at a time; whoever comes second is told to wait."""
    folder = Path(settings.LEDGER_BACKUP_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed("另一个备份或恢复正在进行，请过几分钟再试。") from error
        yield


@contextmanager
def work_folder() -> Iterator[Path]:
    """Beside the database, since what lies in it is readable; rests of killed runs are removed."""
    for rest in Path(settings.DATA_DIR).glob(f"{WORK_PREFIX}*"):
        shutil.rmtree(rest, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=WORK_PREFIX, dir=settings.DATA_DIR) as name:
        yield Path(name)


def _write(draft: Path, work: Path, made_at: datetime) -> tuple[int, int]:
    copy, tables = take(work)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        sealed = SealedWriter(file, made_at.isoformat(), connection.vendor)
        with GzipFile("", "wb", GZIP_LEVEL, sealed) as packed, _tar(packed) as archive:
            archive.add(copy, copy.name)
            files = _add_files(archive)
            _add_manifest(archive, {"database": copy.name, "tables": tables, "files": files})
        sealed.finish()
        file.flush()
        os.fsync(file.fileno())
    return sum(tables.values()), files


def _tar(packed: GzipFile) -> tarfile.TarFile:
    return tarfile.open(fileobj=packed, mode="w|")


def _add_files(archive: tarfile.TarFile) -> int:
    """Attachments, after the database: every file whose record is in the copy is there by now.

    One deleted in between is left out; its record in the copy says that the file is gone.
    """
    root, count = Path(settings.MEDIA_ROOT), 0
    for path in sorted(root.rglob("*")):
        if path.is_file():
            with suppress(FileNotFoundError):
                archive.add(path, FILES + path.relative_to(root).as_posix())
                count += 1
    return count


def _add_manifest(archive: tarfile.TarFile, told: dict[str, object]) -> None:
    """The last member: its presence says that all others are there."""
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    content = json.dumps(told | {"migrations": applied}).encode("ascii")
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _read_back(draft: Path) -> None:
    """A stick that only pretends to store is found out now."""
    with draft.open("rb") as file:
        header = Header.read(file)
        reader = SealedReader(file, header, header.data_key())
        try:
            reader.drain()
        except Damaged as error:
            raise BackupFailed("备份写完后读不回来，请换一个盘再试。") from error

"""Restoring: unpacked and checked beside the running data, then swapped in by renaming.

What stood there before is kept under a name with ``before-restore``. Nothing is touched until the
whole backup was read and proved.
"""

import base64
import json
import shutil
import tarfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from unions import crypto
from unions.backups import recovery, serving, swap
from unions.backups.making import FILES, MANIFEST, alone, work_folder
from unions.backups.postgres import load
from unions.backups.sealed import Damaged, Header, SealedReader
from unions.backups.snapshot import BackupFailed, counts_in, open_copy

__all__ = ["Restored", "check", "restore"]

KEPT = "before-restore"


@dataclass(frozen=True)
class Restored:
    """What a backup holds."""

    made_at: datetime
    rows: int
    files: int
    kept: str = ""  # the ending of the names under which the old data lie


@dataclass(frozen=True)
class _Unpacked:
    folder: Path
    header: Header
    manifest: dict[str, Any]
    keys: str  # text of the key file inside; "" unless the recovery key was typed

    @property
    def database(self) -> Path:
        return self.folder / str(self.manifest["database"])

    def told(self, kept: str = "") -> Restored:
        tables: dict[str, int] = self.manifest["tables"]
        made_at = timezone.localtime(datetime.fromisoformat(self.header.made_at))
        return Restored(made_at, sum(tables.values()), self.manifest["files"], kept)


def check(source: Path, typed: str = "") -> Restored:
    """Proves that the backup could be restored here; changes nothing."""
    with alone(), work_folder() as work:
        return _proved(source, work, typed).told()


def restore(source: Path, typed: str = "") -> Restored:
    """Damaged, OtherKey, RecoveryKeyError, BackupFailed: nothing was changed."""
    with serving.stopped(), alone(), work_folder() as work:
        found = _proved(source, work, typed)
        kept = f"{KEPT}-{timezone.localtime():%Y%m%d-%H%M%S}"
        connection.close()
        _swap(found, kept)
        if typed:
            recovery.adopt(typed)
        return found.told(kept)


def _proved(source: Path, work: Path, typed: str) -> _Unpacked:
    found = _unpack(source, work, typed)
    _refuse_other_engine(found.header)
    _refuse_newer(found.manifest["migrations"])
    if found.header.engine == "sqlite":
        with open_copy(found.database) as copy:
            if counts_in(copy) != found.manifest["tables"]:
                raise Damaged("备份里的条数与登记的对不上，没有动现有的数据。请换一个备份文件。")
    return found


def _unpack(source: Path, work: Path, typed: str) -> _Unpacked:
    with source.open("rb") as file:
        header = Header.read(file)
        key, keys = _keys(header, typed)
        reader = SealedReader(file, header, key)
        try:
            with tarfile.open(fileobj=reader, mode="r|gz") as archive:
                for member in archive:
                    _extract(archive, member, work)
            reader.drain()
            manifest = json.loads((work / MANIFEST).read_text(encoding="ascii"))
        except (tarfile.TarError, EOFError, ValueError, FileNotFoundError) as error:
            raise Damaged("备份文件里的内容不完整，没有动现有的数据。请换一个备份文件。") from error
    return _Unpacked(work, header, manifest, keys)


def _keys(header: Header, typed: str) -> tuple[bytes, str]:
    if not typed:
        return header.data_key(), ""
    secrets = header.secrets(typed)
    return base64.b64decode(secrets["data_key"]), secrets["field_keys"]


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, work: Path) -> None:
    path = (work / member.name).resolve()
    if not member.isfile() or work.resolve() not in path.parents:
        raise Damaged("备份文件里有不该有的内容，没有动现有的数据。请换一个备份文件。")
    path.parent.mkdir(parents=True, exist_ok=True)
    content = archive.extractfile(member)
    if content is None:
        raise tarfile.ReadError(member.name)
    with path.open("wb") as file:
        shutil.copyfileobj(content, file)


def _refuse_other_engine(header: Header) -> None:
    names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
    if header.engine != connection.vendor:
        raise BackupFailed(
            f"这个备份来自{names.get(header.engine, header.engine)}，"
            f"这里用的是{names.get(connection.vendor, connection.vendor)}。"
            "请把 DATABASE_URL 设成与原来相同的数据库再恢复。"
        )


def _refuse_newer(applied: list[list[str]]) -> None:
    known = MigrationLoader(None).disk_migrations
    if any((app, name) not in known for app, name in applied):
        raise BackupFailed("这个备份是用更新的版本做的，请先升级程序，再恢复。")


def _swap(found: _Unpacked, kept: str) -> None:
    """Keys and database change together: see swap.finish for what a crash in between does."""
    moves = []
    keys = Path(settings.LEDGER_KEY_DIR) / crypto.KEY_FILE
    if found.keys and found.keys != keys.read_text(encoding="ascii"):
        staged = found.folder / crypto.KEY_FILE
        staged.touch(mode=0o600)
        staged.write_text(found.keys, encoding="ascii")
        moves.append(swap.stage(staged, keys, kept))
    files = found.folder / FILES.rstrip("/")
    files.mkdir(exist_ok=True)
    moves.append(swap.stage(files, Path(settings.MEDIA_ROOT), kept))
    if connection.vendor == "postgresql":
        load(found.database, found.manifest["tables"])
    else:
        moves.append(swap.stage(found.database, Path(settings.DATABASES["default"]["NAME"]), kept))
    swap.carry_out(Path(settings.DATA_DIR), moves)

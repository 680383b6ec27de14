"""Making a backup and writing down that it was made, or why not."""

from contextlib import suppress
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone

from unions.backups import nightly, state
from unions.backups.making import Made, make_backup
from unions.backups.restoring import Restored
from unions.backups.snapshot import BackupFailed
from unions.models import Backup, User

__all__ = ["back_up", "back_up_into_folder", "note_restored"]

Way = Backup.Way


def back_up(target: Path, way: str, by: User | None = None) -> Made:
    """BackupFailed is written down too, so that a bad night can be seen in the morning."""
    row = Backup(at=timezone.now(), by=by, way=way, place=str(target)[:300], is_good=False)
    try:
        made = make_backup(target)
    except BackupFailed as failure:
        row.note = str(failure)[:300]
        with suppress(DatabaseError):
            row.save()
        raise
    row.size, row.is_good = made.size, True
    row.note = f"记录{made.rows}条，附件{made.files}个"
    state.remember(state.LastGood(made.made_at, made.size, str(target)))
    with suppress(DatabaseError):  # the backup is there, whether or not it can be written down
        row.save()
    return made


def back_up_into_folder(way: str, by: User | None = None) -> Made:
    """Into the folder of nightly backups, from which outdated ones go afterwards."""
    made = back_up(nightly.name_at(timezone.localtime()), way, by)
    with suppress(OSError):  # an old one that cannot be removed now goes another night
        nightly.tidy()
    return made


def note_restored(source: Path, restored: Restored) -> None:
    """The first row after the restored ones: from here on the register tells of another past."""
    day = f"{restored.made_at:%Y-%m-%d %H:%M}"
    note = f"恢复到{day}的备份；原有数据改名保留，后缀 {restored.kept}"
    place = str(source)[:300]
    Backup.objects.create(at=timezone.now(), way=Way.RESTORE, place=place, is_good=True, note=note)

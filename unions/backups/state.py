"""When the last good backup was made: one small file, so that no page asks the database.

It lies among the backups, not in the database: a restored database must not forget what was
backed up after it, and a backup folder that was swapped for an empty one counts as none.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

__all__ = ["STALE_AFTER", "LastGood", "is_overdue", "last_good", "remember"]

STALE_AFTER = timedelta(hours=36)  # a night may fail once without alarm
FILE = "last_good.json"


@dataclass(frozen=True)
class LastGood:
    made_at: datetime
    size: int  # bytes
    place: str

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.made_at


def last_good() -> LastGood | None:
    """None when there never was one, or the note of it cannot be read."""
    try:
        told = json.loads(_path().read_text(encoding="utf-8"))
        return LastGood(datetime.fromisoformat(told["made_at"]), told["size"], told["place"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def is_overdue(found: LastGood | None) -> bool:
    return found is None or found.age > STALE_AFTER


def remember(found: LastGood) -> None:
    path = _path()
    draft = path.with_name(f".{path.name}.part")
    told = asdict(found) | {"made_at": found.made_at.isoformat()}
    draft.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    draft.replace(path)


def _path() -> Path:
    return Path(settings.LEDGER_BACKUP_DIR) / FILE

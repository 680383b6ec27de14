"""The folder of nightly backups: 14 daily and 12 monthly ones are kept."""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from unions.backups.making import SUFFIX

__all__ = ["name_at", "outdated", "tidy"]

DAILY, MONTHLY = 14, 12
NAMED = re.compile(rf"ledger-(\d{{8}})-\d{{6}}\{SUFFIX}")


def name_at(moment: datetime) -> Path:
    return Path(settings.LEDGER_BACKUP_DIR) / f"ledger-{moment:%Y%m%d-%H%M%S}{SUFFIX}"


def outdated(names: Iterable[str]) -> set[str]:
    """What may go: all but the newest of each of the last 14 days and of the last 12 months.

    Days and months that have a backup count, so that a long pause deletes nothing.
    """
    ours = sorted((name for name in names if NAMED.fullmatch(name)), reverse=True)
    newest_of_day: dict[str, str] = {}
    newest_of_month: dict[str, str] = {}
    for name in ours:
        day = NAMED.fullmatch(name)[1]  # type: ignore[index]  # matched above
        newest_of_day.setdefault(day, name)
        newest_of_month.setdefault(day[:6], name)
    kept = [*newest_of_day.values()][:DAILY] + [*newest_of_month.values()][:MONTHLY]
    return set(ours) - set(kept)


def tidy() -> None:
    folder = Path(settings.LEDGER_BACKUP_DIR)
    for name in outdated(path.name for path in folder.iterdir()):
        (folder / name).unlink()

"""Whether the site is running: a lock that every server process holds as long as it lives."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from django.conf import settings

from unions.backups.snapshot import BackupFailed

__all__ = ["hold", "stopped"]

FILE = ".serving"


def hold() -> TextIO:
    """To be kept open by the server process; the system lets go of it when the process ends."""
    lock = _lock_file()
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


@contextmanager
def stopped() -> Iterator[None]:
    """Under a running server the old file would still be written to after the swap."""
    with _lock_file() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupFailed(
                "台账正在运行。请先停止（systemctl stop ledger，或在运行的窗口按 Ctrl+C），再恢复。"
            ) from error
        yield


def _lock_file() -> TextIO:
    return (Path(settings.DATA_DIR) / FILE).open("a", encoding="ascii")

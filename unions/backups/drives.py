"""Removable drives that are plugged in and may be written to."""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Drive", "removable_drives"]

MOUNTS = Path("/proc/self/mounts")
PLACES = ("/media/", "/run/media/")  # where Debian's desktop and udisks mount sticks
ESCAPED = re.compile(r"\\([0-7]{3})")  # a blank in a mount point is written \040


@dataclass(frozen=True)
class Drive:
    path: str
    free: int  # bytes

    @property
    def name(self) -> str:
        return Path(self.path).name


def removable_drives(mounts: Path | None = None) -> list[Drive]:
    """In the order they were plugged in; none where sticks are mounted by hand elsewhere."""
    try:
        lines = (mounts or MOUNTS).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
    paths = [_unescaped(line.split(" ")[1]) for line in lines if line.count(" ") >= 2]
    usable = (path for path in paths if path.startswith(PLACES) and os.access(path, os.W_OK))
    return [Drive(path, shutil.disk_usage(path).free) for path in usable]


def _unescaped(text: str) -> str:
    octets = ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)
    return octets.encode("latin-1", "ignore").decode("utf-8", "replace") if "\\" in text else text

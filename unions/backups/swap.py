"""Several renames that happen all or, after a crash, all at the next start.

The plan is written before the first rename and removed after the last. Every move can be told as
done or not done from what lies there, so carrying the plan out twice does no harm.
"""

import fcntl
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

__all__ = ["Move", "carry_out", "finish", "stage"]

PLAN = "restore_plan.json"
BESIDE_SQLITE = ("-wal", "-shm")  # belong to the file they stand beside, and move with it


@dataclass(frozen=True)
class Move:
    """``staged`` becomes ``target``; what stood there becomes ``aside``."""

    staged: str
    target: str
    aside: str


def stage(source: Path, target: Path, kept: str) -> Move:
    """Brings ``source`` onto the disk of ``target``, so that a rename is enough later."""
    staged = target.with_name(f".{target.name}.restored")
    if staged.is_dir():
        shutil.rmtree(staged)
    staged.unlink(missing_ok=True)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.move(source, staged)
    staged.chmod(0o700 if staged.is_dir() else 0o600)
    return Move(str(staged), str(target), f"{target}.{kept}")


def carry_out(folder: Path, moves: list[Move]) -> None:
    os.sync()
    draft = folder / f".{PLAN}"
    with draft.open("w", encoding="utf-8") as file:
        json.dump([asdict(move) for move in moves], file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / PLAN)
    finish(folder)


def finish(folder: Path) -> None:
    """Does what is left of a plan; without one, nothing. Called at every start."""
    plan = folder / PLAN
    with suppress(FileNotFoundError), plan.open(encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # another start may be at it
        for move in json.load(file):
            _move(Move(**move))
        os.sync()
        plan.unlink(missing_ok=True)


def _move(move: Move) -> None:
    """A staged thing that is gone has arrived already."""
    staged, target = Path(move.staged), Path(move.target)
    if not staged.exists():
        return
    for suffix in (*BESIDE_SQLITE, ""):
        with suppress(FileNotFoundError):
            os.replace(f"{target}{suffix}", f"{move.aside}{suffix}")  # noqa: PTH105 - plain names
    staged.replace(target)

"""Long lists of keys in pieces that one statement can hold."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["BATCH", "batches"]

BATCH = 1000
_Key = TypeVar("_Key")


def batches(keys: Sequence[_Key], size: int = BATCH) -> Iterator[Sequence[_Key]]:
    for start in range(0, len(keys), size):
        yield keys[start : start + size]

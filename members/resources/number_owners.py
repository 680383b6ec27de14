"""Whose an ID number is: beside somebody else's name it would pay, or rename, the wrong person."""

import re
from difflib import SequenceMatcher

__all__ = ["are_alike", "is_same_name"]

_BETWEEN = re.compile(r"[\s·•‧・．.]+")  # 张 三; the dots of names from abroad


def is_same_name(one: str, other: str) -> bool:
    """Plainly the same person: 王 芳 and 王芳（退休）, but 李小明 may be the sister of 李小红."""
    short, long = sorted((_BETWEEN.sub("", one), _BETWEEN.sub("", other)), key=len)
    return short == long or (len(short) > 1 and short in long)


def are_alike(one: str, other: str) -> bool:
    """Possibly a corrected spelling, that is told as a change before it is stored."""
    return is_same_name(one, other) or SequenceMatcher(None, one, other).ratio() >= 0.5

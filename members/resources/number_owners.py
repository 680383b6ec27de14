"""Whose an ID number is: beside somebody else's name it would pay, or rename, the wrong person."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from unions.importing.doubts import FEW
from unions.importing.drafts import Draft
from unions.text import shorten

__all__ = ["are_alike", "is_same_name", "shared_numbers", "told_apart", "told_of_shared"]

SHARED = "{rows}身份证号相同、姓名不同，请核对。"
FIRST_KEPT = "{rows}身份证号相同、姓名不同，最多收一行，号码可能不是这一位的，请先核对："
_BETWEEN = re.compile(r"[\s·•‧・．.]+")  # 张 三; the dots of names from abroad


def is_same_name(one: str, other: str) -> bool:
    """Plainly the same person: 王 芳 and 王芳（退休）, but 李小明 may be the sister of 李小红."""
    short, long = sorted((_BETWEEN.sub("", one), _BETWEEN.sub("", other)), key=len)
    return short == long or (len(short) > 1 and short in long)


def are_alike(one: str, other: str) -> bool:
    """Possibly a corrected spelling, that is told as a change before it is stored."""
    return is_same_name(one, other) or SequenceMatcher(None, one, other).ratio() >= 0.5


def shared_numbers(drafts: Iterable[Draft]) -> dict[str, list[Draft]]:
    """Numbers that stand beside different names, with their rows.

    Of rows that all carry a 台账编号 it is known already whose they are.
    """
    first: dict[str, Draft] = {}
    again: dict[str, list[Draft]] = {}
    for draft in drafts:
        if (number := draft.values.get("id_number")) and "name" in draft.values:
            before = first.setdefault(number, draft)
            if before is not draft:
                again.setdefault(number, [before]).append(draft)
    return {number: rows for number, rows in again.items() if _differ(rows)}


def _differ(rows: Sequence[Draft]) -> bool:
    names = [draft.values["name"] for draft in rows]
    is_known = all(draft.pk is not None for draft in rows)
    return not is_known and not all(is_same_name(names[0], name) for name in names)


def told_apart(rows: Sequence[Draft], words: str = SHARED) -> str:
    few = [f"第{draft.number}行" for draft in rows[:FEW]]
    more = f"等{len(rows)}行" if len(rows) > FEW else ""
    return words.format(rows=f"{'、'.join(few[:-1])}和{few[-1]}{more}")


def told_of_shared(drafts: Iterable[Draft]) -> list[str]:
    """In red, since nobody knows whether the first row, which is kept, is the one of the number."""
    return [
        f"{told_apart(rows, FIRST_KEPT)}{'、'.join(f'“{_name(row)}”' for row in rows[:FEW])}。"
        for rows in shared_numbers(drafts).values()
    ]


def _name(draft: Draft) -> str:
    return shorten(draft.values["name"])

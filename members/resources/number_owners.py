"""Whose an ID number is: beside somebody else's name it would pay, or rename, the wrong person."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from members.resources.member_cells import OTHER_MONTH
from unions.importing.drafts import Draft, Fault
from unions.importing.strangers import Strangers
from unions.text import shorten
from unions.validators import birth_date_of

__all__ = ["OneOwner", "are_alike", "is_same_name", "shared_numbers", "told_apart"]

FEW = 5  # rows that are named
SHARED = "{rows}身份证号相同、姓名不同，请核对。"
FITTING = "{rows}身份证号相同、姓名不同，出生日期和号码对得上的只有第{kept}行，其余不收。请核对。"
OTHER_BIRTH = OTHER_MONTH.partition("：")[0]
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


def told_apart(rows: Sequence[Draft], words: str = SHARED, **told: object) -> str:
    few = [f"第{draft.number}行" for draft in rows[:FEW]]
    more = f"等{len(rows)}行" if len(rows) > FEW else ""
    return words.format(rows=f"{'、'.join(few[:-1])}和{few[-1]}{more}", **told)


class OneOwner(Strangers):
    """The part of a Resource of people that takes a number beside two names from neither.

    Unless the birth dates tell whose it is: then his row is kept, and the others told in red.
    """

    if TYPE_CHECKING:

        def shown(self, name: str, cell: Any) -> str: ...

    def refuse_strangers(self, drafts: Iterable[Draft], numbered: Mapping[int, Any]) -> None:
        super().refuse_strangers(drafts, numbered)
        self.fitting: list[str] = []  # of numbers whose owner is kept, for the others
        for number, rows in shared_numbers(drafts).items():
            kept, message = _fitting(number, rows), told_apart(rows)
            if kept:
                message = told_apart(rows, FITTING, kept=kept[0].number)
                names = "、".join(f"“{shorten(draft.values['name'])}”" for draft in rows[:FEW])
                self.fitting.append(f"{names}：{message}")
            shown, stay = self.shown("id_number", number), {draft.number for draft in kept}
            for draft in rows:
                if draft.number not in stay:
                    draft.faults.append(Fault(draft.number, "id_number", shown, message))


def _fitting(number: str, rows: Sequence[Draft]) -> list[Draft]:
    """The rows of the one whose birth date is not against the number, when all others' are."""
    born = birth_date_of(number)
    fitting = [draft for draft in rows if not _was_born_otherwise(draft, born)]
    return [] if len(fitting) == len(rows) or not fitting or _differ(fitting) else fitting


def _was_born_otherwise(draft: Draft, born: date | None) -> bool:
    told = draft.values.get("birth_on", born)
    return told != born or any(fault.message.startswith(OTHER_BIRTH) for fault in draft.faults)

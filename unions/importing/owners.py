"""Whose record a row is: the union it names, else the one the whole sheet is of."""

from collections.abc import Iterable

from unions.importing.drafts import Draft, Fault
from unions.importing.tables import RECORD_NO
from unions.models import Union

__all__ = ["settle_unions"]


def settle_unions(drafts: Iterable[Draft], reporting: Union | None, unknown: str = "") -> None:
    """A blank below a union's name may mean the same one: nobody can tell, nobody guesses.

    ``unknown``: a sentence about the union that the sheet names and nobody knows.
    """
    above: tuple[Union, int] | None = None
    for draft in drafts:
        if draft.pk is not None:
            continue
        told = draft.values.pop("union", None)
        if told is not None:
            above = told, draft.number
        draft.union = told or reporting
        if told is None and above and above[0] != draft.union:
            draft.union = None
        if draft.union is None and not _is_lost(draft):
            draft.faults.append(Fault(draft.number, "union", "", _no_union(above, unknown)))


def _is_lost(draft: Draft) -> bool:
    """Whether it is told already that nobody knows whose row it is."""
    return any(fault.column in {"union", RECORD_NO} for fault in draft.faults)


def _no_union(above: tuple[Union, int] | None, unknown: str) -> str:
    if above is None:
        told = f"：{unknown}" if unknown else "，"
        return f"没有写明是哪家工会的{told}请补填工会名称，或收表时写明是哪家工会的表。"
    union, number = above
    return (
        f"这一行没有写工会。第{number}行写的是“{union}”，不知道这一行是不是同一家的，"
        "请每一行都写上工会名称。"
    )

"""What of a whole sheet looks like a slip, for whoever confirms it: no row alone would tell.

A column sorted by itself, or a value dragged down, overwrites nearly every row in one column.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from unions.importing.drafts import Change, Draft

__all__ = ["MANY", "warnings_of"]

NAME = "姓名"
FEW = 5  # rows that are named
MANY = 10  # rows overwritten in one column, if they are more than half of those on file
OVERWRITTEN = (
    "台账里已有的 {known} 行里，有 {rows} 行的“{column}”改成了别的。如果对方只给这一列排了序、"
    "拉过填充柄，每一行都会错。请先对照“修改的行”，没有弄错再保存。"
)
MOVING = "台账里已有的 {known} 行里，有 {rows} 行的工会换了。请先核对是不是只给工会这一列排了序。"
EXCHANGED = (
    "有 {rows} 行的“{column}”是表里别的行的，像是只给这一列排了序，这些行没有收。"
    "请对方恢复原来的顺序再报，排序时选中整张表。"
)
RENAMED = "有 {rows} 行的姓名和台账里的完全不同，像是填错了身份证号：{told}。请先核对。"


def warnings_of(drafts: Sequence[Draft], exchanged: Mapping[str, int]) -> list[str]:
    """Whole sentences; ``exchanged``: rows refused for the name of another row, by column."""
    known = [draft for draft in drafts if draft.record is not None and not draft.is_new]
    many = max(MANY, len(known) // 2 + 1)
    moving = sum(draft.transfer is not None for draft in drafts)
    told = [
        EXCHANGED.format(rows=rows, column=column) for column, rows in exchanged.items() if rows > 1
    ]
    told += [
        OVERWRITTEN.format(known=len(known), rows=rows, column=column)
        for column, rows in Counter(_overwritten(known)).items()
        if rows >= many
    ]
    whole = sum(draft.pk is not None or draft.transfer is not None for draft in drafts)
    if moving >= max(MANY, whole // 2 + 1):
        told.append(MOVING.format(known=whole, rows=moving))
    renamed = [name for draft in known for name in _renamed(draft)]
    if renamed:
        more = "等" if len(renamed) > FEW else ""
        told.append(RENAMED.format(rows=len(renamed), told="、".join(renamed[:FEW]) + more))
    return told


def _renamed(draft: Draft) -> Iterable[str]:
    """A name without one character of the old is hardly a correction."""
    for change in draft.changes:
        if change.column == NAME and change.old and not set(change.old) & set(change.new):
            yield f"第{draft.number}行台账里是“{change.old}”、表里是“{change.new}”"


def _overwritten(known: Iterable[Draft]) -> Iterable[str]:
    """Columns of changes that take the place of something: what fills a blank destroys nothing."""
    for draft in known:
        changes: list[Change] = [] if draft.transfer or draft.faults else draft.changes
        yield from {change.column for change in changes if change.old}

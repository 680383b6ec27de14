"""What of a whole sheet looks like a slip, for whoever confirms it: no row alone would tell.

A column sorted by itself, or a value dragged down, overwrites nearly every row in one column.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median

from unions.importing.drafts import Change, Draft
from unions.text import shorten

__all__ = ["FEW", "MANY", "few_of", "names_to_store", "odd_names", "too_large", "warnings_of"]

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
TOO_LARGE = (
    "“{heading}”写明单位是万元，{told}比别的行大一百倍以上，像是写的已经是元。请先核对，"
    "写的是元就在数后面加“元”字再收。"
)
LEAST_SUMS, FAR, LARGE = 3, 100, 100_000  # rows to compare; times the usual; yuan
ODD_NAMES = (
    "有 {rows} 行的姓名里不只是姓名：{told}。姓名只写本人的姓名，已退休、调出、性别这样的说明"
    "请写到自己的列或备注里，改好再收；名字本来就这样写的，可以照样保存。"
)
# Brackets, asterisks, digits: 甄十（已退休）, 李四*. Not the dots and dashes of names from abroad,
# nor the private characters in which old systems wrote rare names.
_ODD = re.compile(r"[^\w\s·•‧・．.'’\-\ue000-\uf8ff]|[\d_]")


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
        told.append(RENAMED.format(rows=len(renamed), told=few_of(renamed)))
    return told


def names_to_store(drafts: Iterable[Draft]) -> Iterator[tuple[int, str]]:
    """Row and name of people whose name would be stored as it stands in the row."""
    for draft in drafts:
        renames = draft.is_new or any(change.column == NAME for change in draft.changes)
        if renames and not draft.faults and (name := draft.values.get("name")):
            yield draft.number, name


def odd_names(names: Iterable[tuple[int, str]]) -> list[str]:
    """What is told of those with more than a name in them; nobody cuts it off by himself."""
    odd = [f"第{number}行“{shorten(name)}”" for number, name in names if _ODD.search(name)]
    if not odd:
        return []
    return [ODD_NAMES.format(rows=len(odd), told=few_of(odd))]


def few_of(told: Sequence[str], joint: str = "、", more: str = "等") -> str:
    """The first of what is told of many rows; ``more`` stands where others are left out."""
    return joint.join(told[:FEW]) + (more if len(told) > FEW else "")


def too_large(drafts: Iterable[Draft], name: str, heading: str) -> list[str]:
    """Of a column in 万元: sums that are far from all others once multiplied are yuan already."""
    sums = [(d.number, d.values[name]) for d in drafts if d.values.get(name) and not d.faults]
    if len(sums) < LEAST_SUMS:
        return []
    usual = median(amount for _row, amount in sums)
    far = [(row, amount) for row, amount in sums if amount > max(LARGE, FAR * usual)]
    told = [f"第{row}行{amount:,f}元" for row, amount in far]
    return [TOO_LARGE.format(heading=heading, told=few_of(told))] if told else []


def _renamed(draft: Draft) -> Iterable[str]:
    """A name without one character of the old is hardly a correction."""
    for change in draft.changes:
        if change.column == NAME and change.old and not set(change.old) & set(change.new):
            yield f"第{draft.number}行台账里是“{change.old}”、表里是“{change.new}”"


def _overwritten(known: Iterable[Draft]) -> Iterable[str]:
    """Columns of changes that take the place of something: what fills a blank destroys nothing.

    A row refused for another reason tells of the slip as well.
    """
    for draft in known:
        changes: list[Change] = [] if draft.transfer else draft.changes
        yield from {change.column for change in changes if change.old}

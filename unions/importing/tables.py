"""The table in a sheet as a clerk laid it out: title and notes above, signatures below.

What is around the table is not data, but tells of it: the day in the title, the
unit of money, the reporting union.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from unions.importing.files import Row, Sheet, Value
from unions.importing.headers import (
    Column,
    Header,
    Vocabulary,
    find_header,
    header_at,
    heading_key,
)
from unions.importing.sheet_facts import NOTHING_HIDDEN, Hidden, Merged
from unions.importing.titles import Notes, notes_of, text_of
from unions.text import half_width

__all__ = ["RECORD_NO", "Column", "Table", "Vocabulary", "find_table", "heading_key", "table_at"]

RECORD_NO = "record_no"  # the column of 台账编号
_TOTAL = re.compile(
    r"(?:本页|本表|累计|全镇|全部)?(?:合计|总计|小计|累计)[::]?|"
    r".{0,20}小计|.{0,20}(?:村|社区|镇|乡|街道|工会|公司|单位)(?:合计|总计)"  # of a village
)
_IN_WORDS = re.compile(  # 大写:贰仟零贰拾万元整, by itself or beside its label
    r"(?=.*大写)(?:合计|总计|共计|金额|人民币|\(?大写\)?|[\s:¥])+"
    r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正\s]*[。.]?"
)
_SIGNATURE = re.compile(
    r"(?:(?:填表|填报|制表|经办|审核|复核|统计|联系)(?:人|单位|日期|时间)|"
    r"(?:单位|部门|工会)?(?:负责人|主席)|(?:单位|工会)?(?:盖章|公章)|备?注|说明|填表说明)"
    r"\s*(?:\([^)]*\))?\s*(?::|$)"
)
_MAYBE_SIGNATURE = re.compile(  # in the lines of a row's texts
    "^[^\u4e00-\u9fff\n]*[填制经审复统联单部工负主盖公备注说]", re.MULTILINE
)
_REMARK = re.compile("备?注|说明|填表说明")
# What stands beside signatures: 联系电话:…, 2009年11月20日
_BESIDE = re.compile(
    "[\u4e00-\u9fff]{2,6}(?:\\([^)]*\\))?\\s*:.*|[0-9\\s]*年[0-9\\s]*月[0-9\\s]*日"
)


@dataclass(frozen=True)
class Table:
    sheet: str
    header_row: int  # its last row
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    notes: Notes = field(default_factory=Notes)
    skipped: Mapping[int, str] = field(default_factory=dict)  # row number → why it is no data
    merged: Sequence[Merged] = ()  # cells of the sheet over several rows
    hidden: Hidden = NOTHING_HIDDEN

    @property
    def known(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.name)

    @property
    def doubled(self) -> tuple[tuple[Column, Column], ...]:
        """Columns taken for the same thing: one of them would silently win."""
        first: dict[str, Column] = {}
        pairs = [(first.setdefault(column.name, column), column) for column in self.known]
        return tuple((one, other) for one, other in pairs if one is not other)


def find_table(sheet: Sheet, vocabulary: Vocabulary) -> Table | None:
    """The table under the row with the most known headings; None when there are fewer than two."""
    header = find_header(sheet, vocabulary)
    return _table(sheet, header) if header else None


def table_at(sheet: Sheet, vocabulary: Vocabulary, number: int | None = None) -> Table | None:
    """The table under the row that staff call the header, whether its headings are known or not.

    Without a number under the row that looks most like one; None of a sheet without such a row.
    """
    header = header_at(sheet, vocabulary, number)
    return _table(sheet, header) if header else None


def _table(sheet: Sheet, header: Header) -> Table:
    start, depth, columns = header.place, header.depth, header.columns
    above = [cells for _number, cells in sheet.rows[:start]]
    below = sheet.rows[start + depth :]
    below_header = _Below(columns)
    skipped = {n: why for n, cells in below if (why := below_header.no_data(cells))}
    return Table(
        sheet=sheet.name,
        header_row=sheet.rows[start + depth - 1][0],
        columns=columns,
        rows=[row for row in below if row[0] not in skipped],
        notes=notes_of(above, [cells for number, cells in below if number in skipped]),
        skipped=skipped,
        merged=sheet.merged,
        hidden=sheet.hidden,
    )


class _Below:
    """The rows below a header, with what tells data from what stands around them."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._headings = {heading_key(column.heading) for column in columns}
        self._known = {column.index for column in columns if column.name}
        self._numbers = [column.index for column in columns if column.name == RECORD_NO]

    def no_data(self, cells: Sequence[Value]) -> str:
        """Why a row is none of the table's, or ""."""
        texts = [text for cell in cells if (text := text_of(cell))]
        if not texts:
            return "空行"
        if any(index < len(cells) and cells[index] for index in self._numbers):
            return ""  # an exported row, whatever its remark begins with
        if any(_TOTAL.fullmatch(heading_key(text)) for text in texts[:2]):
            return "合计行"
        if len(texts) <= 2 and _IN_WORDS.fullmatch(half_width("".join(texts))):
            return "合计行"
        if _MAYBE_SIGNATURE.search("\n".join(texts)) and self._is_signed(cells):
            return "落款或说明"
        return "重复的表头" if _repeats(texts, self._headings) else ""

    def _is_signed(self, cells: Sequence[Value]) -> bool:
        """Nothing but signatures under the known columns, or one and whose it is.

        A remark 说明:2009年调入 stands among other cells and makes its row no signature.
        """
        filled = [(i, half_width(text)) for i, cell in enumerate(cells) if (text := text_of(cell))]
        signed = [_SIGNATURE.match(text) for _i, text in filled]
        if signed[0] and len(filled) <= 2:
            return True
        is_closing = bool(signed[0]) and not _REMARK.match(filled[0][1])
        known = [place for place, (i, _text) in enumerate(filled) if i in self._known]
        return any(signed) and all(
            signed[place] or (is_closing and self._stands_beside(filled, signed, place))
            for place in known
        )

    def _stands_beside(self, filled: Sequence[tuple[int, str]], signed: Any, place: int) -> bool:
        """A day, a phone number, or the name behind a lone 填表人:."""
        before = signed[place - 1]
        is_label = before is not None and before[0] == filled[place - 1][1]
        return is_label or bool(_BESIDE.fullmatch(filled[place][1]))


def _repeats(texts: Sequence[str], headings: Collection[str]) -> bool:
    """All but one are headings, and at least two; most rows are told by their first two cells."""
    others = (text for text in texts if heading_key(text) not in headings)
    most = len(texts) - max(2, len(texts) - 1)
    return most >= 0 and len(list(islice(others, most + 1))) <= most

"""How each kind of column is read from a cell and written into one.

Reading is `unions.importing.cells`, as in forms; these only tie it to the fields of a Resource.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from import_export.widgets import Widget

from unions.dates import PartialDate
from unions.importing import cells
from unions.text import clean_paragraphs
from unions.validators import Sex, clean_id_number, clean_phone, mask_id_number, mask_phone

__all__ = [
    "MASKED",
    "PERSONAL",
    "ChoiceWidget",
    "CountWidget",
    "DayWidget",
    "IdNumberWidget",
    "MoneyWidget",
    "NamedRowWidget",
    "ParagraphsWidget",
    "PartialDateWidget",
    "PhoneWidget",
    "SexWidget",
    "TextWidget",
    "YesNoWidget",
]

Words = Mapping[str, str] | None
TEN_THOUSAND = Decimal(10_000)
_MASKED = re.compile(r"[0-9Xx-]*\*[0-9Xx*-]*")
MASKED = object()  # the value of a number shown as 330281************: it tells nothing


def _is_masked(cell: Any) -> bool:
    return isinstance(cell, str) and "*" in cell and bool(_MASKED.fullmatch(cell.strip()))


class TextWidget(Widget):  # type: ignore[misc]  # the library is untyped
    """One line of text. `show` is what messages and previews quote of a value.

    `advice` and `example` stand on the notes of a workbook that is sent out to be filled in;
    `has_unit` says that a heading in 万元 or 月 changes what a bare number means; `is_summed` that
    numbers of rows are added up: one merged over several may be each one's or their sum; `is_exact`
    that what is read needs no further look by its field.
    """

    has_unit = is_summed = is_exact = False
    advice, example = "文字。", ""

    @property
    def offered(self) -> Sequence[str]:
        """What a drop-down of the column lists: nothing where anything may be written."""
        return ()

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return cells.text(value)

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return value

    def show(self, value: Any) -> str:
        return "" if value is None else str(value)


class ParagraphsWidget(TextWidget):
    """Several lines."""

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return clean_paragraphs(value) if isinstance(value, str) else cells.text(value)


class CountWidget(TextWidget):
    is_summed = True
    advice = "整数；没有的填 0 或“无”，不知道的空着。"
    example = "12"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> int | None:
        return cells.count(value)


class MoneyWidget(TextWidget):
    """Yuan; `unit` is what the heading says of a bare number (万元)."""

    is_summed = has_unit = True
    advice = "金额（元），最多两位小数；写成“0.45万”也行。"
    example = "4500"

    def __init__(self, places: int = 2) -> None:
        super().__init__()
        self.places = places

    def clean(self, value: Any, row: Any = None, unit: str = "", **_more: Any) -> Decimal | None:
        if not unit.startswith("万"):
            return cells.money(value, self.places)
        amount = cells.money(value, places=6)
        if amount is None or "元" in cells.text(value) or "万" in cells.text(value):
            return amount if amount is None else round(amount, 2)
        return round(amount * TEN_THOUSAND, 2)


class DayWidget(TextWidget):
    is_exact = True
    advice, example = "年月日，写到日。", "2009-3-12"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return cells.day(value)


class PartialDateWidget(TextWidget):
    """A date with its precision, as one PartialDate."""

    advice = "日期；只知道年月的填年月，不知道的填“不详”。"
    example = "2009年3月"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> PartialDate:
        return cells.partial_date(value)

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        if not isinstance(value, PartialDate) or value.day is None:
            return None
        return value.day if value.precision == "day" else str(value)


class _WordWidget(TextWidget):
    """A value that stands in the sheet as a word."""

    def show(self, value: Any) -> str:
        return str(self.render(value) or "")


class YesNoWidget(_WordWidget):
    is_exact = True
    advice, example = "填“是”或“否”。", "是"

    @property
    def offered(self) -> Sequence[str]:
        return ("是", "否")

    def clean(self, value: Any, row: Any = None, **_more: Any) -> bool | None:
        return cells.yes_no(value)

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return None if value is None else "是" if value else "否"


class ChoiceWidget(_WordWidget):
    """A code list: by label, code, or one of the older names still in use."""

    is_exact = True
    advice = "从下拉列表里选。"

    def __init__(
        self, choices: Iterable[tuple[str, Any]], also: Words = None, unclear: Words = None
    ) -> None:
        """`unclear`: everyday words that mean none or several, with what to write instead."""
        super().__init__()
        self.unclear = {cells.choice_key(word): told for word, told in (unclear or {}).items()}
        self.choices = [(str(code), str(label)) for code, label in choices if code]
        self.labels = dict(self.choices)
        self.also = {cells.choice_key(name): code for name, code in (also or {}).items()}
        self._seen: dict[Any, str] = {}  # a town's sheet repeats a dozen words thousands of times

    @property
    def offered(self) -> Sequence[str]:
        return list(self.labels.values())

    def clean(self, value: Any, row: Any = None, **_more: Any) -> str:
        if value not in self._seen:
            key = cells.choice_key(cells.text(value))
            if key in self.unclear:
                raise ValidationError(f"“{cells.text(value)}”{self.unclear[key]}", code="unclear")
            self._seen[value] = self.also.get(key) or cells.code(value, self.choices)
        return self._seen[value]

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return self.labels.get(str(value), value)


class SexWidget(ChoiceWidget):
    """男 and 女, and what old programs and forms of address make of them."""

    def __init__(self) -> None:
        men, women = ("1", "男性", "先生", "M"), ("2", "女性", "女士", "F")
        words = dict.fromkeys(men, Sex.MALE) | dict.fromkeys(women, Sex.FEMALE)
        super().__init__(Sex.choices, words)


class NamedRowWidget(_WordWidget):
    """A row of a catalogue that is kept as data, by its name; what is offered is set per sheet."""

    advice = "从下拉列表里选。"

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, Any] = {}

    def offer(self, rows: Iterable[Any]) -> None:
        self._rows = {row.name: row for row in rows}

    @property
    def offered(self) -> Sequence[str]:
        return list(self._rows)

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return self._rows.get(cells.code(value, [(name, name) for name in self._rows]))

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return None if value is None else value.name


class IdNumberWidget(TextWidget):
    """An ID number; a cell that Excel made a number has lost digits and is refused."""

    advice = "18位；这一列已设为文本，不要改成数字。已登记的只显示一部分，照原样留着就行。"
    example = "990001197005200034"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        if _is_masked(value):
            return MASKED
        return clean_id_number(cells.text(value) if isinstance(value, str) else _as_number(value))

    def show(self, value: Any) -> str:
        return mask_id_number(str(value or ""))


class PhoneWidget(TextWidget):
    advice = "只填一个号码。已登记的只显示一部分，照原样留着就行。"
    example = "13800000000"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> Any:
        return MASKED if _is_masked(value) else clean_phone(cells.text(value))

    def show(self, value: Any) -> str:
        return mask_phone(str(value)) if value else ""


PERSONAL = (IdNumberWidget, PhoneWidget)  # numbers that are shown masked


def _as_number(value: Any) -> str:
    """In the exponent form the validator knows as "made a number", unless nothing was told."""
    return f"{value:.14E}" if isinstance(value, int | float) else cells.text(value)

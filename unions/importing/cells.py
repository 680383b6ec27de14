"""What one cell means: the one reading of forms, pasted blocks and sheets.

Every reader takes what a person typed or what a workbook holds (text, number, date, nothing) and
returns the stored value, None for an empty cell. A ValidationError quotes the cell, says what is
wrong and what to write instead; where it stood (row, column) is the caller's to add.
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError

from unions.clock import today
from unions.dates import (
    FIRST_YEAR,
    LAST_YEAR,
    PartialDate,
    Precision,
    parse_partial_date,
    plain_day,
)
from unions.text import clean_line, half_width, shorten

__all__ = [
    "Cell", "choice_key", "code", "count", "day", "is_blank", "money", "partial_date", "text",
    "yes_no",
]  # fmt: skip

Cell = (
    str | int | float | Decimal | date | PartialDate | None
)  # a datetime is a date, a bool an int
TEN_THOUSAND = Decimal(10_000)
FIRST_SERIAL, LAST_SERIAL = 10_000, 73_415  # Excel's days 18 May 1927 … 31 December 2100

_DASHES = frozenset({"", "-", "--", "/", "\\"})  # what people put into a cell they leave empty
_NONE = frozenset({"无", "没有"})  # of what is counted there is none; of money it may be unknown
_COUNTERS = "人次|人|名|位|家|个|条|份|期|场|次|件|户|篇|项|班|支|届"
_NUMBER = re.compile(
    r"(?P<digits>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?P<many>万)?(?P<unit>\D*)", re.ASCII
)
_YEAR_END = re.compile(r"^(\d{4}|\d\d)年[底末]$", re.ASCII)  # known to the year, held as its end
_SHORT_YEAR = re.compile(
    r"(\d\d)(?:年(?:\d{1,2}月(?:\d{1,2}[日号]?)?)?|([./-])\d{1,2}\2\d{1,2})$", re.ASCII
)
_SHORT_MONTH = re.compile(r"(\d\d)\.(0?[1-9]|1[0-2])\.?", re.ASCII)
_SHORT_DAY = re.compile(r"(\d\d)(0[1-9]|1[0-2])([0-3]\d)", re.ASCII)
_STOPPED = re.compile(r"\d{4}\.\d{1,2}(?:\.\d{1,2})?\.", re.ASCII)
YEARS_TO_COME = 20  # 10 written in 2009 may be a term that ends in 2010
TOO_LARGE = Decimal(10) ** 15  # no sum of a town; rounding 28 digits and more fails
_ROUGHLY = ("余", "多", "来", "几")
_CURRENCY = re.compile(r"^(人民币|RMB|CNY)?¥?", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}(\.0+)?", re.ASCII)
_YES = frozenset({"是", "有", "对", "√", "✓", "✔", "Y", "YES", "TRUE", "1"})
_NO = frozenset({"否", "无", "没有", "不是", "×", "✗", "✘", "X", "N", "NO", "FALSE", "0"})
_MARKS = re.compile(r"[\s“”\"'‘’（）()、,.·:：-]")


def text(cell: Cell) -> str:
    """The cell as one clean line; a whole number without Excel's ".0"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):  # as Excel shows it: 15 digits, so that 0.1 + 0.2 reads 0.3
        return format(cell, ".15g")
    if isinstance(cell, datetime):
        return str(PartialDate(cell.date()))
    return clean_line(str(PartialDate(cell) if isinstance(cell, date) else cell))


def count(cell: Cell) -> int | None:
    """People, copies, classes: 1,234, １２３, 12人, 1.2万; 无 is 0, None when nothing was told."""
    if isinstance(cell, str) and cell.strip() in _NONE:
        return 0
    value = _number(cell, rf"({_COUNTERS})?", "请填整数，如 120")
    if value is None:
        return None
    if value != value.to_integral_value():
        raise ValidationError(f"“{_quoted(cell)}”不是整数，请填整数，如 120。", code="whole")
    return int(value)


def money(cell: Cell, places: int = 2) -> Decimal | None:
    """Yuan: 4,500, ¥4500, 4500元, 0.45万元; more than two decimals are refused, never rounded."""
    value = _number(cell, "(元|圆|元整)?", "请填金额（元），如 4500 或 4500.50")
    if value is None:
        return None
    rounded = round(value, places)
    if rounded != value:
        limit = f"最多{places}位小数" if places else "不能有小数"
        raise ValidationError(f"“{_quoted(cell)}”{limit}，请核对后重填。", code="decimals")
    return rounded


def day(cell: Cell) -> date | None:
    """A date known to the day."""
    try:
        partial = partial_date(cell)
    except ValidationError as error:  # without the advice for dates known only to the month
        reason = error.messages[0].partition("请填写")[0]
        raise ValidationError(f"{reason}请填写如 2009年3月12日。", code="date") from error
    if partial.precision in {Precision.MONTH, Precision.YEAR}:
        raise ValidationError(
            f"日期“{partial}”不够具体：这里要写到日，如 2009年3月12日。", code="date_precision"
        )
    return partial.day


def partial_date(cell: Cell) -> PartialDate:
    """A date, month or year in any usual spelling, or the number Excel keeps a day as."""
    if isinstance(cell, PartialDate):
        return cell
    if isinstance(cell, datetime):
        return PartialDate(cell.date())
    if cell is None or isinstance(cell, date):
        return PartialDate(cell)
    if isinstance(cell, str) and (plain := plain_day(cell)):
        return plain
    written = half_width(text(cell))
    if isinstance(cell, str):
        written = _in_usual_form(written)
    if _SERIAL.fullmatch(written) and FIRST_SERIAL <= float(written) <= LAST_SERIAL:
        return PartialDate(date(1899, 12, 30) + timedelta(days=int(float(written))))
    if isinstance(cell, float) and re.fullmatch(r"\d{4}\.1", written):
        year = written[:4]
        raise ValidationError(
            f"日期“{written}”看不出是1月还是10月。请填写如 {year}年10月。", code="date_spelling"
        )
    return parse_partial_date(_in_four_digits(_YEAR_END.sub(r"\1年", written)))


def _in_usual_form(written: str) -> str:
    """79.5 is a month, 850309 a day, and a full stop at the end nothing; 200903 is a month."""
    if found := _SHORT_MONTH.fullmatch(written):
        return f"{found[1]}年{found[2]}月"
    if (found := _SHORT_DAY.fullmatch(written)) and not _is_year(written[:4]):
        return f"{found[1]}年{found[2]}月{found[3]}日"
    return written[:-1] if _STOPPED.fullmatch(written) else written


def _is_year(digits: str) -> bool:
    return FIRST_YEAR <= int(digits) <= LAST_YEAR


def _in_four_digits(written: str) -> str:
    """09年3月 and 09.3.5 of 2009, 80年2月 of 1980; of the years to come nobody can tell."""
    found = _SHORT_YEAR.match(written)
    if found is None:
        return written
    year, this = int(found[1]), today().year % 100
    if this < year <= this + YEARS_TO_COME:
        raise ValidationError(
            f"日期“{shorten(written)}”看不出是19{found[1]}年还是20{found[1]}年，年份要写四位数。"
            f"请填写如 20{found[1]}年3月12日。",
            code="date_year",
        )
    return f"{20 if year <= this else 19}{written}"


def is_blank(written: str) -> bool:
    """What people put into a cell they leave empty."""
    return written in _DASHES


def yes_no(cell: Cell) -> bool | None:
    """是/否, 有/无, √/×, 1/0; an empty cell is no answer."""
    written = half_width(text(cell)).upper()
    if written in _DASHES:
        return None
    if written in _YES or written in _NO:
        return written in _YES
    raise ValidationError(f"“{_quoted(cell)}”看不懂，请填“是”或“否”。", code="yes_no")


def code(cell: Cell, choices: Iterable[tuple[str, str]]) -> str:
    """The code of a choice by its label, by the code itself, or by the only label begun with."""
    written = text(cell)
    key = choice_key(written)
    if not key:
        return ""
    offered = [(value, str(label)) for value, label in choices if value]
    for value, label in offered:
        if key in {choice_key(label), choice_key(value), choice_key(value + label)}:
            return value
    keys = [(value, choice_key(label)) for value, label in offered]
    begun = [value for value, label in keys if len(key) > 1 and label.startswith(key)]
    if len(begun) == 1:
        return begun[0]
    labels = "、".join(label for _, label in offered[:12])
    more = "等" if len(offered) > 12 else ""
    raise ValidationError(f"“{_quoted(cell)}”不在可选范围，请填：{labels}{more}。", code="choice")


def _number(cell: Cell, unit: str, advice: str) -> Decimal | None:
    if isinstance(cell, bool | date | PartialDate):
        raise ValidationError(f"“{_quoted(cell)}”不是数，{advice}。", code="number")
    written = _CURRENCY.sub("", half_width(text(cell)).replace(" ", ""))
    if written in _DASHES:
        return None
    found = _NUMBER.fullmatch(written)
    if found and found["unit"][:1] in _ROUGHLY:
        raise ValidationError(f"“{_quoted(cell)}”不是准数，{advice}。", code="rough")
    if found is None or not re.fullmatch(unit, found["unit"]):
        raise ValidationError(f"“{_quoted(cell)}”看不懂，{advice}。", code="number")
    return _value(cell, found, advice)


def _value(cell: Cell, found: "re.Match[str]", advice: str) -> Decimal:
    try:
        value = Decimal(found["digits"].replace(",", "")) * (TEN_THOUSAND if found["many"] else 1)
    except InvalidOperation as error:
        raise ValidationError(f"“{_quoted(cell)}”看不懂，{advice}。", code="number") from error
    if value < 0:
        raise ValidationError(f"“{_quoted(cell)}”是负数，{advice}。", code="negative")
    if value >= TOO_LARGE:
        raise ValidationError(f"“{_quoted(cell)}”数太大，请核对后重填。", code="large")
    return value


def choice_key(written: str) -> str:
    """A word of a code list as it is compared: half width, without blanks, brackets and signs."""
    return _MARKS.sub("", half_width(written)).upper()


def _quoted(cell: Cell) -> str:
    return shorten(text(cell))

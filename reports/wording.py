"""Chinese wording of numbers, dates and lists, as GB/T 15835-2011 wants it in official papers.

Values stay exact until they are worded: rounding is a matter of the sentence, never of the figure.
All rounding is half-up on Decimal, because binary floats print 0.285 as 0.28.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

__all__ = [
    "APPROXIMATE_WORDS",
    "Number",
    "approximate",
    "as_of_words",
    "change",
    "chinese_number",
    "date_words",
    "exact",
    "in_turn",
    "join_names",
    "plain",
    "ten_thousands",
]

Number = int | Decimal

APPROXIMATE_WORDS = ("多", "余", "近", "约")

_DIGITS = "〇一二三四五六七八九"
_TEN_THOUSAND = 10_000


def plain(value: Number, decimals: int = 0) -> str:
    """The value without unit or thousands mark; a whole number carries no decimals.

    A value that is only rounded to a whole number keeps its zero: 99.96 % prints 100.0, because
    100 would claim that nobody is left out.
    """
    if value == int(value):
        return str(int(value))
    return str(_half_up(Decimal(value), Decimal(1).scaleb(-decimals)))


def exact(value: Number, unit: str, decimals: int = 0) -> str:
    """Value and unit, unbroken: 184家, 97.9%, 943000元."""
    return f"{plain(value, decimals)}{unit}"


def ten_thousands(value: Number, unit: str) -> str:
    """万 with at most two decimals: 943000元 is 94.3万元; what would round to 0 stays exact."""
    rounded = _half_up(Decimal(value) / _TEN_THOUSAND, Decimal("0.01"))
    if not rounded:
        return exact(value, unit, decimals=2)
    return f"{rounded.normalize():f}万{unit}"


def approximate(value: Number, unit: str, word: str, step: int = 0, decimals: int = 0) -> str:
    """A round number with 多, 余, 近 or 约: 523 by 100 is 500多.

    ``step`` 0 keeps two leading digits. The exact value stands wherever the word would not be true:
    on the step itself, below one step, and for 近 in the lower half of a step. (D9-50 prints
    4291余, an exact number called approximate: never written here.)
    """
    step = step or _natural_step(value)
    below = int(value // step) * step
    rounded = _rounded(word, below, step, is_upper_half=(value - below) * 2 >= step)
    if value == below or value < 0 or not rounded:
        return exact(value, unit, decimals)
    return f"{rounded}{word}{unit}" if word in "多余" else f"{word}{rounded}{unit}"


def change(difference: Number, unit: str, decimals: int = 0) -> str:
    """Comparison with last year: 比上年同期增加18家, 比上年同期下降0.5个百分点, 与上年同期持平."""
    amount = plain(difference if difference > 0 else -difference, decimals)
    if not difference:
        return "与上年同期持平"
    if unit == "%":
        return f"比上年同期{'提高' if difference > 0 else '下降'}{amount}个百分点"
    return f"比上年同期{'增加' if difference > 0 else '减少'}{amount}{unit}"


def join_names(
    names: Sequence[str], total: int | None = None, limit: int | None = None, last: str = "、"
) -> str:
    """甲、乙、丙 when whole, 甲、乙等 when cut; ``last`` "和" gives 甲、乙和丙.

    Names that hold a comma themselves are parted by semicolons.
    """
    shown = list(names if limit is None else names[:limit])
    is_cut = len(shown) < (len(names) if total is None else total)
    if any("，" in name for name in shown):
        return "；".join(shown) + ("等" if is_cut else "")
    if is_cut:
        return "、".join(shown) + "等"
    *rest, final = shown or [""]
    return last.join(["、".join(rest), final]) if rest else final


def date_words(day: date) -> str:
    """2009年4月3日, without zero padding."""
    return f"{day.year}年{day.month}月{day.day}日"


def as_of_words(day: date, reported_year: int) -> str:
    """10月底 at the end of a month, else 11月5日; the year only if it is not the reported one."""
    is_month_end = (day + timedelta(days=1)).month != day.month
    words = f"{day.month}月底" if is_month_end else f"{day.month}月{day.day}日"
    return words if day.year == reported_year else f"{day.year}年{words}"


def chinese_number(number: int) -> str:
    """1–99 in Chinese numerals: 十, 十二, 二十, 九十九."""
    if not 1 <= number <= 99:
        raise ValueError(f"汉字序数只支持1至99，收到{number}。")
    tens, ones = divmod(number, 10)
    leading = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return leading + (_DIGITS[ones] if ones else "")


def in_turn(number: int) -> str:
    """Mark of a running item: 一是, 二是, 十一是."""
    return f"{chinese_number(number)}是"


def _half_up(value: Decimal, quantum: Decimal) -> Decimal:
    return value.quantize(quantum, rounding=ROUND_HALF_UP)


def _natural_step(value: Number) -> int:
    return int(10 ** max(len(str(abs(int(value)))) - 2, 1))


def _rounded(word: str, below: int, step: int, *, is_upper_half: bool) -> int:
    """The round number of the word, 0 where the word would mislead."""
    if word in "多余":
        return below
    if is_upper_half:
        return below + step
    return below if word == "约" else 0

"""Figures of one scope: every value asked for is computed once and remembered for the request."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reports import wording
from reports.periods import Period, year_before
from unions.models import Union

__all__ = ["Coverage", "Figure", "NameList", "Scope", "Source", "rounded"]

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which union and period; counted up to 截至, dated events told up to 大事截止."""

    root: Union
    period: Period
    as_of: date
    events_until: date

    @classmethod
    def of(
        cls, root: Union, period: Period, as_of: date | None = None, until: date | None = None
    ) -> "Scope":
        """Days outside the period are refused: the figures would not be of it."""
        as_of = as_of or period.end
        until = until or period.end
        for label, day in (("截至日期", as_of), ("大事截止日期", until)):
            if day not in period:
                raise ValueError(f"{label}{day:%Y-%m-%d}不在{period}之内，请改填期间之内的日期。")
        if until < as_of:
            raise ValueError(f"大事截止日期{until}早于截至日期{as_of}，请核对两个日期。")
        return cls(root, period, as_of, until)

    @property
    def counted(self) -> Period:
        return self.period.until(self.as_of)

    @property
    def told(self) -> Period:
        return self.period.until(self.events_until)

    def a_year_before(self) -> "Scope":
        return Scope(
            self.root,
            self.period.previous(),
            year_before(self.as_of),
            year_before(self.events_until),
        )

    def at(self, root: Union) -> "Scope":
        """The same days for another union."""
        return Scope(root, self.period, self.as_of, self.events_until)


class Source:
    """Where a value comes from, as shown to people."""

    ROWS = "按台账计算"
    TYPED = "手工填报"
    MIXED = "部分手工填报"


@dataclass(frozen=True, slots=True)
class Coverage:
    """已报/应报."""

    reported: int
    due: int

    def __str__(self) -> str:
        return f"{self.reported}/{self.due}"

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.due


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with what is needed to believe it.

    ``value`` None means unknown, which is not zero.
    """

    code: str
    name: str
    unit: str
    value: Number | None
    rows: int | None = None
    decimals: int = 0
    coverage: Coverage | None = None
    source: str = Source.ROWS

    @property
    def display(self) -> str:
        """Value as printed in tables, without unit; – when unknown."""
        return "–" if self.value is None else wording.plain(self.value, self.decimals)


@dataclass(frozen=True, slots=True)
class NameList:
    """Names in printing order; ``total`` counts all of them."""

    name: str
    items: tuple[str, ...]
    total: int


def rounded(value: Number, decimals: int) -> Decimal:
    """Half up, as accountants round; never binary floats."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def plain(value: Any) -> Number:
    """An int where nothing is lost: 41926 rather than 41926.00."""
    number = value if isinstance(value, int) else Decimal(value)
    if isinstance(number, Decimal) and number == number.to_integral_value():
        return int(number)
    return number

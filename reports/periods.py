"""Periods of account: any from–to, with the presets people speak of. Days are inclusive."""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

__all__ = ["SPANS", "Period", "span_of"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days ``start`` to ``end``, both counted.

    ``year`` is the year the period is named after.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"期间的结束日期{self.end}早于开始日期{self.start}。")

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def __str__(self) -> str:
        if self == Period.for_year(self.year):
            return f"{self.year}年"
        return f"{self.start:%Y-%m-%d}至{self.end:%Y-%m-%d}"

    @property
    def year(self) -> int:
        return self.end.year

    @classmethod
    def for_year(cls, year: int) -> "Period":
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def for_month(cls, year: int, month: int) -> "Period":
        return cls(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))

    @classmethod
    def for_quarter(cls, year: int, quarter: int) -> "Period":
        last = Period.for_month(year, 3 * quarter)
        return cls(date(year, 3 * quarter - 2, 1), last.end)

    @classmethod
    def for_half(cls, year: int, half: int) -> "Period":
        return cls(date(year, 6 * half - 5, 1), Period.for_month(year, 6 * half).end)

    @classmethod
    def for_statistical_year(cls, year: int) -> "Period":
        """1 October of the year before to 30 September (national union statistics)."""
        return cls(date(year - 1, 10, 1), date(year, 9, 30))

    def until(self, day: date) -> "Period":
        """The same period, cut off after ``day`` when that lies inside."""
        return Period(self.start, max(self.start, min(self.end, day)))

    def previous(self) -> "Period":
        """The same days one year earlier: what a figure is compared with."""
        return Period(year_before(self.start), year_before(self.end))

    def following(self) -> "Period":
        """The calendar year after the one the period is named after: what the plan speaks of."""
        return Period.for_year(self.year + 1)

    def months(self) -> Iterator["Period"]:
        """The calendar months of the period, the first and last cut to it."""
        first = self.start
        while first <= self.end:
            month = Period.for_month(first.year, first.month).until(self.end)
            yield Period(first, month.end)
            first = month.end + DAY


def year_before(day: date) -> date:
    """The same day a year earlier; month ends stay month ends."""
    last = calendar.monthrange(day.year, day.month)[1]
    earlier_last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, earlier_last if day.day == last else day.day)


# Part of a year as people speak of it, by the short code addresses use; "" is the year itself.
SPANS: dict[str, tuple[str, Callable[[int], Period]]] = {
    "": ("全年", Period.for_year),
    "h1": ("上半年", lambda year: Period.for_half(year, 1)),
    "h2": ("下半年", lambda year: Period.for_half(year, 2)),
    **{
        f"q{n}": (f"{'一二三四'[n - 1]}季度", partial(Period.for_quarter, quarter=n))
        for n in range(1, 5)
    },
    **{f"m{n}": (f"{n}月", partial(Period.for_month, month=n)) for n in range(1, 13)},
    "stat": ("统计年度", Period.for_statistical_year),
}


def span_of(period: Period) -> str:
    """The code of the preset that is this period, "" when it is the year or none of them."""
    fitting = (code for code, (_, preset) in SPANS.items() if preset(period.year) == period)
    return next(fitting, "")

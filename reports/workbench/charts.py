"""Charts of the workbench: bars drawn by the same module as in the PDF, and a table of links.

A chart is a picture of figures: its values come from the figure's own rows and measure.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from reports.book import FigureBook
from reports.document import Chart
from reports.figures import Number, plain
from reports.papers import scope_query
from reports.registry import registry
from reports.renderers.svg import bar_chart
from unions.dates import display_date

__all__ = ["Bars", "aid_by_month", "contracts_by_kind", "members_by_year"]

FONTS = "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,sans-serif"
YEARS = 4
UNDATED = "未分月"


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Number
    url: str


@dataclass(frozen=True, slots=True)
class Bars:
    caption: str
    unit: str
    bars: list[Bar]

    @property
    def picture(self) -> SafeString:
        """The drawing escapes its words; people who do not see it read the table below."""
        chart = Chart(
            caption=self.caption,
            labels=tuple(bar.label for bar in self.bars),
            values=tuple(float(bar.value) for bar in self.bars),
            unit=self.unit,
        )
        return mark_safe(bar_chart(chart, FONTS))  # noqa: S308 - svg.py escapes every text

    @property
    def is_empty(self) -> bool:
        return not any(bar.value for bar in self.bars)


def members_by_year(book: FigureBook) -> Bars:
    """On the same day of this year and the years before, as far as anything is known."""
    bars, code = [], "members.total"
    for _ in range(YEARS):
        if (value := book.value(code)) is not None:
            bars.append(Bar(f"{book.scope.period.year}年", value, _figure(book, code)))
        book = book.previous
    last = bars[0].label if bars else ""
    day = book.scope.as_of
    return Bars(f"到{last}的各年{day.month}月{day.day}日会员数", "名", bars[::-1])


def contracts_by_kind(book: FigureBook) -> Bars:
    code = "contracts.in_force"
    counted = book.counted(code)
    dimension = counted.dimensions[0]
    parts = book.breakdown(code, dimension)
    page = _figure(book, code)
    bars = [
        Bar(label, value, f"{page}&{urlencode({'part': f'{dimension.name}:{label}'})}")
        for label, value in parts.items()
    ]
    day = display_date(book.scope.as_of)
    return Bars(f"{day}有效的集体合同和专项协议，按类别", counted.unit, bars)


def aid_by_month(book: FigureBook) -> Bars:
    """Months up to the day; a total typed by hand tells no month."""
    code = "aid.amount"
    counted = book.counted(code)
    months = book.rows(counted).order_by().annotate(month=ExtractMonth("paid_on"))
    found = dict(months.values_list("month").annotate(value=counted.measure))
    day = book.scope.as_of
    bars = [
        Bar(f"{month}月", plain(found.get(month, 0)), _payments(book, month))
        for month in range(1, day.month + 1)
    ]
    if rest := (book.value(code) or 0) - sum(bar.value for bar in bars):
        bars.append(Bar(UNDATED, rest, _figure(book, code)))
    return Bars(f"{day.year}年各月发放的救助款", registry.find(code).unit, bars)


def _figure(book: FigureBook, code: str) -> str:
    return f"{reverse('reports:figure', args=[code])}?{scope_query(book.scope)}"


def _payments(book: FigureBook, month: int) -> str:
    """The payments of the month, for those who may read them."""
    day = book.scope.as_of
    last = min(day, date(day.year, month, calendar.monthrange(day.year, month)[1]))
    span = {"paid_on__gte": date(day.year, month, 1), "paid_on__lte": last}
    query = urlencode({"union": book.scope.root.pk, **span})
    return f"{reverse('admin:members_aidpayment_changelist')}?{query}"

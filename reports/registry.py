"""Figures are defined here and in reports/indicators, and nowhere else.

An indicator declares *rows* (which records) and *measure* (what to add up), so its value, its
breakdowns and the list behind it cannot disagree. Stock and Flow differ by class: a stock is
asked for a day, a flow for days from–to.

Ratio, Change and Completion speak of other indicators by code and touch no database. Indicators
know no users: they take a checked root union.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, Count, QuerySet

from unions.models import Union

if TYPE_CHECKING:
    from reports.book import FigureBook

__all__ = [
    "UNCLASSIFIED",
    "Change",
    "Completion",
    "Dimension",
    "Flow",
    "FlowRows",
    "Indicator",
    "NamedRows",
    "NamedTexts",
    "Part",
    "Preferred",
    "Ratio",
    "Registry",
    "Reported",
    "Rule",
    "Stock",
    "UnknownFigure",
    "registry",
]

Rows = QuerySet[Any]
StockRows = Callable[[Union, date], Rows]
FlowRows = Callable[[Union, date, date], Rows]
UNCLASSIFIED = "未分类"


class UnknownFigure(KeyError):
    """No indicator or list of this code or Chinese name."""

    def __str__(self) -> str:
        return f"没有名为“{self.args[0]}”的数据项。"


@dataclass(frozen=True, slots=True)
class Dimension:
    """A breakdown; ``parts`` maps a Chinese label to the stored values it gathers, in order.

    Values outside every part, and blanks, fall under 未分类, so that parts always sum to the whole.
    """

    name: str
    path: str
    parts: Mapping[str, tuple[Any, ...]]

    def label_of(self, value: Any) -> str:
        return next((label for label, held in self.parts.items() if value in held), UNCLASSIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What every figure declares.

    ``definition`` is its 口径, ``source`` the summary element or form it serves.
    """

    code: str
    name: str
    unit: str
    definition: str
    source: str = ""
    decimals: int = 0
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Indicator):
    """Counted from records: of ``rows`` those whose columns hold one of the values in ``only``.

    ``measure`` must add up over unions; ``union_path`` leads from a row to its union ("" on Union
    itself).
    """

    rows: Callable[..., Rows]
    only: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    measure: Aggregate = field(default_factory=lambda: Count("pk"))
    union_path: str = "union"
    dimensions: tuple[Dimension, ...] = ()
    by_headcount: bool = False  # told by union returns: carries 已报/应报

    @property
    def to_union(self) -> str:
        return self.union_path or "pk"

    def own_rows(self, rows: Rows) -> Rows:
        return rows.filter(**{f"{path}__in": values for path, values in self.only.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock(Counted):
    """A number on a day (时点数)."""

    rows: StockRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Counted):
    """A number of a period (时期数). ``is_event``: told until 大事截止, not only until 截至."""

    rows: FlowRows
    is_event: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Indicator):
    """One or more parts of another figure's breakdown, with a name of its own."""

    whole: str
    dimension: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported(Indicator):
    """Typed by hand only (手工填报). ``is_stock``: of a day, the latest counts."""

    is_stock: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferred(Indicator):
    """Per union the roll where it is complete, else the latest return (design §4.

    Members of a union).
    """

    roll: str
    otherwise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Indicator):
    """numerator ÷ denominator × 100, one decimal; unknown when the denominator is nil.

    ``base`` names it in words.
    """

    numerator: str
    denominator: str
    base: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Indicator):
    """Against last year: flows over the same days, stocks on the same day."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion(Indicator):
    """Share of the year's target reached, in percent; unknown without a target."""

    of: str


@dataclass(frozen=True, slots=True)
class NamedRows:
    """A list of names (名单) drawn from records: ``label`` turns a row into its printed name."""

    name: str
    definition: str
    rows: Callable[[Union, date, date], Iterable[Any]]
    label: Callable[[Any], str] = str
    of_next_year: bool = False  # looks at the year after: what ends, what is planned


@dataclass(frozen=True, slots=True)
class NamedTexts:
    """A list whose items are worded from figures rather than read from records."""

    name: str
    definition: str
    texts: Callable[["FigureBook"], list[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """审核关系.

    The sum of ``left`` codes stands in ``operator`` relation to the sum of ``right`` codes.
    """

    left: tuple[str, ...]
    operator: str  # "=" or "<="
    right: tuple[str, ...]
    message: str
    blocks: bool = True


class Registry:
    """A closed catalogue: codes and Chinese names are unique, adding one twice is an error."""

    def __init__(self) -> None:
        self.indicators: dict[str, Indicator] = {}
        self.lists: dict[str, NamedRows | NamedTexts] = {}
        self._codes: dict[str, str] = {}

    def add(self, *indicators: Indicator) -> None:
        for indicator in indicators:
            self._claim(indicator.code, indicator.name)
            self.indicators[indicator.code] = indicator
            self._codes[indicator.name] = indicator.code

    def add_list(self, *lists: NamedRows | NamedTexts) -> None:
        for named in lists:
            self._claim(named.name, named.name)
            self.lists[named.name] = named

    def _claim(self, code: str, name: str) -> None:
        if code in self.indicators or name in self._codes or name in self.lists:
            raise ValueError(f"indicator {code} ({name}) is defined twice")

    def find(self, key: str) -> Indicator:
        """By code or Chinese name; UnknownFigure otherwise."""
        try:
            return self.indicators[self._codes.get(key, key)]
        except KeyError:
            raise UnknownFigure(key) from None

    def family(self, indicator: Counted) -> list[Counted]:
        """The counted figures that share its rows, itself among them."""
        counted = (other for other in self if isinstance(other, Counted))
        return [other for other in counted if other.rows == indicator.rows]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())


registry = Registry()

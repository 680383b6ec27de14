"""The panels of the workbench.

Each is fetched by itself, so that the page stands at once and every answer stays small. A panel
asks its book only for the figures it shows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from reports.book import FigureBook
from reports.data_checks.finding import checks_for, findings
from reports.drilldown import shielded_rows, told_value
from reports.figures import Number
from reports.models import Target
from reports.registry import registry
from reports.wording import plain
from reports.workbench.changes import recent_changes
from reports.workbench.charts import aid_by_month, contracts_by_kind, members_by_year
from unions.models import Union, User
from unions.permissions import reaches

__all__ = ["PANELS", "Panel", "panels_for"]

STATISTICS, OWN, CHECKS = "reports.statistics", "reports.summary", "reports.datachecks"
CARDS = ("unions.standing", "members.total", "members.joined", "contracts.signed", "aid.amount")
MOST_TARGETS = 10
MOST_CHECKS = 6


@dataclass(frozen=True, slots=True)
class Panel:
    """``record`` is the right that opens it; the template is reports/panels/<code>.html."""

    code: str
    title: str
    record: str
    context: Callable[[User, FigureBook], dict[str, Any]]

    @property
    def template(self) -> str:
        return f"reports/panels/{self.code}.html"


@dataclass(frozen=True, slots=True)
class Card:
    """One main figure with that of the same day last year."""

    code: str
    name: str
    unit: str
    value: Number | None
    before: Number | None

    @property
    def change(self) -> Number | None:
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def fall(self) -> Number:
        return -(self.change or 0)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a target of the year is reached."""

    target: Target
    name: str
    unit: str
    decimals: int
    value: Number | None
    is_hidden: bool  # too few people to tell (reports/small_groups.py)

    @property
    def shown(self) -> str:
        return "–" if self.value is None else plain(self.value, self.decimals)

    @property
    def goal(self) -> str:
        """不多于 and the range in words; a floor is the number alone."""
        value = plain(self.target.value, self.decimals)
        if self.target.operator == Target.Operator.AT_MOST:
            return f"不多于{value}"
        upper = self.target.upper
        return value if upper is None else f"{value}至{plain(upper, self.decimals)}"

    @property
    def is_met(self) -> bool:
        return self.value is not None and self.target.met_by(self.value)

    @property
    def percent(self) -> int | None:
        """None for a ceiling, and where the figure is unknown."""
        reached = None if self.value is None else self.target.reached_by(self.value)
        return None if reached is None else int(reached)

    @property
    def bar(self) -> int:
        return min(100, max(0, self.percent or 0))


def figures(user: User, book: FigureBook) -> dict[str, Any]:
    """Who may not read aid records is told of a town's money, never of a single union's."""
    root = book.scope.root
    is_told = root.kind in Union.FEDERATIONS or reaches(user, "members.aidpayment", root)
    told = CARDS if is_told else CARDS[:-1]
    return {"cards": [_card(user, book, code) for code in told]}


def targets(user: User, book: FigureBook) -> dict[str, Any]:
    shown = list(_progress(user, book))
    return {
        "progress": shown[:MOST_TARGETS],
        "passed": _share_of_year(book.scope.as_of),
        "more": max(0, len(book.targets) - MOST_TARGETS),
        "may_add": user.has_perm("reports.add_target"),
    }


def _card(user: User, book: FigureBook, code: str) -> Card:
    indicator = registry.find(code)
    value, before = (told_value(user, each, code) for each in (book, book.previous))
    return Card(code, indicator.name, indicator.unit, value, before)


def _progress(user: User, book: FigureBook) -> Iterator[Progress]:
    """Targets whose figure no longer exists are left out: their form says so."""
    for code, target in list(book.targets.items())[:MOST_TARGETS]:
        if found := registry.indicators.get(code):
            value = told_value(user, book, code)
            is_hidden = value is None and shielded_rows(user, book, code) is not None
            yield Progress(target, found.name, found.unit, found.decimals, value, is_hidden)


def _share_of_year(day: date) -> int:
    return round(100 * day.timetuple().tm_yday / 365)


def members(user: User, book: FigureBook) -> dict[str, Any]:
    return {"chart": members_by_year(book)}


def contracts(user: User, book: FigureBook) -> dict[str, Any]:
    return {"chart": contracts_by_kind(book)}


def aid(user: User, book: FigureBook) -> dict[str, Any]:
    return {"chart": aid_by_month(book)}


def changes(user: User, book: FigureBook) -> dict[str, Any]:
    return {"changes": recent_changes(user, book.scope.root)}


def checks(user: User, book: FigureBook) -> dict[str, Any]:
    root, day = book.scope.root, book.scope.as_of
    known = checks_for(user, root, day)
    found = sorted(findings(root, day, known), key=lambda one: -one.count)
    more = found[MOST_CHECKS:]
    return {"findings": found[:MOST_CHECKS], "more": len(more)}


PANELS: dict[str, Panel] = {
    panel.code: panel
    for panel in (
        Panel("figures", "主要数字", STATISTICS, figures),
        Panel("targets", "目标完成进度", STATISTICS, targets),
        Panel("checks", "数据检查", CHECKS, checks),
        Panel("changes", "最近改动", OWN, changes),
        Panel("members", "会员数", STATISTICS, members),
        Panel("aid", "救助款", OWN, aid),
        Panel("contracts", "有效合同", STATISTICS, contracts),
    )
}


def panels_for(user: User, root: Union) -> list[Panel]:
    """Those whose right reaches the union."""
    return [panel for panel in PANELS.values() if reaches(user, panel.record, root)]

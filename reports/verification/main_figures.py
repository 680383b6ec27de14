"""主要数字: what the chair wants to know, on one page of a phone."""

from collections.abc import Iterable
from dataclasses import dataclass

from reports.book import FigureBook
from reports.drilldown import told_to
from reports.figures import Figure
from reports.wording import plain
from unions.models import User

__all__ = ["MAIN_FIGURES", "MainFigure", "main_figures"]

MAIN_FIGURES = (
    ("组织和会员", ("unions.standing", "unions.founded", "headcounts.staff", "members.total")),
    ("入会", ("members.rate", "members.joined")),
    ("合同", ("contracts.signed", "contracts.in_force")),
    ("帮扶", ("aid.helped", "aid.amount")),
    ("竞赛与建议", ("competitions.held", "proposals.implemented")),
    ("培训与活动", ("training.attendance", "activities.attendance")),
    ("创建与维权", ("recognitions.aaa", "disputes.received")),
)


@dataclass(frozen=True, slots=True)
class MainFigure:
    figure: Figure
    previous: Figure

    @property
    def change(self) -> str:
        """比上年多18家; "" where one of the two years is unknown."""
        now, before = self.figure.value, self.previous.value
        if now is None or before is None:
            return ""
        unit = "个百分点" if self.figure.unit == "%" else self.figure.unit
        if now == before:
            return "与上年持平"
        size = plain(max(now - before, before - now), self.figure.decimals)
        return f"比上年{'多' if now > before else '少'}{size}{unit}"


def main_figures(book: FigureBook, user: User) -> Iterable[tuple[str, list[MainFigure]]]:
    for label, codes in MAIN_FIGURES:
        yield (
            label,
            [
                MainFigure(told_to(user, book, code), told_to(user, book.previous, code))
                for code in codes
            ],
        )

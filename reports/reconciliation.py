"""审核关系.

What must hold between figures, checked on screen, in the workbook and before a paper is issued.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import eq, le

from reports.book import FigureBook
from reports.figures import Number
from reports.registry import Rule, registry

__all__ = ["Finding", "findings"]

OPERATORS: dict[str, Callable[[Number, Number], bool]] = {"=": eq, "<=": le}

RULES = (
    Rule(("members.total",), "<=", ("headcounts.staff",), "会员数不应大于职工数。"),
    Rule(
        ("unions.village", "unions.town_joint", "unions.village_joint", "unions.units"),
        "=",
        ("unions.standing",),
        "各类基层工会之和应等于基层工会数，请补填工会类型。",
    ),
    Rule(("proposals.implemented",), "<=", ("proposals.raised",), "实施的建议不应多于提出的建议。"),
    Rule(
        ("contracts.signed_regional",),
        "<=",
        ("contracts.signed",),
        "区域性合同不应多于全部新签续签合同。",
    ),
    Rule(("training.certificates",), "<=", ("training.attendance",), "取证人数不应多于培训人次。"),
    Rule(("headcounts.women",), "<=", ("headcounts.staff",), "女职工不应多于职工。"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one rule; ``holds`` None when a figure it needs is unknown."""

    rule: Rule
    left: Number | None
    right: Number | None
    holds: bool | None

    @property
    def sentence(self) -> str:
        def names(codes: tuple[str, ...]) -> str:
            return "＋".join(registry.find(code).name for code in codes)

        sign = "＝" if self.rule.operator == "=" else "≤"
        return f"{names(self.rule.left)} {sign} {names(self.rule.right)}"


def findings(book: FigureBook) -> list[Finding]:
    return [_check(book, rule) for rule in RULES]


def _check(book: FigureBook, rule: Rule) -> Finding:
    left, right = _total(book, rule.left), _total(book, rule.right)
    known = left is not None and right is not None
    holds = OPERATORS[rule.operator](left, right) if known else None  # type: ignore[arg-type]
    return Finding(rule, left, right, holds)


def _total(book: FigureBook, codes: tuple[str, ...]) -> Number | None:
    values = [book.value(code) for code in codes]
    return None if None in values else sum(values)  # type: ignore[arg-type]

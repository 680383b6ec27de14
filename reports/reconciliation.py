"""审核关系.

What must hold between figures, checked on screen, in the workbook and before a paper is issued.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from operator import eq, le

from reports.book import FigureBook
from reports.figures import Number
from reports.registry import Rule, registry

__all__ = ["Finding", "findings", "findings_about"]

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
    Rule(("headcounts.migrants",), "<=", ("headcounts.staff",), "农民工不应多于职工。"),
    Rule(
        ("headcounts.women_members",), "<=", ("headcounts.members",), "女会员不应多于填报的会员。"
    ),
    Rule(
        ("recognitions.aaa_3a", "recognitions.aaa_2a", "recognitions.aaa_a"),
        "=",
        ("recognitions.aaa",),
        "3A、2A、A级之和应等于AAA级规范化工会数，请补填等次。",
    ),
    Rule(
        (
            "recognitions.star_five",
            "recognitions.star_four",
            "recognitions.star_three",
            "recognitions.star_two",
            "recognitions.star_one",
        ),
        "=",
        ("recognitions.star",),
        "各星级之和应等于星级职工之家数，请补填等次。",
    ),
    Rule(
        ("recognitions.harmony_advanced_total",),
        "<=",
        ("recognitions.harmony_total",),
        "先进企业从参与企业中产生，累计数不应多于参与企业。",
        blocks=False,
    ),
    Rule(
        ("recognitions.harmony_total",),
        "<=",
        ("unions.enterprise",),
        "累计参与企业多于企业工会，参与率会超过100%，请核对基数。",
        blocks=False,
    ),
    Rule(
        ("recognitions.living_total",),
        "<=",
        ("unions.enterprise",),
        "累计参加生活后勤保障的多于企业工会，参与率会超过100%，请核对基数。",
        blocks=False,
    ),
    Rule(("disputes.settled",), "<=", ("disputes.closed",), "调解成功的不应多于办结的。"),
    Rule(
        ("activities.classes_entered",),
        "<=",
        ("activities.classes_total",),
        "参加的节目类数不应多于节目总类数。",
    ),
    Rule(
        ("congresses.women_delegates",),
        "<=",
        ("congresses.delegates",),
        "女代表不应多于到会代表。",
    ),
    Rule(
        ("contracts.covered_employers",),
        "<=",
        ("employers.covered",),
        "合同覆盖企业不应多于涵盖单位。",
    ),
    Rule(
        ("branches.units_with_union",),
        "<=",
        ("branches.units",),
        "建立二级工会的单位不应多于下属基层单位。",
    ),
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


def findings_about(book: FigureBook, codes: Collection[str]) -> list[Finding]:
    """Only of the rules that speak of one of the figures."""
    rules = [rule for rule in RULES if not {*rule.left, *rule.right}.isdisjoint(codes)]
    return [_check(book, rule) for rule in rules]


def _check(book: FigureBook, rule: Rule) -> Finding:
    left, right = _total(book, rule.left), _total(book, rule.right)
    known = left is not None and right is not None
    holds = OPERATORS[rule.operator](left, right) if known else None  # type: ignore[arg-type]
    return Finding(rule, left, right, holds)


def _total(book: FigureBook, codes: tuple[str, ...]) -> Number | None:
    values = [book.value(code) for code in codes]
    return None if None in values else sum(values)  # type: ignore[arg-type]

"""竞赛与建议、创建与荣誉: totals that look as if they were left unfilled."""

from datetime import date, timedelta

from reports.data_checks.check import Check, Rows
from reports.periods import year_before
from unions.dates import display_date
from unions.models import ProposalReturn, Recognition, Union
from unions.models.proposals import ProposalQuerySet

__all__ = ["CHECKS"]

PROPOSALS, HONOURS = "竞赛与建议", "创建与荣誉"
DAY = timedelta(days=1)


def of_last_year(root: Union, day: date) -> ProposalQuerySet:
    """Returns whose period ends in the last twelve months."""
    returns = ProposalReturn.objects.subtree_of(root)
    return returns.reported_between(year_before(day) + DAY, day)


def nothing_implemented(root: Union, day: date) -> Rows:
    return of_last_year(root, day).implementation_not_told()


def overlapping(root: Union, day: date) -> Rows:
    return of_last_year(root, day).overlapping()


def without_benefit(root: Union, day: date) -> Rows:
    return of_last_year(root, day).benefit_not_told()


def without_grade(root: Union, day: date) -> Rows:
    return Recognition.objects.subtree_of(root).taking_part_on(day).without_grade()


CHECKS = (
    Check(
        code="proposals.nothing_implemented",
        name="建议没有填实施条数",
        line=PROPOSALS,
        explanation="提出了建议而没有填实施条数，实施数会少算。请问清后补填；确实没有实施的填0。",
        rows=nothing_implemented,
        note=lambda row: f"提出{row.raised}条",
    ),
    Check(
        code="proposals.without_benefit",
        name="建议没有填经济效益",
        line=PROPOSALS,
        explanation="有实施的建议而没有填经济效益，效益会少算。请问清后补填；没有产生效益的填0。",
        rows=without_benefit,
        note=lambda row: f"实施{row.implemented}条",
    ),
    Check(
        code="proposals.overlapping",
        name="建议汇总期间重叠",
        line=PROPOSALS,
        explanation="同一家工会的两份汇总有几天重叠，重叠的建议会算两次。请核对期间，重报的删去一份。",
        rows=overlapping,
        note=lambda row: (
            f"和{display_date(row.other_from)}至{display_date(row.other_to)}的一份重叠"
        ),
        rests_on=("other", "other_from", "other_to"),
    ),
    Check(
        code="recognitions.without_grade",
        name="创建项目没有选等次",
        line=HONOURS,
        explanation="这个项目分等次而没有选，各等次之和会小于总数。请补选等次。",
        rows=without_grade,
    ),
)

"""Targets of the year against what was reached (目标责任书, D9-26, D9-63)."""

from reports.book import FigureBook
from reports.figures import Figure
from reports.models import Target
from reports.registry import Completion, Indicator, NamedTexts
from reports.wording import exact, plain


def _completion(of: str, name: str, subject: str) -> Completion:
    return Completion(
        code=f"{of}_completion",
        name=name,
        unit="%",
        decimals=1,
        definition=f"{subject}除以本会当年的目标值；没有目标或目标是上限时不计算。",
        of=of,
        inputs=(of,),
    )


def missed(book: FigureBook) -> list[str]:
    """Targets whose known value falls short, in words: 新增会员数目标1800人，实际1730人."""
    return [
        _outcome(book, target)
        for code, target in book.targets.items()
        if (actual := book.value(code)) is not None and not target.met_by(actual)
    ]


def reached(book: FigureBook) -> list[str]:
    """Targets that are met, in words: 新建工会数目标15家，实际18家."""
    return [
        _outcome(book, target)
        for code, target in book.targets.items()
        if (actual := book.value(code)) is not None and target.met_by(actual)
    ]


def exceeded(book: FigureBook) -> list[str]:
    """Targets surpassed (超额完成): only a floor can be."""
    return [
        _outcome(book, target)
        for code, target in book.targets.items()
        if target.operator == Target.Operator.AT_LEAST
        and (actual := book.value(code)) is not None
        and actual > target.value
    ]


def _outcome(book: FigureBook, target: Target) -> str:
    figure = book.figure(target.code)
    actual = exact(figure.value or 0, figure.unit, figure.decimals)
    return f"{figure.name}目标{_goal(target, figure)}，实际{actual}"


def _goal(target: Target, figure: Figure) -> str:
    goal = exact(target.value, figure.unit, figure.decimals)
    if target.operator == Target.Operator.AT_MOST:
        return f"不多于{goal}"
    if target.operator == Target.Operator.RANGE and target.upper is not None:
        upper = exact(target.upper, figure.unit, figure.decimals)
        return f"{plain(target.value, figure.decimals)}至{upper}"
    return goal


INDICATORS: tuple[Indicator, ...] = (
    _completion("members.joined", "新增会员完成率", "新增会员数"),
    _completion("unions.founded", "新建工会完成率", "新建工会数"),
    _completion("contracts.signed", "签订合同完成率", "新签续签合同数"),
    _completion("training.attendance", "培训完成率", "培训人次"),
    _completion("proposals.raised", "合理化建议完成率", "提出合理化建议数"),
)
LISTS: tuple[NamedTexts, ...] = (
    NamedTexts("未完成目标", "当年目标中尚未达到的各项。", missed),
    NamedTexts("已完成目标", "当年目标中已经达到的各项。", reached),
    NamedTexts("超额完成目标", "当年目标中实际超过目标值的各项。", exceeded),
)

"""工作条线: the groups in which all figures are shown, told by the first word of their code."""

from dataclasses import dataclass

from reports.registry import Indicator, Registry, Reported

__all__ = ["LINES", "Line", "Own", "figures_of", "line_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """``families``: first words of codes."""

    key: str
    label: str
    families: tuple[str, ...]


LINES = (
    Line("organisation", "组织建设", ("unions", "branches", "employers")),
    Line("members", "职工与会员", ("headcounts", "members")),
    Line("bodies", "届次与机构", ("committees", "bodies", "congresses", "certificates")),
    Line("contracts", "合同与争议", ("contracts", "disputes")),
    Line("services", "帮扶与服务", ("aid", "visits", "benefits", "services")),
    Line("competitions", "竞赛与建议", ("competitions", "proposals")),
    Line("activities", "培训与活动", ("training", "activities")),
    Line("recognitions", "创建与荣誉", ("recognitions",)),
    Line("records", "审计与大事记", ("audits", "worklogs", "archives")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Own(Reported):
    """自定义指标 of a town; ``line`` is the key of its line of work."""

    line: str


def line_of(indicator: Indicator) -> str:
    """Key of the line a figure belongs to."""
    if isinstance(indicator, Own):
        return indicator.line
    family = indicator.code.partition(".")[0]
    return next(line.key for line in LINES if family in line.families)


def figures_of(catalogue: Registry, key: str) -> list[Indicator]:
    """Figures of one line in the catalogue's order."""
    return [indicator for indicator in catalogue if line_of(indicator) == key]

"""Contests (D9-22, D9-28…30)."""

from typing import ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.widgets import ChoiceWidget
from unions.models import Competition

__all__ = ["CompetitionResource"]

UNCLEAR = dict.fromkeys(
    ("文体", "文体比赛", "文体竞赛"),
    "不是竞赛的类别。文体比赛请作为活动收，类别填“文艺”或“体育”。",
)


class CompetitionResource(SheetResource):
    """The same contest by organiser, name and day; entries and prizes are kept on its page."""

    label = "竞赛"
    key: ClassVar[tuple[str, ...]] = ("name", "held_on")
    seen_as: ClassVar[dict[str, tuple[str, ...]]] = {"title": ("name", "cup")}
    union_headings: ClassVar[tuple[str, ...]] = (
        "所属工会",
        "主办工会",
        "举办工会",
        "工会名称",
        "工会",
    )
    name = column(Competition, "name", "名称", "竞赛项目", needed=True, example="叉车技能竞赛")
    kind = column(
        Competition, "kind", "类别", "类型",
        widget=ChoiceWidget(Competition.Kind.choices, unclear=UNCLEAR), needed=True,
    )  # fmt: skip
    level = column(Competition, "level", "竞赛级别")
    cup = column(Competition, "cup", "杯名")
    trade = column(Competition, "trade", "竞赛工种")
    co_hosts = column(Competition, "co_hosts", "协办单位")
    criteria = column(Competition, "criteria")
    held_on = column(Competition, "held_on", "举办时间", "竞赛日期", "竞赛时间", needed=True)
    ends_on = column(Competition, "ends_on")
    participants = column(Competition, "participants", "参赛人数")
    units = column(Competition, "units", "参赛企业数", "参赛单位")
    slogan = column(Competition, "slogan")
    remark = column(Competition, "remark")

    class Meta:
        model = Competition

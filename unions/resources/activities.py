"""Activities (D9-37…41, D9-45, D9-53)."""

from typing import ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.widgets import ChoiceWidget
from unions.models import Activity

__all__ = ["ActivityResource"]

UNCLEAR = dict.fromkeys(
    ("文体", "文体活动", "文娱体育"), "可能是两类。请看是哪一类活动，填“文艺”或“体育”。"
)


class ActivityResource(SheetResource):
    """The same activity by organiser, title and day."""

    label = "活动"
    key: ClassVar[tuple[str, ...]] = ("title", "held_on")
    union_headings: ClassVar[tuple[str, ...]] = ("所属工会", "举办工会", "工会名称", "工会")
    title = column(Activity, "title", "名称", "活动内容", needed=True, example="职工歌咏比赛")
    kind = column(
        Activity, "kind", "活动类别", "类型",
        widget=ChoiceWidget(Activity.Kind.choices, unclear=UNCLEAR), needed=True,
    )  # fmt: skip
    campaign = column(Activity, "campaign", "系列")
    topic = column(Activity, "topic", "活动主题")
    held_on = column(
        Activity, "held_on", "活动时间", "活动日期", "举办时间", "开展时间", "开展日期", "日期",
        needed=True,
    )  # fmt: skip
    ends_on = column(Activity, "ends_on")
    venue = column(Activity, "venue", "活动地点")
    host = column(Activity, "host", "主办")
    sessions = column(Activity, "sessions", "场次")
    attendance = column(Activity, "attendance", "参加人数", "参与人次", "参与人数")
    remark = column(Activity, "remark")

    class Meta:
        model = Activity

"""Training as its organisers report it (D9-27, D9-48…52)."""

from typing import ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.models import Training

__all__ = ["TrainingResource"]


class TrainingResource(SheetResource):
    """The same training by organiser, title and day."""

    label = "培训"
    key: ClassVar[tuple[str, ...]] = ("title", "held_on")
    union_headings: ClassVar[tuple[str, ...]] = (
        "所属工会", "举办工会", "工会名称", "工会", "单位", "单位名称",
    )  # fmt: skip
    title = column(
        Training, "title", "培训名称", "培训内容", "培训班名称",
        needed=True, example="电工岗位技能培训班",
    )  # fmt: skip
    kind = column(Training, "kind", "培训类别", needed=True)
    audience = column(Training, "audience", "对象")
    host = column(Training, "host", "主办", "举办单位")
    partners = column(Training, "partners", "协办单位")
    held_on = column(Training, "held_on", "培训时间", "培训日期", "举办时间", needed=True)
    ends_on = column(Training, "ends_on")
    sessions = column(Training, "sessions", "期数", "场数", "班次")
    attendance = column(
        Training, "attendance", "参训人次", "参加人数", "培训人数", "人数", needed=True
    )
    certificates = column(Training, "certificates", "取得证书", "取证人数", "取证")
    remark = column(Training, "remark")

    class Meta:
        model = Training

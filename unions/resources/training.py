"""Training as its organisers report it (D9-27, D9-48…52)."""

from typing import Any, ClassVar

from unions.dates import display_date
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.tables import Column
from unions.importing.terms import DaysWidget, Span, in_year
from unions.models import Training

__all__ = ["TrainingResource"]

OTHER_END = "这里写到{}为止，结束日期却是{}。请核对，只留对的那一个。"


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
    held_on = column(
        Training, "held_on", "培训时间", "培训日期", "举办时间",
        widget=DaysWidget(), needed=True,
    )  # fmt: skip
    ends_on = column(Training, "ends_on")
    sessions = column(Training, "sessions", "期数", "场数", "班次")
    attendance = column(
        Training, "attendance", "参训人次", "参加人数", "培训人数", "人数", needed=True
    )
    certificates = column(Training, "certificates", "取得证书", "取证人数", "取证")
    remark = column(Training, "remark")

    class Meta:
        model = Training

    def read(self, *row: Any) -> Draft:
        """Of two days in one cell the second is the last."""
        draft: Draft = super().read(*row)
        told = draft.values
        if isinstance(days := told.get("held_on"), Span):
            told["held_on"] = days.start
            if (end := told.setdefault("ends_on", days.end)) != days.end:
                message = OTHER_END.format(display_date(days.end), display_date(end))
                draft.faults.append(Fault(draft.number, "held_on", str(days.end), message))
        return draft

    def _value(self, cell: Any, place: Column, unit: str) -> Any:
        if place.name == "held_on":
            cell = in_year(cell, self.assumed.title)
        return super()._value(cell, place, unit)

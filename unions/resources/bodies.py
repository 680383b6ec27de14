"""Bodies and systems of unions (D9-19…21, D1-13)."""

from typing import Any, ClassVar

from django.db.models import F

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.widgets import ChoiceWidget
from unions.models import Body

__all__ = ["BodyResource"]

Kind = Body.Kind
SHORT_NAMES = {
    "经审会": Kind.AUDIT,
    "经费审查": Kind.AUDIT,
    "女工委": Kind.WOMEN,
    "女职工组织": Kind.WOMEN,
    "调解委员会": Kind.MEDIATION,
    "劳动争议调解委员会": Kind.MEDIATION,
    "监督委员会": Kind.SUPERVISION,
    "爱心基金": Kind.FUND,
    "职代会": Kind.CONGRESS,
    "厂务公开": Kind.DISCLOSURE,
    "民主评议": Kind.APPRAISAL,
}


class BodyResource(SheetResource):
    """The same body by union and kind; of several the one that stands."""

    label = "机构与制度"
    key: ClassVar[tuple[str, ...]] = ("kind",)
    kind = column(
        Body, "kind", "机构", "机构名称", "制度", "制度名称",
        widget=ChoiceWidget(Kind.choices, SHORT_NAMES), needed=True,
    )  # fmt: skip
    from_on = column(Body, "from_on", "建立时间", "成立时间", "成立日期")
    adjusted_on = column(Body, "adjusted_on", "调整日期", "调整时间")
    to_on = column(Body, "to_on")
    size = column(Body, "size", "组成人数", "委员人数")
    remark = column(Body, "remark")

    class Meta:
        model = Body

    def rows(self) -> Any:
        return super().rows().order_by(F("to_on").asc(nulls_last=True), "pk")

"""职工与会员人数 as unions send them (D9-11…13)."""

from typing import Any, ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.models import Headcount

__all__ = ["HEADCOUNT_COLUMNS", "HeadcountResource"]

HEADCOUNT_COLUMNS = {
    "staff": column(Headcount, "staff", "职工人数", "职工总数", "在册职工", "职工", needed=True),
    "women": column(Headcount, "women", "女职工数", "女职工人数"),
    "migrants": column(Headcount, "migrants", "农民工数", "职工数农民工", "农民工人数"),
    "members": column(Headcount, "members", "会员人数", "会员总数", "工会会员", "会员"),
    "women_members": column(Headcount, "women_members", "女会员数", "会员数女"),
    "migrant_members": column(Headcount, "migrant_members", "农民工会员数", "会员数农民工"),
}


class HeadcountResource(SheetResource):
    label = "职工与会员人数"
    key: ClassVar[tuple[str, ...]] = ("as_of",)
    titles: ClassVar[tuple[str, ...]] = ("人数", "职工数", "会员数")
    as_of = column(Headcount, "as_of", "截至日期", "统计日期", "统计时间")
    staff, women, migrants, members, women_members, migrant_members = HEADCOUNT_COLUMNS.values()
    reported_by = column(Headcount, "reported_by")
    reported_on = column(Headcount, "reported_on")

    class Meta:
        model = Headcount

    def taken_for_granted(self) -> dict[str, Any]:
        return {"as_of": self.assumed.day}

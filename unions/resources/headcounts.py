"""职工与会员人数 as unions send them (D9-11…13)."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar

from django.db.models import Max

from unions.dates import display_date
from unions.importing.days import day_cut
from unions.importing.doubts import few_of
from unions.importing.drafts import Draft
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

EARLIER = (
    "{}，不是这一次（{}）的，保存后那时的数就变了。报这一次的数，请填在空着的黄色那一行"
    "（没有的，往下加一行，台账编号空着）再收；确是改正那时的数，可以照样保存。"
)


class HeadcountResource(SheetResource):
    label = "职工与会员人数"
    key: ClassVar[tuple[str, ...]] = ("as_of",)
    titles: ClassVar[tuple[str, ...]] = ("人数", "职工数", "会员数")
    dated: ClassVar[tuple[str, ...]] = key
    as_of = column(Headcount, "as_of", "截至日期", "统计日期", "统计时间")
    staff, women, migrants, members, women_members, migrant_members = HEADCOUNT_COLUMNS.values()
    reported_by = column(Headcount, "reported_by")
    reported_on = column(Headcount, "reported_on")

    class Meta:
        model = Headcount

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        day = self.assumed.day
        stored = (d.record.as_of for d in drafts if not d.faults and (d.is_new or d.changes))
        cut = self.assumed.cut if day in stored else ""
        return [*day_cut(cut), *self._of_an_earlier_day(drafts)]

    def _of_an_earlier_day(self, drafts: Sequence[Draft]) -> list[str]:
        """Changes to the latest number of a union that tells none of the sheet's own day.

        A form given back shows the last number: who types over it changes what was true then.
        """
        day = self.assumed.day
        changed = [d for d in drafts if d.pk and d.changes and d.record and d.record.as_of < day]
        if not changed:
            return []
        later = self._latest({d.union for d in changed})
        later |= {d.union: d.record.as_of for d in drafts if d.is_new and d.record.as_of >= day}
        meant = [d for d in changed if d.record.as_of >= later.get(d.union, date.min)]
        told = [f"第{d.number}行改的是{display_date(d.record.as_of)}的人数" for d in meant]
        rows = few_of(told, more=f"等，共 {len(told)} 行")
        return [EARLIER.format(rows, display_date(day))] if told else []

    def _latest(self, unions: Iterable[Any]) -> dict[Any, date]:
        rows = Headcount.objects.filter(union__in=unions, as_of__lte=self.assumed.day)
        latest = dict(rows.order_by().values_list("union").annotate(Max("as_of")))
        return {union: latest[union.pk] for union in unions if union.pk in latest}

    def taken_for_granted(self) -> dict[str, Any]:
        return {"as_of": self.assumed.day}

"""合理化建议 (D9-33…36)."""

from collections.abc import Sequence
from typing import Any, ClassVar

from unions.dates import display_date
from unions.importing.doubts import few_of
from unions.importing.drafts import Draft
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.models import ProposalReturn
from unions.rules import overlapping

__all__ = ["ProposalResource"]

OVERLAPPING = (
    "期间与已登记的重叠，两份会相加：{}。已经累计在内的，不要另存一份，请打开已登记的那一份修改，"
    "或者在表里加“期间自”“期间至”两列，写已登记那一份的起止再收；"
    "确实没有重复的，请改成不重叠的期间。"
)


def _period(row: ProposalReturn) -> str:
    return f"{display_date(row.period_from)}至{display_date(row.period_to)}"


class ProposalResource(SheetResource):
    label = "合理化建议"
    key: ClassVar[tuple[str, ...]] = ("period_from", "period_to")
    dated: ClassVar[tuple[str, ...]] = key
    period_from = column(ProposalReturn, "period_from", "开始日期", "起")
    period_to = column(ProposalReturn, "period_to", "结束日期", "止")
    raised = column(
        ProposalReturn, "raised", "提出建议", "提出", "建议数", "提出件数", "建议条数", needed=True
    )
    implemented = column(
        ProposalReturn, "implemented", "实施", "采纳实施", "实施件数", "实施建议", "采纳"
    )
    benefit = column(ProposalReturn, "benefit", "产生效益", "经济效益", "创造效益", "创效", "效益")
    notable = column(ProposalReturn, "notable", "重点建议", "建议内容")

    class Meta:
        model = ProposalReturn

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        """Figures that would count twice: of some of the days another return tells already."""
        names = {self.fields[name].column_name for name in self.key}
        made = [
            d for d in drafts
            if not d.faults and d.record
            and (d.is_new or any(change.column in names for change in d.changes))
        ]  # fmt: skip
        others = overlapping([draft.record for draft in made], "union_id")
        both = [(draft, rows[0]) for draft, rows in zip(made, others, strict=True) if rows]
        told = [
            f"第{draft.number}行{draft.union}{_period(draft.record)}，台账里有{_period(row)}"
            for draft, row in both
        ]
        rows = few_of(told, "；", f"等，共 {len(told)} 行")
        return [OVERLAPPING.format(rows)] if told else []

    def taken_for_granted(self) -> dict[str, Any]:
        return dict(zip(("period_from", "period_to"), self.assumed.period, strict=True))

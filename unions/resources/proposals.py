"""合理化建议 (D9-33…36)."""

from typing import Any, ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.models import ProposalReturn

__all__ = ["ProposalResource"]


class ProposalResource(SheetResource):
    label = "合理化建议"
    key: ClassVar[tuple[str, ...]] = ("period_from", "period_to")
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

    def taken_for_granted(self) -> dict[str, Any]:
        return dict(zip(("period_from", "period_to"), self.assumed.period, strict=True))

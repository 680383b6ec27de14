"""Terms of committees (D1-02…08, D4-09)."""

from typing import ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.terms import OrdinalWidget
from unions.models import CommitteeTerm

__all__ = ["TermResource"]


class TermResource(SheetResource):
    """The same term by union and number."""

    label = "届次"
    key: ClassVar[tuple[str, ...]] = ("term_no",)
    term_no = column(
        CommitteeTerm, "term_no", "届", "第几届", "届数", widget=OrdinalWidget(), needed=True
    )
    request_no = column(CommitteeTerm, "request_no")
    requested_on = column(CommitteeTerm, "requested_on")
    approval_no = column(CommitteeTerm, "approval_no", "批准文号")
    approved_on = column(CommitteeTerm, "approved_on", "批准日期")
    elected_on = column(
        CommitteeTerm, "elected_on", "选举时间", "换届时间", "换届日期", "任期起", needed=True
    )
    term_years = column(
        CommitteeTerm, "term_years", "任期年限", "任期（年）", widget=OrdinalWidget(), example="5"
    )

    class Meta:
        model = CommitteeTerm

"""Record pages of committee terms and their officers."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest
from django.utils.safestring import SafeString

from unions.admin.base import PartInline, RecordAdmin
from unions.admin.display import end_chip
from unions.dates import partial_date_of
from unions.filters import EndFilter, UnderUnion, YearFilter
from unions.models import CommitteeTerm, Officer


class ElectedYear(YearFilter):
    title = "选举年度"
    field = "elected_on"


class EndingTerm(EndFilter):
    title = "届满"
    field = "ends_on"
    word = "届满"


class OfficerInline(PartInline):
    model = Officer
    fields = ("post", "name", "is_woman", "is_full_time", "office_phone", "from_on", "to_on")


@admin.register(CommitteeTerm)
class CommitteeTermAdmin(RecordAdmin):
    list_display = ("union", "term_no", "elected", "ends_on", "state", "chair")
    list_filter = (UnderUnion, ElectedYear, EndingTerm)
    search_fields = ("union__search_text", "union__code", "officers__name", "approval_no")
    search_help_text = "可按工会名称、拼音首字母、编号、干部姓名、批复文号查找"
    autocomplete_fields = ("union",)
    inlines = (OfficerInline,)
    fieldsets = (
        ("届次", {"fields": ("union", ("term_no", "term_years"), ("elected_on", "ends_on"))}),
        (
            "请示与批复",
            {"fields": (("request_no", "requested_on"), ("approval_no", "approved_on"), "steps")},
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        chairs = Officer.objects.filter(term=OuterRef("pk"), post=Officer.Post.CHAIR)
        chairs = chairs.order_by("-from_on", "-pk")
        rows = super().get_queryset(request)
        return rows.annotate(chair_name=Subquery(chairs.values("name")[:1]))

    @admin.display(description="选举日期", ordering="elected_on")
    def elected(self, term: CommitteeTerm) -> str:
        return str(partial_date_of(term, "elected_on"))

    @admin.display(description="状态", ordering="ends_on")
    def state(self, term: CommitteeTerm) -> SafeString:
        return end_chip(term.ends_on, "届满", running="在任")

    @admin.display(description="主席", ordering="chair_name", empty_value="未登记")
    def chair(self, term: Any) -> str | None:
        name: str | None = term.chair_name
        return name

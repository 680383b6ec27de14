"""Record pages of audits of union funds."""

from django.contrib import admin
from django.utils.safestring import SafeString

from unions.admin.base import RecordAdmin
from unions.admin.display import chip
from unions.filters import UnderUnion, YearFilter
from unions.models import FundAudit


class AuditedYear(YearFilter):
    title = "审计年度"
    field = "audited_on"


@admin.register(FundAudit)
class FundAuditAdmin(RecordAdmin):
    list_display = ("union", "stage", "period_from", "period_to", "audited_on", "state")
    list_filter = (UnderUnion, "stage", AuditedYear)
    search_fields = ("union__search_text", "union__code", "finding")
    search_help_text = "可按工会名称、拼音首字母、编号、发现的问题查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        (
            "审计",
            {"fields": ("union", ("stage", "audited_on"), ("period_from", "period_to"))},
        ),
        ("结果", {"fields": ("finding", "rectified_on")}),
    )

    @admin.display(description="结果", ordering="rectified_on")
    def state(self, audit: FundAudit) -> SafeString:
        if not audit.finding:
            return chip("没有问题", "ok")
        return chip("已整改", "ok") if audit.rectified_on else chip("待整改", "warn")

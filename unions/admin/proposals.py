"""Record pages of the proposals that unions report as totals."""

from django.contrib import admin

from unions.admin.base import RecordAdmin
from unions.filters import UnderUnion, YearFilter
from unions.models import ProposalReturn


class PeriodYear(YearFilter):
    field = "period_to"


@admin.register(ProposalReturn)
class ProposalReturnAdmin(RecordAdmin):
    list_tools = (("表格录入", "grids:proposals"),)
    list_display = ("union", "period_from", "period_to", "raised", "implemented", "benefit")
    list_filter = (UnderUnion, PeriodYear)
    search_fields = ("union__search_text", "union__code", "notable")
    search_help_text = "可按工会名称、拼音首字母、编号、突出建议查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        ("期间", {"fields": ("union", ("period_from", "period_to"))}),
        ("建议", {"fields": (("raised", "implemented", "benefit"), "notable")}),
    )

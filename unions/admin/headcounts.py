"""Record pages of the numbers of staff and members that unions report."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from unions.admin.base import RecordAdmin
from unions.filters import UnderUnion, YearFilter
from unions.models import Headcount


class AsOfYear(YearFilter):
    title = "统计年度"
    field = "as_of"


@admin.register(Headcount)
class HeadcountAdmin(RecordAdmin):
    starts_today = ("as_of", "reported_on")
    list_tools = (("表格录入", "grids:headcounts"),)
    list_display = ("union", "as_of", "staff", "women", "migrants", "members", "women_members")
    list_filter = (UnderUnion, AsOfYear)
    search_fields = ("union__search_text", "union__code")
    search_help_text = "可按工会名称、拼音首字母、编号查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        ("统计", {"fields": ("union", "as_of")}),
        ("职工", {"fields": (("staff", "women", "migrants"),)}),
        ("会员", {"fields": (("members", "women_members", "migrant_members"),)}),
        ("填报", {"fields": (("reported_by", "reported_on"),)}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who filled the return in is nobody's business above the town."""
        if request.user.has_perm("reports.view_summary"):
            return self.fieldsets
        return self.fieldsets[:-1]

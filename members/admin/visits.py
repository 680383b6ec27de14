"""Record pages of visits with consolation money."""

from django.contrib import admin

from members.models import Visit
from unions.admin.base import RecordAdmin
from unions.filters import UnderUnion, YearFilter


class VisitedYear(YearFilter):
    title = "慰问年度"
    field = "visited_on"


@admin.register(Visit)
class VisitAdmin(RecordAdmin):
    starts_today = ("visited_on",)
    list_display = ("visited_on", "occasion", "group", "union", "people", "amount")
    list_filter = (UnderUnion, "group", VisitedYear)
    search_fields = ("occasion", "partners", "remark", "union__search_text")
    search_help_text = "可按慰问时节、联合单位、备注、工会名称查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        (
            "慰问",
            {"fields": ("union", ("occasion", "group"), ("visited_on", "ends_on"))},
        ),
        ("数额", {"fields": (("people", "amount"), "partners", "remark")}),
    )

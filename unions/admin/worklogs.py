"""Record pages of 大事记."""

from django.contrib import admin

from unions.admin.base import RecordAdmin
from unions.dates import partial_date_of
from unions.filters import UnderUnion, YearFilter
from unions.models import WorkLog


class HappenedYear(YearFilter):
    field = "happened_on"


@admin.register(WorkLog)
class WorkLogAdmin(RecordAdmin):
    starts_today = ("happened_on",)
    list_display = ("happened", "title", "line", "kind", "union", "amount")
    list_display_links = ("happened", "title")
    list_filter = (UnderUnion, "line", "kind", HappenedYear)
    search_fields = ("title", "text", "partners", "union__search_text")
    search_help_text = "可按事项、内容、联合单位、工会名称查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        (
            "事项",
            {"fields": ("union", "title", ("line", "kind"), ("happened_on", "ends_on"))},
        ),
        ("内容", {"fields": ("text", "partners", ("quantity", "unit"))}),
    )

    @admin.display(description="日期", ordering="happened_on")
    def happened(self, entry: WorkLog) -> str:
        return str(partial_date_of(entry, "happened_on"))

    @admin.display(description="数量", ordering="quantity")
    def amount(self, entry: WorkLog) -> str:
        return f"{entry.quantity}{entry.unit}"

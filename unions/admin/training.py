"""Record pages of training."""

from django.contrib import admin

from unions.admin.base import RecordAdmin
from unions.admin.copying import copy_ticked
from unions.filters import UnderUnion, YearFilter
from unions.models import Training


class HeldYear(YearFilter):
    title = "举办年度"
    field = "held_on"


@admin.register(Training)
class TrainingAdmin(RecordAdmin):
    list_tools = (("表格录入", "grids:trainings"), ("照去年再办", "grids:repeat_trainings"))
    actions = (copy_ticked("repeat_trainings", "照样再办"),)
    list_display = ("title", "kind", "union", "held_on", "sessions", "attendance", "certificates")
    list_filter = (UnderUnion, "kind", HeldYear)
    search_fields = ("title", "audience", "host", "union__search_text")
    search_help_text = "可按培训项目、对象、主办单位查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        ("培训", {"fields": ("union", "title", "kind", ("held_on", "ends_on"))}),
        ("参加", {"fields": ("audience", ("sessions", "attendance", "certificates"))}),
        ("主办", {"fields": (("host", "partners"), "remark")}),
    )

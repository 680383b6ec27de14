"""Record pages of activities, with the unions that took part."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from unions.admin.base import PartInline, RecordAdmin
from unions.admin.copying import copy_ticked
from unions.filters import UnderUnion, YearFilter
from unions.models import Activity, ActivityUnion


class HeldYear(YearFilter):
    title = "举办年度"
    field = "held_on"


class TakingPartInline(PartInline):
    model = ActivityUnion
    fields = ("union", "people")
    autocomplete_fields = ("union",)


@admin.register(Activity)
class ActivityAdmin(RecordAdmin):
    list_tools = (("照去年再办", "grids:repeat_activities"),)
    actions = (copy_ticked("repeat_activities", "照样再办"),)
    list_display = (
        "title", "kind", "campaign", "union", "held_on", "sessions", "attendance", "joined",
    )  # fmt: skip
    list_filter = (UnderUnion, "kind", HeldYear)
    search_fields = ("title", "campaign", "topic", "host", "union__search_text")
    search_help_text = "可按活动名称、所属系列、主题、主办单位、工会名称查找"
    autocomplete_fields = ("union",)
    inlines = (TakingPartInline,)
    starts_at_home = True
    fieldsets = (
        (
            "活动",
            {
                "fields": (
                    "union",
                    ("title", "kind"),
                    ("campaign", "topic"),
                    ("held_on", "ends_on"),
                    ("venue", "host"),
                )
            },
        ),
        (
            "参加情况",
            {
                "fields": (
                    ("sessions", "attendance"),
                    ("classes_entered", "classes_total", "rank"),
                    "remark",
                )
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(unions_joined=Count("taking_part"))

    @admin.display(description="参加工会", ordering="unions_joined")
    def joined(self, activity: Any) -> int:
        return int(activity.unions_joined)

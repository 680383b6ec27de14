"""Record pages of labour competitions, with who entered and who won."""

from typing import Any

from django.contrib import admin
from django.db.models import Count
from django.http import HttpRequest

from unions.admin.base import PartInline, RecordAdmin
from unions.admin.copying import copy_ticked
from unions.filters import UnderUnion, YearFilter
from unions.models import Competition, CompetitionEntry, CompetitionResult


class HeldYear(YearFilter):
    title = "举办年度"
    field = "held_on"


class EntryInline(PartInline):
    model = CompetitionEntry
    fields = ("union", "people", "name_order")
    autocomplete_fields = ("union",)


class ResultInline(PartInline):
    model = CompetitionResult
    fields = ("rank", "winner", "post", "title", "qualification")


@admin.register(Competition)
class CompetitionAdmin(RecordAdmin):
    list_tools = (("照去年再办", "grids:repeat_competitions"),)
    actions = (copy_ticked("repeat_competitions", "照样再办"),)
    list_display = ("title", "kind", "level", "union", "held_on", "entered", "participants")
    list_filter = (UnderUnion, "kind", "level", HeldYear)
    search_fields = ("name", "cup", "trade", "union__search_text")
    search_help_text = "可按竞赛名称、冠名、工种、主办工会查找"
    autocomplete_fields = ("union",)
    inlines = (EntryInline, ResultInline)
    starts_at_home = True
    fieldsets = (
        (
            "竞赛",
            {
                "fields": (
                    "union",
                    ("name", "cup"),
                    ("kind", "level"),
                    ("trade", "round_no"),
                    ("held_on", "ends_on"),
                )
            },
        ),
        ("开展情况", {"fields": ("participants", "co_hosts", "criteria", "remark")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(entered=Count("entries"))

    @admin.display(description="竞赛名称", ordering="name")
    def title(self, competition: Competition) -> str:
        return competition.title

    @admin.display(description="参赛工会", ordering="entered")
    def entered(self, competition: Any) -> int:
        return int(competition.entered)

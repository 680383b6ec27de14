"""Record pages of bodies and systems inside a union, and of its congresses."""

from django.contrib import admin
from django.utils.safestring import SafeString

from unions.admin.base import RecordAdmin
from unions.admin.display import chip
from unions.clock import today
from unions.dates import partial_date_of
from unions.filters import UnderUnion, YearFilter
from unions.models import Body, Congress


class HeldYear(YearFilter):
    title = "召开年度"
    field = "held_on"


@admin.register(Body)
class BodyAdmin(RecordAdmin):
    list_display = ("union", "kind", "begun", "adjusted_on", "state", "size")
    list_filter = (UnderUnion, "kind")
    search_fields = ("union__search_text", "union__code")
    search_help_text = "可按工会名称、拼音首字母、编号查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        ("机构或制度", {"fields": ("union", ("kind", "size"))}),
        ("建立与撤销", {"fields": (("from_on", "adjusted_on", "to_on"), "remark")}),
    )

    @admin.display(description="建立日期", ordering="from_on")
    def begun(self, body: Body) -> str:
        return str(partial_date_of(body, "from_on"))

    @admin.display(description="状态", ordering="to_on")
    def state(self, body: Body) -> SafeString:
        gone = body.to_on and body.to_on <= today()
        return chip("已撤销") if gone else chip("现有", "ok")


@admin.register(Congress)
class CongressAdmin(RecordAdmin):
    list_display = ("union", "kind", "ordinal", "held", "delegates", "women_delegates")
    list_filter = (UnderUnion, "kind", HeldYear)
    search_fields = ("union__search_text", "union__code", "agenda")
    search_help_text = "可按工会名称、拼音首字母、编号、议程查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        ("会议", {"fields": ("union", "kind", ("term_no", "session_no"), "held_on")}),
        ("到会", {"fields": (("delegates", "women_delegates"), "agenda")}),
    )

    @admin.display(description="届次", ordering="term_no")
    def ordinal(self, congress: Congress) -> str:
        term = f"第{congress.term_no}届" if congress.term_no else ""
        return term + (f"第{congress.session_no}次" if congress.session_no else "") or "—"

    @admin.display(description="召开日期", ordering="held_on")
    def held(self, congress: Congress) -> str:
        return str(partial_date_of(congress, "held_on"))

"""Record pages of mediation, legal aid and serious injuries."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from unions.admin.base import RecordAdmin
from unions.admin.display import chip
from unions.clock import today
from unions.filters import Choices, Rows, UnderUnion, YearFilter
from unions.models import Dispute


class ReceivedYear(YearFilter):
    title = "受理年度"
    field = "received_on"


class OpenFilter(admin.SimpleListFilter):
    """Open, overdue or closed as of today."""

    title = "办理"
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: object) -> Choices:
        return [("yes", "未办结"), ("late", "超过期限"), ("no", "已办结")]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        if self.value() == "no":
            return queryset.filter(closed_on__isnull=False)
        if self.value() == "late":
            return queryset.filter(closed_on__isnull=True, due_on__lt=today())
        return queryset.filter(closed_on__isnull=True) if self.value() == "yes" else queryset


@admin.register(Dispute)
class DisputeAdmin(RecordAdmin):
    starts_today = ("received_on",)
    list_display = ("received_on", "union", "kind", "subject", "people", "amount", "state")
    list_filter = (UnderUnion, "kind", "subject", ReceivedYear, OpenFilter)
    search_fields = ("union__search_text", "union__code", "body", "remark")
    search_help_text = "可按工会名称、拼音首字母、调解组织、经过查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        (
            "受理",
            {
                "fields": (
                    "union",
                    ("kind", "subject"),
                    ("received_on", "due_on"),
                    ("people", "amount"),
                    "body",
                )
            },
        ),
        ("办理", {"fields": (("closed_on", "outcome"), "reported_up_on", "remark")}),
    )

    @admin.display(description="办理", ordering="closed_on")
    def state(self, dispute: Dispute) -> SafeString:
        if dispute.closed_on:
            return chip(dispute.get_outcome_display() or "已办结", "ok")
        late = dispute.due_on and dispute.due_on < today()
        return chip("超过期限", "danger") if late else chip("办理中", "info")

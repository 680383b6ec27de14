"""Record pages of unions and of the employers they cover."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import F, OuterRef, Subquery
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unions.actions import save_in_tree
from unions.admin.base import PartInline, RecordAdmin, TrackedInline
from unions.admin.display import chip
from unions.clock import today
from unions.filters import StandingFilter, TownFilter, UnderUnion
from unions.models import Employer, FormerName, Headcount, Union

FEW = 20  # more employers than this are kept on their own page


class FormerNameInline(PartInline):
    model = FormerName
    fields = ("name", "until_on")
    extra = 0


class EmployerInline(TrackedInline):
    model = Employer
    fields = ("name", "unified_code", "ownership", "industry", "is_above_scale", "staff")


FIELDSETS: Any = (
    (
        "基本情况",
        {"fields": ("name", "short_name", "own_place", "parent", "kind", "ownership", "industry")},
    ),
    (
        "成立与撤销",
        {
            "fields": (
                "founded_on",
                ("request_no", "requested_on"),
                ("approval_no", "approved_on"),
                ("dissolved_on", "merged_into"),
                "roll_complete_from",
            )
        },
    ),
    ("代码", {"fields": ("code", "statistical_code", "unified_code", "region_code")}),
    ("联系", {"fields": ("contact_name", "contact_phone", "address", "remark")}),
)


class _UnionColumns:
    """What the list of unions shows beside plain columns."""

    @admin.display(description="工会名称", ordering="name")
    def page(self, union: Any) -> SafeString:
        """The name leads to the union's dossier, the code to the form."""
        link = '<a class="to-dossier" href="{}">{}</a>'
        return format_html(link, union.get_absolute_url(), union.name)

    @admin.display(description="上级工会")
    def above(self, union: Union) -> str:
        return union.parent.name if union.parent else "无"

    @admin.display(description="类型", ordering="kind")
    def kind_chip(self, union: Union) -> SafeString:
        return chip(union.get_kind_display())

    @admin.display(description="成立日期", ordering="founded_on")
    def founded(self, union: Union) -> str:
        return union.founded

    @admin.display(description="状态", ordering="dissolved_on")
    def state(self, union: Union) -> SafeString:
        gone = union.dissolved_on and union.dissolved_on <= today()
        return chip("已撤销") if gone else chip("现有", "ok")

    @admin.display(description="填报职工", ordering="latest_staff")
    def staff(self, union: Any) -> str:
        return _told(union, union.latest_staff)

    @admin.display(description="填报会员", ordering="latest_members")
    def members(self, union: Any) -> str:
        return _told(union, union.latest_members)


def _told(union: Union, count: int | None) -> str:
    """A federation sends no headcount of its own."""
    if count is None:
        return "—" if union.kind in Union.FEDERATIONS else "未报"
    return str(count)


@admin.register(Union)
class UnionAdmin(_UnionColumns, RecordAdmin):
    list_display = ("code", "page", "kind_chip", "parent", "founded", "state", "staff", "members")
    list_display_links = ("code",)
    list_filter = ("kind", StandingFilter, TownFilter)
    list_select_related = ("parent",)
    search_fields = ("search_text", "code", "former_names__search_text")
    choice_order = (F("dissolved_on").asc(nulls_first=True), "code")
    search_help_text = "可按名称、简称、曾用名、拼音首字母、编号查找"
    autocomplete_fields = ("parent", "merged_into")
    inlines = (FormerNameInline, EmployerInline)
    readonly_fields = ("above", "founded")
    fieldsets = FIELDSETS

    @staticmethod
    def choice_label(union: Union) -> str:
        gone = "，已撤销" if union.dissolved_on and union.dissolved_on <= today() else ""
        return f"{union.name}（{union.code}{gone}）"

    def get_queryset(self, request: HttpRequest) -> Any:
        latest = Headcount.objects.filter(union=OuterRef("pk"), as_of__lte=today())
        latest = latest.order_by("-as_of")
        return super().get_queryset(request).annotate(
            latest_staff=Subquery(latest.values("staff")[:1]),
            latest_members=Subquery(latest.values("members")[:1]),
        )  # fmt: skip

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A parent out of sight is text; who only reads sees the founding date as it is known."""
        swapped = {}
        if obj and not (obj.parent and self.has_view_permission(request, obj.parent)):
            swapped["parent"] = "above"
        if obj and not self.has_change_permission(request, obj):
            swapped["founded_on"] = "founded"
        return [
            (name, {"fields": [swapped.get(field, field) for field in options["fields"]]})
            for name, options in self.fieldsets
        ]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """Only the installation creates a union without a parent."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        if parent := form.base_fields.get("parent"):
            parent.required = True
        return form

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        few = obj is None or obj.employers.count() <= FEW
        return self.inlines if few else (FormerNameInline,)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        home: Union | None = request.user.home_union()  # type: ignore[union-attr]
        return {"parent": home and home.pk, **super().get_changeform_initial_data(request)}

    def store(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        if moved := save_in_tree(obj):
            messages.info(request, f"“{obj}”的{moved}个下属工会已一起改到新的上级之下。")


@admin.register(Employer)
class EmployerAdmin(RecordAdmin):
    list_display = ("name", "union", "ownership", "industry", "is_above_scale", "staff")
    list_filter = (UnderUnion, "is_above_scale", "ownership")
    search_fields = ("search_text", "unified_code", "union__search_text")
    search_help_text = "可按单位名称、拼音首字母、信用代码、工会名称查找"
    choice_order = ("name", "pk")
    autocomplete_fields = ("union",)
    fieldsets = (
        (
            "涵盖单位",
            {
                "fields": (
                    "union",
                    ("name", "unified_code"),
                    ("ownership", "industry"),
                    ("is_above_scale", "staff"),
                )
            },
        ),
    )

    @staticmethod
    def choice_label(employer: Employer) -> str:
        return f"{employer.name}（{employer.union.name}）"

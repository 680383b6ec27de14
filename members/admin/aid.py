"""Record pages of hardship cases and of the money paid."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, Subquery, Sum
from django.http import HttpRequest
from django.utils.safestring import SafeString

from members.admin.people import PersonAdmin
from members.models import AidCase, AidHousehold, AidPayment, AidStep
from unions.admin.base import PartInline, RecordAdmin, TrackedInline
from unions.admin.display import chip
from unions.filters import UnderUnion, YearFilter

TONES = {
    AidStep.State.RETURNED: "warn",
    AidStep.State.FILED: "ok",
    AidStep.State.AIDED: "ok",
    AidStep.State.LIFTED: "",
    AidStep.State.CLOSED: "",
}


class PaidYear(YearFilter):
    title = "发放年度"
    field = "paid_on"


class HouseholdInline(PartInline):
    model = AidHousehold
    fields = ("name", "relation", "birth_year", "occupation", "health", "monthly_income")


class StepInline(PartInline):
    model = AidStep
    fields = ("state", "happened_on", "note")


class PaymentInline(TrackedInline):
    model = AidPayment
    fields = ("paid_on", "source", "kind", "amount", "note")


@admin.register(AidCase)
class AidCaseAdmin(PersonAdmin):
    list_display = ("name", "union", "category", "cause", "state", "paid")
    list_filter = (UnderUnion, "category", "cause")
    search_fields = ("search_text", "union__search_text")
    search_help_text = "可按姓名、拼音首字母、工会名称查找"
    choice_order = ("name", "pk")
    autocomplete_fields = ("union", "member")
    inlines = (HouseholdInline, StepInline, PaymentInline)
    told_with = ("payments",)
    fieldsets = (
        ("本人", {"fields": ("union", ("name", "sex"), "member", ("id_number", "phone"))}),
        (
            "困难情况",
            {
                "fields": (
                    ("category", "cause"),
                    ("household_size", "yearly_income"),
                    "consented_on",
                    "remark",
                )
            },
        ),
        ("发放账户", {"fields": ("bank_account",)}),
    )

    @staticmethod
    def choice_label(case: AidCase) -> str:
        return f"{case.name}（{case.union.name}）"

    def get_queryset(self, request: HttpRequest) -> Any:
        steps = AidStep.objects.filter(case=OuterRef("pk")).order_by("-happened_on", "-pk")
        payments = AidPayment.objects.filter(case=OuterRef("pk")).order_by().values("case")
        return super().get_queryset(request).annotate(
            last_state=Subquery(steps.values("state")[:1]),
            paid_total=Subquery(payments.annotate(total=Sum("amount")).values("total")),
        )  # fmt: skip

    @admin.display(description="办理环节", ordering="last_state")
    def state(self, case: Any) -> SafeString:
        if not case.last_state:
            return chip("未登记")
        return chip(AidStep.State(case.last_state).label, TONES.get(case.last_state, "info"))

    @admin.display(description="已发放（元）", ordering="paid_total", empty_value="0")
    def paid(self, case: Any) -> Any:
        return case.paid_total


@admin.register(AidPayment)
class AidPaymentAdmin(RecordAdmin):
    starts_today = ("paid_on",)
    list_display = ("paid_on", "case", "union", "kind", "source", "amount")
    list_filter = (UnderUnion, "kind", "source", PaidYear)
    list_select_related = ("case__union",)
    search_fields = ("case__search_text", "case__union__search_text", "note")
    search_help_text = "可按姓名、拼音首字母、工会名称查找"
    autocomplete_fields = ("case",)
    fieldsets = (
        ("帮扶款", {"fields": ("case", ("paid_on", "amount"), ("source", "kind"), "note")}),
    )

    @admin.display(description="所属工会", ordering="case__union")
    def union(self, payment: AidPayment) -> str:
        return payment.case.union.name

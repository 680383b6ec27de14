"""Record pages of collective contracts."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from unions.actions import file_contracts, why_not_filed
from unions.admin.base import PartInline, RecordAdmin
from unions.admin.bulk import BulkAction, BulkForm, Consequence, Plan, Refusal
from unions.admin.copying import copy_ticked
from unions.admin.display import term_chip
from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.fields import CleanLineFormField
from unions.filters import ExpiryFilter, UnderUnion, YearFilter
from unions.forms import CoverageFormSet
from unions.models import CollectiveContract, ContractCoverage, User


class FilingForm(BulkForm):
    day = ChineseDateFormField(label="报送日期", initial=today)
    stem = CleanLineFormField(
        label="受理回执号的前半部分",
        required=False,
        max_length=40,
        help_text="如：余人社〔2009〕，后面自动编三位号；不填就不改回执号。",
    )
    first = forms.IntegerField(label="从几号编起", initial=1, min_value=1, max_value=9999)

    def clean_day(self) -> Any:
        if self.cleaned_data["day"] > today():
            raise ValidationError("报送日期晚于今天，请核对日期。")
        return self.cleaned_data["day"]


class FileContracts(BulkAction):
    title = "登记报送"
    lead = "给所选的合同填上报送日期；填了回执号的前半部分，就按列表的顺序编号。"
    form = FilingForm

    def plan(self, rows: list[Any], asked: dict[str, Any], user: User) -> Plan:
        day, prefix, first = asked["day"], asked["stem"], asked["first"]
        reasons = {contract.pk: why_not_filed(contract, day) for contract in rows}
        ready = [contract for contract in rows if not reasons[contract.pk]]

        def carry_out() -> str:
            file_contracts(ready, day, prefix=prefix, first=first, by=user)
            return f"已登记{len(ready)}份合同的报送日期。"

        numbers = f"，回执号从{prefix}{first:03d}编到{prefix}{first + len(ready) - 1:03d}"
        then = f"报送日期填{day:%Y-%m-%d}{numbers if prefix else ''}。"
        refused = [Refusal(str(c), reasons[c.pk]) for c in rows if reasons[c.pk]]
        return Plan(ready, carry_out, refused, [Consequence("合同", f"{len(ready)}份", then)])


class SignedYear(YearFilter):
    title = "签订年度"
    field = "signed_on"


class CoverageInline(PartInline):
    model = ContractCoverage
    formset = CoverageFormSet
    fields = ("employer",)
    autocomplete_fields = ("employer",)


@admin.register(CollectiveContract)
class CollectiveContractAdmin(RecordAdmin):
    list_tools = (
        ("批量续签", "grids:renew_contracts"),
        ("照去年再办", "grids:repeat_contracts"),
    )
    actions = (
        copy_ticked("renew_contracts", "续签所选"),
        copy_ticked("repeat_contracts", "照样再办"),
        "file_contracts",
    )
    list_display = ("union", "kind", "scope", "action", "signed_on", "expires_on", "state", "staff")
    list_filter = (UnderUnion, "kind", "scope", "action", SignedYear, ExpiryFilter)
    search_fields = ("number", "union__search_text", "union__code")
    search_help_text = "可按工会名称、拼音首字母、合同编号查找"
    autocomplete_fields = ("union", "renewal_of")
    inlines = (CoverageInline,)
    fieldsets = (
        ("合同", {"fields": ("union", ("kind", "scope"), ("action", "renewal_of"), "number")}),
        ("职代会", {"fields": (("passed_on", "voters_present", "votes_for"),)}),
        ("期限", {"fields": (("signed_on", "effective_on", "expires_on"),)}),
        ("报送", {"fields": (("filed_on", "receipt_no"), "covered_staff", "remark")}),
    )

    @admin.action(description="登记报送", permissions=["change"])
    def file_contracts(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        return FileContracts()(self, request, queryset)

    @admin.display(description="状态", ordering="expires_on")
    def state(self, contract: CollectiveContract) -> SafeString:
        return term_chip(contract.begins_on, contract.expires_on)

    @admin.display(description="覆盖职工", ordering="covered_staff")
    def staff(self, contract: CollectiveContract) -> Any:
        return contract.covered_staff

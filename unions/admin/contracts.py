"""Record pages of collective contracts."""

from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString

from unions.admin.base import PartInline, RecordAdmin
from unions.admin.display import end_chip
from unions.filters import ExpiryFilter, UnderUnion, YearFilter
from unions.forms import CoverageFormSet
from unions.models import CollectiveContract, ContractCoverage


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

    @admin.display(description="状态", ordering="expires_on")
    def state(self, contract: CollectiveContract) -> SafeString:
        return end_chip(contract.expires_on, "到期")

    @admin.display(description="覆盖职工", ordering="covered_staff")
    def staff(self, contract: CollectiveContract) -> Any:
        return contract.covered_staff

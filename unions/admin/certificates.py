"""Record pages of legal person certificates."""

from django.contrib import admin
from django.utils.safestring import SafeString

from unions.admin.base import RecordAdmin
from unions.admin.display import end_chip
from unions.filters import EndFilter, UnderUnion, YearFilter
from unions.models import LegalPersonCertificate


class IssuedYear(YearFilter):
    title = "发证年度"
    field = "issued_on"


class EndingCertificate(EndFilter):
    field = "valid_to"


@admin.register(LegalPersonCertificate)
class LegalPersonCertificateAdmin(RecordAdmin):
    list_display = ("union", "number", "issued_on", "valid_to", "state", "is_renewal")
    list_filter = (UnderUnion, "is_renewal", IssuedYear, EndingCertificate)
    search_fields = ("number", "union__search_text", "union__code")
    search_help_text = "可按证书编号、工会名称、拼音首字母查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        (
            "证书",
            {"fields": ("union", ("number", "is_renewal"), ("issued_on", "valid_to"))},
        ),
    )

    @admin.display(description="状态", ordering="valid_to")
    def state(self, certificate: LegalPersonCertificate) -> SafeString:
        return end_chip(certificate.valid_to, "到期")

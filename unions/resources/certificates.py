"""Legal person certificates (D9-60)."""

from typing import ClassVar

from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.models import LegalPersonCertificate

__all__ = ["CertificateResource"]


class CertificateResource(SheetResource):
    label = "法人资格证书"
    key: ClassVar[tuple[str, ...]] = ("number",)
    own_names: ClassVar[tuple[str, ...]] = ("number",)
    number = column(
        LegalPersonCertificate, "number", "证号", "法人证号", "证书号",
        needed=True, example="工法证字第00001号",
    )  # fmt: skip
    issued_on = column(
        LegalPersonCertificate, "issued_on", "发证时间", "领证日期", "领证时间", needed=True
    )
    valid_to = column(LegalPersonCertificate, "valid_to", "有效期", "有效期限", "到期日期")
    is_renewal = column(LegalPersonCertificate, "is_renewal", "是否换证")

    class Meta:
        model = LegalPersonCertificate

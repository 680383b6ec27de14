"""工会法人资格证书 (D9-60)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from unions.fields import CleanCharField
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, require_order

__all__ = ["LegalPersonCertificate"]


class CertificateQuerySet(RecordQuerySet["LegalPersonCertificate"]):
    def issued_between(self, start: date, end: date) -> Self:
        return self.filter(issued_on__range=(start, end))

    def valid_on(self, day: date) -> Self:
        open_ended = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(open_ended, issued_on__lte=day)

    def ending_between(self, start: date, end: date) -> Self:
        return self.filter(valid_to__range=(start, end))

    def unreplaced_on(self, day: date) -> Self:
        """Each union's last certificate."""
        issued = LegalPersonCertificate.objects.filter(issued_on__lte=day, union=OuterRef("union"))
        later = issued.filter(issued_on__gt=OuterRef("issued_on"))
        return self.filter(~Exists(later), issued_on__lte=day)


CertificateManager = models.Manager.from_queryset(CertificateQuerySet)


class LegalPersonCertificate(Record):
    """法人资格证书: valid for the committee's term, renewed with it."""

    number = CleanCharField("证书编号", max_length=50)
    issued_on = models.DateField("发证日期")
    valid_to = models.DateField("有效期至", null=True, blank=True)
    is_renewal = models.BooleanField("换证", default=False, help_text="首次办理的不勾选。")

    objects: ClassVar["CertificateManager[LegalPersonCertificate]"] = CertificateManager()

    class Meta:
        verbose_name = "法人资格证书"
        verbose_name_plural = "法人资格证书"
        ordering = ("-issued_on", "union__code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "number"],
                name="unique_certificate",
                violation_error_message="这家工会已登记过这个编号的证书。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}（{self.number}）"

    def clean(self) -> None:
        refuse_future(self, "issued_on")
        require_order(self, "issued_on", "valid_to")

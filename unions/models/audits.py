"""工会经费审计 (D9-56)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from unions.fields import CleanTextField
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, require_order

__all__ = ["FundAudit"]


class FundAuditQuerySet(RecordQuerySet["FundAudit"]):
    def audited_between(self, start: date, end: date) -> Self:
        return self.filter(audited_on__range=(start, end))

    def of_year(self, year: int) -> Self:
        """Whose audited period ends in the year or holds all of it, whenever they were made."""
        start, end = date(year, 1, 1), date(year, 12, 31)
        whole = Q(period_from__lte=start, period_to__gte=end)
        return self.filter(whole | Q(period_to__range=(start, end)))

    def with_findings(self) -> Self:
        return self.exclude(finding="")


FundAuditManager = models.Manager.from_queryset(FundAuditQuerySet)


class FundAudit(Record):
    """One audit of one union's funds: self-check first, then spot audit from above."""

    class Stage(models.TextChoices):
        SELF = "self", "自查"
        SPOT = "spot", "抽查审计"

    stage = models.CharField("方式", max_length=10, choices=Stage.choices)
    period_from = models.DateField("审计期间自")
    period_to = models.DateField("审计期间至")
    audited_on = models.DateField("审计日期")
    finding = CleanTextField("发现的问题", blank=True, help_text="没有问题的留空。")
    rectified_on = models.DateField("整改完成日期", null=True, blank=True)

    objects: ClassVar["FundAuditManager[FundAudit]"] = FundAuditManager()

    class Meta:
        verbose_name = "经费审计"
        verbose_name_plural = "经费审计"
        ordering = ("-audited_on", "union__code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "stage", "audited_on"],
                name="unique_fund_audit",
                violation_error_message="这家工会当天已登记过同样方式的审计。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}{self.get_stage_display()}（{self.audited_on:%Y-%m-%d}）"

    def clean(self) -> None:
        require_order(self, "period_from", "period_to")
        refuse_future(self, "audited_on", "rectified_on")
        require_order(self, "audited_on", "rectified_on")

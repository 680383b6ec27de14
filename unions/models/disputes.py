"""Mediation, legal aid and serious injuries (D2-05/06, D5-03, D7-06, D9-15)."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.following import FollowingDate
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, require_order

__all__ = ["Dispute"]

MEDIATION_DAYS = timedelta(days=15)  # 劳动争议调解仲裁法 art 14


class DisputeQuerySet(RecordQuerySet["Dispute"]):
    def received_between(self, start: date, end: date) -> Self:
        return self.filter(received_on__range=(start, end))

    def closed_between(self, start: date, end: date) -> Self:
        return self.filter(closed_on__range=(start, end))

    def reported_up_between(self, start: date, end: date) -> Self:
        return self.filter(reported_up_on__range=(start, end))

    def open_on(self, day: date) -> Self:
        still = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
        return self.filter(still, received_on__lte=day)


DisputeManager = models.Manager.from_queryset(DisputeQuerySet)


class Dispute(FollowingDate, Record):
    """劳动争议、法律援助、工伤事故; no person's name is kept."""

    FOLLOWING = "due_on"

    class Kind(models.TextChoices):
        MEDIATION = "mediation", "劳动争议调解"
        LEGAL_AID = "legal_aid", "法律援助"
        INJURY = "injury", "工伤事故"

    class Subject(models.TextChoices):
        WAGES = "wages", "劳动报酬"
        INSURANCE = "insurance", "社会保险"
        CONTRACT = "contract", "劳动合同"
        INJURY = "injury", "工伤待遇"
        FAMILY = "family", "婚姻家庭"
        OTHER = "other", "其他"

    class Outcome(models.TextChoices):
        SETTLED = "settled", "调解成功"
        FAILED = "failed", "调解不成"
        WITHDRAWN = "withdrawn", "撤回"
        TRANSFERRED = "transferred", "转仲裁或诉讼"

    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    subject = models.CharField("事由", max_length=10, choices=Subject.choices)
    received_on = models.DateField("受理日期")
    due_on = models.DateField(
        "办结期限", null=True, blank=True, help_text="调解案件留空按受理后15天计。"
    )
    people = CountField("涉及职工", default=1)
    amount = models.DecimalField(
        "涉及金额（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "金额不能是负数，请核对。")],
    )
    closed_on = models.DateField("办结日期", null=True, blank=True)
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices, blank=True)
    reported_up_on = models.DateField("上报上级日期", null=True, blank=True)
    body = CleanCharField("调解组织", max_length=100, blank=True)
    remark = CleanTextField("经过", blank=True)

    objects: ClassVar["DisputeManager[Dispute]"] = DisputeManager()

    class Meta:
        verbose_name = "争议与援助"
        verbose_name_plural = "争议与援助"
        ordering = ("-received_on",)

    def __str__(self) -> str:
        return f"{self.union}{self.get_subject_display()}（{self.received_on:%Y-%m-%d}）"

    def clean(self) -> None:
        self.follow()
        refuse_future(self, "received_on", "closed_on", "reported_up_on")
        require_order(self, "received_on", "closed_on")
        require_order(self, "received_on", "due_on")

    def worked_out(self) -> date | None:
        is_limited = self.kind == self.Kind.MEDIATION and self.received_on
        return self.received_on + MEDIATION_DAYS if is_limited else None

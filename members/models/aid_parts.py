"""What a hardship case is made of: household, steps and payments (D9-23/24; 困难职工档案)."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef

from unions.fields import CleanCharField
from unions.records import Part, RecordQuerySet, Tracked
from unions.rules import refuse_future

__all__ = ["AidHousehold", "AidPayment", "AidPaymentQuerySet", "AidStep"]

LARGE_PAYMENT = 100_000  # yuan
NOT_NEGATIVE = MinValueValidator(0, "金额不能是负数，请核对。")


class AidHousehold(Part):
    """家庭成员."""

    SCOPE = "case__union"

    case = models.ForeignKey(
        "members.AidCase", models.CASCADE, related_name="household", verbose_name="档案"
    )
    name = CleanCharField("姓名", max_length=60)
    relation = CleanCharField("与本人关系", max_length=20)
    birth_year = models.PositiveSmallIntegerField("出生年份", null=True, blank=True)
    occupation = CleanCharField("单位或学校", max_length=100, blank=True)
    health = CleanCharField("健康状况", max_length=50, blank=True)
    monthly_income = models.DecimalField(
        "月收入（元）", max_digits=10, decimal_places=2, default=0, validators=[NOT_NEGATIVE]
    )

    class Meta:
        verbose_name = "家庭成员"
        verbose_name_plural = "家庭成员"

    def __str__(self) -> str:
        return self.name


class AidStep(Part):
    """办理过程: the states of a case with their days; past days are allowed (补录)."""

    SCOPE = "case__union"

    class State(models.TextChoices):
        APPLIED = "applied", "申请"
        INVESTIGATED = "investigated", "调查"
        RETURNED = "returned", "待补资料"
        REVIEWED = "reviewed", "审核"
        PUBLICISED = "publicised", "公示"
        FILED = "filed", "建档"
        REPORTED = "reported", "上报"
        APPROVED = "approved", "上级批复"
        AIDED = "aided", "帮扶"
        RECHECKED = "rechecked", "年度复核"
        LIFTED = "lifted", "脱困"
        CLOSED = "closed", "注销"

    ENDS: ClassVar[tuple[str, ...]] = (State.LIFTED, State.CLOSED)
    CHECKS: ClassVar[tuple[str, ...]] = (State.FILED, State.RECHECKED)

    case = models.ForeignKey(
        "members.AidCase", models.CASCADE, related_name="steps", verbose_name="档案"
    )
    state = models.CharField("环节", max_length=15, choices=State.choices)
    happened_on = models.DateField("日期")
    note = CleanCharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "办理过程"
        verbose_name_plural = "办理过程"
        ordering = ("happened_on", "pk")

    def __str__(self) -> str:
        return f"{self.get_state_display()}（{self.happened_on:%Y-%m-%d}）"

    def clean(self) -> None:
        refuse_future(self, "happened_on")


class AidPaymentQuerySet(RecordQuerySet["AidPayment"]):
    def paid_between(self, start: date, end: date) -> Self:
        return self.filter(paid_on__range=(start, end))

    def before_filing(self) -> Self:
        """Paid before the worker's file was opened (先建档、后帮扶)."""
        filed = AidStep.objects.filter(
            case=OuterRef("case"),
            state=AidStep.State.FILED,
            happened_on__lte=OuterRef("paid_on"),
        )
        return self.filter(~Exists(filed))


AidPaymentManager = models.Manager.from_queryset(AidPaymentQuerySet)


class AidPayment(Tracked):
    """帮扶款发放; amount in yuan."""

    SCOPE = "case__union"

    class Source(models.TextChoices):
        COUNTY = "county", "上级工会"
        TOWN = "town", "镇总工会"
        UNION = "union", "基层工会"
        FUND = "fund", "爱心基金"
        OTHER = "other", "其他"

    class Kind(models.TextChoices):
        LIVING = "living", "生活救助"
        MEDICAL = "medical", "医疗救助"
        STUDY = "study", "助学"
        FESTIVAL = "festival", "节日慰问"
        OTHER = "other", "其他"

    case = models.ForeignKey(
        "members.AidCase", models.PROTECT, related_name="payments", verbose_name="档案"
    )
    paid_on = models.DateField("发放日期")
    source = models.CharField("资金来源", max_length=10, choices=Source.choices)
    kind = models.CharField("救助类别", max_length=10, choices=Kind.choices)
    amount = models.DecimalField(
        "金额（元）",
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(1, "金额要大于0，请核对。")],
    )
    note = CleanCharField("说明", max_length=200, blank=True)

    objects: ClassVar["AidPaymentManager[AidPayment]"] = AidPaymentManager()

    class Meta:
        verbose_name = "帮扶款"
        verbose_name_plural = "帮扶款"
        ordering = ("-paid_on", "pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["paid_on"])]

    def __str__(self) -> str:
        return f"{self.paid_on:%Y-%m-%d} {self.amount:f}元"

    def clean(self) -> None:
        refuse_future(self, "paid_on")

    def warnings(self) -> list[str]:
        if self.amount <= LARGE_PAYMENT:
            return []
        return [f"这笔帮扶款为{self.amount:f}元，比通常的大得多，请核对金额。"]

"""Numbers that are not counted from rows: typed totals and targets."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models

from reports.figures import Number, rounded
from reports.lines import Own
from reports.models.own_figures import OwnFigure, indicator_named
from reports.registry import Counted, Indicator, Part, Preferred, Reported
from unions.fields import CleanCharField
from unions.records import Record, RecordManager, RecordQuerySet
from unions.rules import overlap_warnings, require_order

__all__ = ["ReportedFigure", "Target"]


class ReportedFigureQuerySet(RecordQuerySet["ReportedFigure"]):
    def ending_in(self, start: date, end: date) -> Self:
        return self.filter(period_to__range=(start, end))


ReportedFigureManager = models.Manager.from_queryset(ReportedFigureQuerySet)


class ReportedFigure(Record):
    """手工填报: a total typed with its source where rows do not exist yet (先填总数，后补明细)."""

    code = models.CharField("数据项", max_length=60)
    period_from = models.DateField("期间自")
    period_to = models.DateField("截至")
    value = models.DecimalField("数值", max_digits=16, decimal_places=2)
    source = CleanCharField("来源说明", max_length=200, help_text="谁报的、根据哪份材料。")

    objects: ClassVar["ReportedFigureManager[ReportedFigure]"] = ReportedFigureManager()

    class Meta:
        verbose_name = "手工填报数"
        verbose_name_plural = "手工填报数"
        ordering = ("-period_to", "code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "code", "period_from", "period_to"],
                name="unique_reported_figure",
                violation_error_message="这个数据项在同一期间已有填报数，请打开那一条修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{_name(self.code)} {self.value.normalize():f}"

    def warnings(self) -> list[str]:
        return overlap_warnings([self], "union_id", "code")[0]

    def clean(self) -> None:
        require_order(self, "period_from", "period_to")
        if not (indicator := _known(self.code)):
            return
        if isinstance(indicator, Own) and not self._is_known_here():
            raise ValidationError({"code": f"“{indicator.name}”是别的工会的自定义指标，不能填。"})
        if not isinstance(indicator, Counted | Part | Preferred | Reported):
            raise ValidationError({"code": f"“{indicator.name}”由其他数据项算出，不能手工填报。"})
        if self.value is not None and not _is_plausible(self.value, indicator):
            raise ValidationError({"value": f"{indicator.name}要填不小于0的{_digits(indicator)}。"})

    def _is_known_here(self) -> bool:
        if self.union_id is None:
            return True  # its field says so
        return OwnFigure.objects.known_at(self.union).filter(code=self.code).exists()


class Target(Record):
    """目标责任书的一项: what the indicator shall reach in the year."""

    class Operator(models.TextChoices):
        AT_LEAST = "ge", "不少于"
        AT_MOST = "le", "不多于"
        RANGE = "range", "在……之间"

    year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("数据项", max_length=60)
    operator = models.CharField(
        "要求", max_length=5, choices=Operator.choices, default=Operator.AT_LEAST
    )
    value = models.DecimalField("目标值", max_digits=16, decimal_places=2)
    upper = models.DecimalField("上限", max_digits=16, decimal_places=2, null=True, blank=True)
    base = CleanCharField("计算基数", max_length=100, blank=True)
    points = models.DecimalField("分值", max_digits=5, decimal_places=1, null=True, blank=True)
    note = CleanCharField("考核细则", max_length=300, blank=True)

    objects: ClassVar["RecordManager[Target]"] = RecordManager()

    class Meta:
        verbose_name = "目标"
        verbose_name_plural = "目标"
        ordering = ("-year", "code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "year", "code"],
                name="unique_target",
                violation_error_message="这个数据项当年已有目标，请打开那一条修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}年{_name(self.code)}目标"

    def clean(self) -> None:
        _known(self.code)
        if self.operator == self.Operator.RANGE and (self.upper is None or self.upper < self.value):
            raise ValidationError({"upper": "要求在两个数之间时，请填上限，并且不小于目标值。"})

    def met_by(self, actual: Any) -> bool:
        """Whether the actual value fulfils the target."""
        if self.operator == self.Operator.AT_MOST:
            return bool(actual <= self.value)
        if self.operator == self.Operator.RANGE:
            return bool(self.value <= actual <= (self.upper or self.value))
        return bool(actual >= self.value)

    def reached_by(self, actual: Number) -> Decimal | None:
        """完成率 in percent, of a range against its lower end.

        None where a share tells nothing: for a ceiling (不多于) and for a goal of 0.
        """
        if self.operator == self.Operator.AT_MOST or not self.value:
            return None
        return Decimal(100) * Decimal(actual) / Decimal(self.value)


def _name(code: str) -> str:
    found = indicator_named(code)
    return found.name if found else code


def _known(code: str) -> Indicator | None:
    """The indicator of a code; a blank one is passed over, its field says so."""
    found = indicator_named(code)
    if code and found is None:
        raise ValidationError({"code": f"没有编号为“{code}”的数据项，请从列表中选择。"})
    return found


def _is_plausible(value: Decimal, indicator: Indicator) -> bool:
    return value >= 0 and value == rounded(value, indicator.decimals)


def _digits(indicator: Indicator) -> str:
    return f"数，最多{indicator.decimals}位小数" if indicator.decimals else "整数"

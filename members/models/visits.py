"""慰问走访 (D8-09/10, D6-05, D2-13): who was visited how often, counted, not named."""

from datetime import date
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, require_order

__all__ = ["Visit"]


class VisitQuerySet(RecordQuerySet["Visit"]):
    def made_between(self, start: date, end: date) -> Self:
        return self.filter(visited_on__range=(start, end))


VisitManager = models.Manager.from_queryset(VisitQuerySet)


class Visit(Record):
    """一次慰问: group, people and money; names stay in the aid case, if there is one."""

    class Group(models.TextChoices):
        HARDSHIP = "hardship", "困难职工"
        MIGRANT = "migrant", "外来务工人员"
        RETIRED = "retired", "退休职工"
        MODEL = "model", "劳动模范"
        FRONTLINE = "frontline", "一线职工"
        CHILDREN = "children", "留守儿童和困难学生"
        OTHER = "other", "其他"

    occasion = CleanCharField("慰问时节", max_length=50, help_text="如：春节、五一、高温。")
    group = models.CharField("慰问对象", max_length=10, choices=Group.choices)
    visited_on = models.DateField("慰问日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    people = CountField("慰问人次", default=1)
    amount = models.DecimalField(
        "慰问金（元）",
        max_digits=12,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0, "金额不能是负数，请核对。")],
    )
    partners = CleanCharField("联合单位", max_length=200, blank=True, help_text="用顿号分开。")
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["VisitManager[Visit]"] = VisitManager()

    class Meta:
        verbose_name = "慰问"
        verbose_name_plural = "慰问"
        ordering = ("-visited_on", "-pk")

    def __str__(self) -> str:
        return f"{self.occasion}慰问{self.get_group_display()}"

    def clean(self) -> None:
        refuse_future(self, "visited_on")
        require_order(self, "visited_on", "ends_on")

"""Training of staff and of union cadres (D9-27, 48…52)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, refuse_more, require_order

__all__ = ["Training"]


class TrainingQuerySet(RecordQuerySet["Training"]):
    def held_between(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))

    def legal_education(self) -> Self:
        return self.filter(kind=Training.Kind.LAW)

    def besides_legal_education(self) -> Self:
        return self.exclude(kind=Training.Kind.LAW)


TrainingManager = models.Manager.from_queryset(TrainingQuerySet)


class Training(Record):
    """培训. Attendance counts heads at each class (人次); the union is the organiser.

    No certificates told (None) is not the same as none gained (0).
    """

    class Kind(models.TextChoices):
        SKILL = "skill", "岗位技能"
        ETHICS = "ethics", "职业道德"
        SAFETY = "safety", "安全生产"
        LAW = "law", "普法教育"
        CADRE = "cadre", "工会干部"
        OTHER = "other", "其他"

    title = CleanCharField("培训项目", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    audience = CleanCharField("培训对象", max_length=100, blank=True)
    host = CleanCharField("主办单位", max_length=100, blank=True)
    partners = CleanCharField("联办单位", max_length=200, blank=True, help_text="用顿号分开。")
    held_on = models.DateField("举办日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    sessions = CountField("期（场）数", default=1)
    attendance = CountField("培训人次")
    certificates = CountField("取得证书（人）", null=True, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["TrainingManager[Training]"] = TrainingManager()

    class Meta:
        verbose_name = "培训"
        verbose_name_plural = "培训"
        ordering = ("-held_on", "title")

    def __str__(self) -> str:
        return f"{self.title}（{self.held_on:%Y-%m-%d}）"

    def clean(self) -> None:
        refuse_future(self, "held_on")
        require_order(self, "held_on", "ends_on")
        refuse_more(self, ("certificates", "attendance"))

"""大事记: work without a record type of its own (D9-14…16, D9-64, D1-10, D2-01, D8)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models

from unions.dates import precision_field
from unions.fields import CleanCharField, CleanTextField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import refuse_future, require_order

__all__ = ["WorkLog"]


class WorkLogQuerySet(RecordQuerySet["WorkLog"]):
    def happened_between(self, start: date, end: date) -> Self:
        return self.filter(happened_on__range=(start, end))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)


WorkLogManager = models.Manager.from_queryset(WorkLogQuerySet)


class WorkLog(Record):
    """一件工作: what was done, with whom, how many."""

    class Line(models.TextChoices):
        ORGANISATION = "organisation", "组织建设"
        RIGHTS = "rights", "维权"
        SERVICE = "service", "服务"
        QUALITY = "quality", "职工素质"
        OWN = "own", "自身建设"
        PARTY = "party", "党建带工建"

    class Kind(models.TextChoices):
        MECHANISM = "mechanism", "工作机制"
        RULE = "rule", "规章制度"
        SURVEY = "survey", "调查研究"
        MEETING = "meeting", "会议座谈"
        VISIT = "visit", "走访"
        ARTICLE = "article", "工会信息"
        SUBSCRIPTION = "subscription", "订阅书报"
        CAMPAIGN = "campaign", "专项活动"
        HELP = "help", "技术帮扶"
        OTHER = "other", "其他"

    happened_on = models.DateField("日期")
    happened_on_precision = precision_field("日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    line = models.CharField("工作线", max_length=15, choices=Line.choices)
    kind = models.CharField("类别", max_length=15, choices=Kind.choices)
    title = CleanCharField("事项", max_length=100)
    text = CleanTextField("内容", blank=True)
    partners = CleanCharField("联合单位", max_length=200, blank=True, help_text="用顿号分开。")
    quantity = CountField("数量", default=1)
    unit = CleanCharField("单位", max_length=10, default="件")

    objects: ClassVar["WorkLogManager[WorkLog]"] = WorkLogManager()

    class Meta:
        verbose_name = "大事记"
        verbose_name_plural = "大事记"
        ordering = ("-happened_on", "-pk")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse_future(self, "happened_on")
        require_order(self, "happened_on", "ends_on")

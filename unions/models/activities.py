"""Culture, sport, services and campaigns for staff (D9-37…41, D9-45, D9-53/54, D5-01, D8-05)."""

from datetime import date
from functools import partial
from typing import ClassVar, Self

from django.db import models

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.models.organisation import Union
from unions.records import Part, Record, RecordQuerySet
from unions.rules import all_of, refuse_future, refuse_more, require_order

__all__ = ["Activity", "ActivityUnion"]


class ActivityQuerySet(RecordQuerySet["Activity"]):
    def held_between(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))

    def of_campaign(self, campaign: str) -> Self:
        return self.filter(campaign=campaign)

    def with_rank(self) -> Self:
        return self.filter(rank__isnull=False)


ActivityManager = models.Manager.from_queryset(ActivityQuerySet)


class Activity(Record):
    """活动; the union is the organiser or the one that took part for the town."""

    class Kind(models.TextChoices):
        CULTURE = "culture", "文艺"
        SPORT = "sport", "体育"
        SERVICE = "service", "进企业服务"
        FESTIVAL = "festival", "节庆"
        HEALTH = "health", "健康体检"
        VOLUNTEER = "volunteer", "志愿公益"
        STUDY = "study", "学习参观"
        OTHER = "other", "其他"

    title = CleanCharField("活动名称", max_length=100)
    kind = models.CharField("类别", max_length=10, choices=Kind.choices)
    campaign = CleanCharField(
        "所属系列", max_length=50, blank=True, help_text="如：五进企业、职工文化艺术节。"
    )
    topic = CleanCharField("主题", max_length=50, blank=True, help_text="如：职业道德进企业。")
    held_on = models.DateField("举办日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    venue = CleanCharField("地点", max_length=100, blank=True)
    host = CleanCharField("主办单位", max_length=100, blank=True)
    sessions = CountField("场数", default=1)
    attendance = CountField("参加人次", null=True, blank=True)
    classes_entered = models.PositiveSmallIntegerField("参加节目类数", null=True, blank=True)
    classes_total = models.PositiveSmallIntegerField("节目总类数", null=True, blank=True)
    rank = models.PositiveSmallIntegerField("获得名次", null=True, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["ActivityManager[Activity]"] = ActivityManager()

    class Meta:
        verbose_name = "活动"
        verbose_name_plural = "活动"
        ordering = ("-held_on", "title")

    def __str__(self) -> str:
        return f"{self.title}（{self.held_on:%Y-%m-%d}）"

    def clean(self) -> None:
        all_of(
            partial(refuse_future, self, "held_on"),
            partial(require_order, self, "held_on", "ends_on"),
            partial(refuse_more, self, ("classes_entered", "classes_total")),
        )


class ActivityUnion(Part):
    """参加活动的工会."""

    SCOPE = "activity__union"

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="taking_part", verbose_name="活动"
    )
    union = models.ForeignKey(
        Union, models.PROTECT, related_name="activities_joined", verbose_name="参加工会"
    )
    people = CountField("参加人数", null=True, blank=True)

    class Meta:
        verbose_name = "参加工会"
        verbose_name_plural = "参加工会"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["activity", "union"],
                name="unique_activity_union",
                violation_error_message="这家工会已登记参加这项活动。",
            )
        ]

    def __str__(self) -> str:
        return str(self.union)

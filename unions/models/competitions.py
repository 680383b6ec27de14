"""Labour competitions, who enters and who wins (D9-22, 28…30, D3-06…15)."""

from datetime import date
from functools import partial
from typing import ClassVar, Self

from django.db import models
from django.db.models import F

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.models.organisation import Union
from unions.records import Part, Record, RecordQuerySet
from unions.rules import all_of, refuse_future, require_order

__all__ = ["Competition", "CompetitionEntry", "CompetitionResult"]


class CompetitionQuerySet(RecordQuerySet["Competition"]):
    def held_between(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)

    def of_town(self) -> Self:
        """Held by the town itself or above, not by a single union for its own staff."""
        return self.exclude(level=Competition.Level.UNION)


CompetitionManager = models.Manager.from_queryset(CompetitionQuerySet)


class Competition(Record):
    """劳动竞赛、技能竞赛、立功竞赛、安康杯. The union is the organiser."""

    class Kind(models.TextChoices):
        SKILL = "skill", "技能竞赛"
        MERIT = "merit", "立功竞赛"
        LABOUR = "labour", "劳动竞赛"
        SAFETY = "safety", "“安康杯”竞赛"

    class Level(models.TextChoices):
        UNION = "union", "基层"
        TOWN = "town", "镇级"
        COUNTY = "county", "县（区）级"
        CITY = "city", "市级"

    name = CleanCharField("竞赛名称", max_length=100)
    kind = models.CharField("竞赛类别", max_length=10, choices=Kind.choices)
    level = models.CharField("级别", max_length=10, choices=Level.choices, default=Level.TOWN)
    cup = CleanCharField("冠名", max_length=50, blank=True, help_text="如“兴源杯”，不用写引号。")
    trade = CleanCharField("工种", max_length=50, blank=True)
    round_no = models.PositiveSmallIntegerField("届（轮）次", null=True, blank=True)
    co_hosts = CleanCharField("联办单位", max_length=200, blank=True, help_text="用顿号分开。")
    criteria = CleanCharField(
        "竞赛内容", max_length=300, blank=True, help_text="如：比服务态度、比工作业绩。"
    )
    held_on = models.DateField("举办日期", help_text="跨几天或全年开展的填开始那天。")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    participants = CountField("参赛人次", null=True, blank=True)
    units = CountField(
        "参赛单位数", null=True, blank=True, help_text="不逐家登记参赛工会时填总数。"
    )
    slogan = CleanCharField("口号", max_length=100, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["CompetitionManager[Competition]"] = CompetitionManager()

    class Meta:
        verbose_name = "竞赛"
        verbose_name_plural = "竞赛"
        ordering = ("-held_on", "name")

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Name as papers print it: “兴源杯”行车工技能竞赛."""
        return f"“{self.cup}”{self.name}" if self.cup else self.name

    def clean(self) -> None:
        all_of(
            partial(refuse_future, self, "held_on"),
            partial(require_order, self, "held_on", "ends_on"),
        )


class CompetitionEntry(Part):
    """参赛工会."""

    SCOPE = "competition__union"

    competition = models.ForeignKey(
        Competition, models.CASCADE, related_name="entries", verbose_name="竞赛"
    )
    union = models.ForeignKey(
        Union, models.PROTECT, related_name="entries", verbose_name="参赛工会"
    )
    people = CountField("参赛人数", null=True, blank=True)
    name_order = models.PositiveSmallIntegerField(
        "点名次序", null=True, blank=True, help_text="总结中先点名的填1、2、3……，不点名的留空。"
    )

    class Meta:
        verbose_name = "参赛工会"
        verbose_name_plural = "参赛工会"
        ordering = (F("name_order").asc(nulls_last=True), "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["competition", "union"],
                name="unique_entry",
                violation_error_message="这家工会已登记参加这项竞赛。",
            )
        ]

    def __str__(self) -> str:
        return str(self.union)


class CompetitionResult(Part):
    """竞赛结果: winners as text, because they need not be members of ours."""

    SCOPE = "competition__union"

    class Qualification(models.TextChoices):
        JUNIOR = "junior", "初级"
        INTERMEDIATE = "intermediate", "中级"
        SENIOR = "senior", "高级"
        TECHNICIAN = "technician", "技师"

    competition = models.ForeignKey(
        Competition, models.CASCADE, related_name="results", verbose_name="竞赛"
    )
    winner = CleanCharField("姓名或集体", max_length=50)
    post = CleanCharField("单位及岗位", max_length=100, blank=True)
    rank = models.PositiveSmallIntegerField("名次", null=True, blank=True)
    title = CleanCharField("获得称号", max_length=50, blank=True)
    qualification = models.CharField(
        "取得职业资格", max_length=20, choices=Qualification.choices, blank=True
    )

    class Meta:
        verbose_name = "竞赛结果"
        verbose_name_plural = "竞赛结果"
        ordering = (F("rank").asc(nulls_last=True), "pk")

    def __str__(self) -> str:
        return self.winner

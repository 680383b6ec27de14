"""创建与荣誉: a catalogue of schemes as data, and who applied for or was granted which grade.

Serves D9-25, 31/32, 42…47, 57…59, 61…63, D3-01…12, D4-06…08. Each figure says which date it uses.
"""

import secrets
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from unions.fields import CleanCharField, CleanTextField, CountField
from unions.permissions import Viewer, paths_granting
from unions.records import Record, RecordQuerySet
from unions.rules import all_of, refuse_future, require_order

__all__ = ["Recognition", "Scheme", "SchemeGrade"]


OWN_CODE = "own-"  # begins the codes of what staff add themselves; figures use the shipped ones


def _own_code() -> str:
    return OWN_CODE + secrets.token_hex(4)


class Scheme(models.Model):
    """创建项目或荣誉称号, such as AAA级规范化建设 or 职工书屋; staff may add their own."""

    class Group(models.TextChoices):
        HOME = "home", "职工之家与规范化"
        HARMONY = "harmony", "和谐劳动关系"
        LEARNING = "learning", "学习型创建"
        VENUE = "venue", "文化阵地"
        LABOUR = "labour", "劳动荣誉"
        WORK = "work", "工会工作荣誉"

    code = models.SlugField("代号", max_length=30, unique=True)
    name = CleanCharField("名称", max_length=60, unique=True)
    group = models.CharField("分类", max_length=10, choices=Group.choices)
    base = CleanCharField("比率的基数", max_length=100, blank=True, help_text="如：企业工会。")
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "创建项目"
        verbose_name_plural = "创建项目"
        ordering = ("group", "pk")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **options: Any) -> None:
        self.code = self.code or _own_code()
        super().save(*args, **options)

    @property
    def is_own(self) -> bool:
        """Added here, not shipped: no figure looks for it by its code."""
        return self.code.startswith(OWN_CODE)


class SchemeGrade(models.Model):
    """一个项目的等次, highest first by order."""

    scheme = models.ForeignKey(
        Scheme, models.CASCADE, related_name="grades", verbose_name="创建项目"
    )
    code = models.SlugField("代号", max_length=20)
    name = CleanCharField("等次", max_length=30)
    order = models.PositiveSmallIntegerField("次序", default=1)

    class Meta:
        verbose_name = "等次"
        verbose_name_plural = "等次"
        ordering = ("scheme", "order")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="unique_grade",
                violation_error_message="这个项目已有这个代号的等次。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scheme}{self.name}"

    def save(self, *args: Any, **options: Any) -> None:
        self.code = self.code or _own_code()
        super().save(*args, **options)


class RecognitionQuerySet(RecordQuerySet["Recognition"]):
    def visible_to(self, user: Viewer, action: str = "view") -> Self:
        """Who may not see names of people sees what unions and teams hold, and no more."""
        named = Recognition.objects.under(paths_granting(user, "unions.laureate")).values("pk")
        unnamed = ~Q(holder=Recognition.Holder.PERSON)
        return super().visible_to(user, action).filter(unnamed | Q(pk__in=named))

    def of_scheme(self, code: str, *grades: str) -> Self:
        found = self.filter(scheme__code=code)
        return found.filter(grade__code__in=grades) if grades else found

    def applied_between(self, start: date, end: date) -> Self:
        return self.filter(applied_on__range=(start, end))

    def granted_between(self, start: date, end: date) -> Self:
        return self.filter(granted_on__range=(start, end))

    def held_on(self, day: date) -> Self:
        """Granted by the day and still valid on it."""
        valid = Q(valid_to__isnull=True) | Q(valid_to__gte=day)
        return self.filter(valid, granted_on__lte=day)

    def without_grade(self) -> Self:
        """No grade though the scheme has grades."""
        return self.filter(grade__isnull=True, scheme__in=SchemeGrade.objects.values("scheme"))

    def taking_part_on(self, day: date) -> Self:
        """Applied or granted by the day, and not lapsed: cumulative participation."""
        begun = Q(applied_on__lte=day) | Q(applied_on__isnull=True, granted_on__lte=day)
        return self.filter(begun).exclude(valid_to__lt=day)


RecognitionManager = models.Manager.from_queryset(RecognitionQuerySet)


class Recognition(Record):
    """申报或荣誉: who applied for what when, and was granted it when and until when."""

    class Level(models.TextChoices):
        UNION = "union", "基层"
        TOWN = "town", "镇级"
        COUNTY = "county", "县（区）级"
        CITY = "city", "市级"
        PROVINCE = "province", "省级"
        NATION = "nation", "全国"

    class Holder(models.TextChoices):
        UNION = "union", "工会（单位）"
        TEAM = "team", "班组（集体）"
        PERSON = "person", "个人"

    scheme = models.ForeignKey(
        Scheme, models.PROTECT, related_name="recognitions", verbose_name="创建项目"
    )
    grade = models.ForeignKey(
        SchemeGrade,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="recognitions",
        verbose_name="等次",
    )
    level = models.CharField("级别", max_length=10, choices=Level.choices, default=Level.COUNTY)
    holder = models.CharField("对象", max_length=10, choices=Holder.choices, default=Holder.UNION)
    name = CleanCharField(
        "获得者", max_length=100, blank=True, help_text="班组或个人填姓名、单位；工会自己的留空。"
    )
    title = CleanCharField("称号", max_length=100, blank=True, help_text="与项目名称不同时填写。")
    applied_on = models.DateField("申报日期", null=True, blank=True)
    granted_on = models.DateField("命名日期", null=True, blank=True)
    valid_to = models.DateField("有效期至", null=True, blank=True)
    quantity = CountField("数量", default=1, help_text="只报总数时填总数。")
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["RecognitionManager[Recognition]"] = RecognitionManager()

    class Meta:
        verbose_name = "创建与荣誉"
        verbose_name_plural = "创建与荣誉"
        ordering = ("-granted_on", "-applied_on", "pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["scheme", "granted_on"])]

    def __str__(self) -> str:
        return f"{self.name or self.union}：{self.title or self.grade or self.scheme}"

    def clean(self) -> None:
        all_of(
            partial(refuse_future, self, "applied_on", "granted_on"),
            partial(require_order, self, "applied_on", "granted_on", "valid_to"),
            self._require_day,
            self._refuse_other_grade,
        )

    def _require_day(self) -> None:
        if not (self.applied_on or self.granted_on):
            raise ValidationError({"applied_on": "请填申报日期或命名日期，至少填一个。"})

    def _refuse_other_grade(self) -> None:
        if self.grade and self.grade.scheme_id != self.scheme_id:
            raise ValidationError(
                {"grade": f"等次“{self.grade.name}”不属于“{self.scheme}”，请重新选择。"}
            )

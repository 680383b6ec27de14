"""Bodies and systems inside a union, and its congresses (D9-19…21, D9-55, D1-08, D1-13, D4-13)."""

from datetime import date
from functools import partial
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from unions.dates import precision_field, since
from unions.fields import CleanCharField, CleanTextField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import all_of, refuse_future, refuse_more, require_order

__all__ = ["Body", "Congress"]


class BodyQuerySet(RecordQuerySet["Body"]):
    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def standing_on(self, day: date) -> Self:
        """Set up by the day and not wound up on it; an unknown start counts as long ago."""
        running = Q(to_on__isnull=True) | Q(to_on__gt=day)
        return self.filter(since("from_on", day), running)


BodyManager = models.Manager.from_queryset(BodyQuerySet)


class Body(Record):
    """机构或制度 of one union with the days it stands."""

    class Kind(models.TextChoices):
        AUDIT = "audit", "经费审查委员会"
        WOMEN = "women", "女职工委员会"
        MEDIATION = "mediation", "劳动争议调解组织"
        SUPERVISION = "supervision", "劳动法律监督组织"
        PROTECTION = "protection", "劳动保护监督检查组织"
        FUND = "fund", "职工爱心基金"
        CONGRESS = "congress", "职代会制度"
        DISCLOSURE = "disclosure", "厂务公开制度"
        APPRAISAL = "appraisal", "民主评议工会干部制度"

    kind = models.CharField("机构或制度", max_length=12, choices=Kind.choices)
    from_on = models.DateField("建立日期", null=True, blank=True)
    from_on_precision = precision_field("建立日期")
    adjusted_on = models.DateField("最近调整日期", null=True, blank=True)
    to_on = models.DateField("撤销日期", null=True, blank=True)
    size = models.PositiveSmallIntegerField("人数", null=True, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["BodyManager[Body]"] = BodyManager()

    class Meta:
        verbose_name = "机构与制度"
        verbose_name_plural = "机构与制度"
        ordering = ("union__code", "kind")

    def __str__(self) -> str:
        return f"{self.union}{self.get_kind_display()}"

    def clean(self) -> None:
        all_of(
            partial(refuse_future, self, "from_on", "adjusted_on"),
            partial(require_order, self, "from_on", "adjusted_on", "to_on"),
        )


class CongressQuerySet(RecordQuerySet["Congress"]):
    def held_between(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))


CongressManager = models.Manager.from_queryset(CongressQuerySet)


class Congress(Record):
    """会员（代表）大会或职工（代表）大会的一次会议."""

    class Kind(models.TextChoices):
        MEMBERS = "members", "会员（代表）大会"
        STAFF = "staff", "职工（代表）大会"

    kind = models.CharField("会议种类", max_length=10, choices=Kind.choices)
    term_no = models.PositiveSmallIntegerField("届", null=True, blank=True)
    session_no = models.PositiveSmallIntegerField("次", null=True, blank=True)
    held_on = models.DateField("召开日期")
    held_on_precision = precision_field("召开日期")
    delegates = CountField("到会代表", null=True, blank=True)
    women_delegates = CountField("女代表", null=True, blank=True)
    agenda = CleanCharField("主要议程", max_length=300, blank=True)

    objects: ClassVar["CongressManager[Congress]"] = CongressManager()

    class Meta:
        verbose_name = "代表大会"
        verbose_name_plural = "代表大会"
        ordering = ("-held_on",)

    def __str__(self) -> str:
        return f"{self.union}{self.get_kind_display()}（{self.held_on:%Y-%m-%d}）"

    def clean(self) -> None:
        refuse_future(self, "held_on")
        refuse_more(self, ("women_delegates", "delegates"))

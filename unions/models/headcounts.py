"""Staff and members as a union reports them (D9-11…13)."""

from datetime import date
from functools import partial, reduce
from operator import or_
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from unions.fields import CleanCharField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import all_of, refuse_future, refuse_more

__all__ = ["Headcount"]


class HeadcountQuerySet(RecordQuerySet["Headcount"]):
    def latest_on(self, day: date) -> Self:
        """Each union's last return up to the day; older ones carry on until a new one comes."""
        newest = (
            Headcount.objects.filter(union=OuterRef("union"), as_of__lte=day)
            .order_by("-as_of")
            .values("pk")[:1]
        )
        return self.filter(pk=Subquery(newest))

    def incomplete(self) -> Self:
        """A column of the yearly statistics was left blank."""
        columns = ("women", "migrants", "members", "women_members", "migrant_members")
        blank = (Q(**{f"{column}__isnull": True}) for column in columns)
        return self.filter(reduce(or_, blank))

    def reported_since(self, day: date) -> Self:
        return self.filter(as_of__gt=day)


HeadcountManager = models.Manager.from_queryset(HeadcountQuerySet)


class Headcount(Record):
    """职工与会员人数: one return of one union as of a day; None means not told, not zero."""

    as_of = models.DateField("统计截至")
    staff = CountField("职工数")
    women = CountField("女职工", null=True, blank=True)
    migrants = CountField("农民工", null=True, blank=True)
    members = CountField("会员数", null=True, blank=True)
    women_members = CountField("女会员", null=True, blank=True)
    migrant_members = CountField("农民工会员", null=True, blank=True)
    reported_by = CleanCharField("填报人", max_length=50, blank=True)
    reported_on = models.DateField("填报日期", null=True, blank=True)

    objects: ClassVar["HeadcountManager[Headcount]"] = HeadcountManager()

    class Meta:
        verbose_name = "职工与会员人数"
        verbose_name_plural = "职工与会员人数"
        ordering = ("-as_of", "union__code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "as_of"],
                name="unique_headcount",
                violation_error_message="这家工会在同一天已有一份人数，请打开那一份修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union} {self.as_of:%Y-%m-%d}"

    def clean(self) -> None:
        shares = (
            ("women", "staff"),
            ("migrants", "staff"),
            ("members", "staff"),
            ("women_members", "members"),
            ("migrant_members", "members"),
        )
        all_of(
            partial(refuse_future, self, "as_of", "reported_on"),
            partial(refuse_more, self, *shares),
            self._require_members,
        )

    def _require_members(self) -> None:
        """A part of the members without the members: nothing could be said of it."""
        parts = {"women_members": "女会员", "migrant_members": "农民工会员"}
        faults = {
            name: f"填了{label}，没有填会员数，请补填会员数。"
            for name, label in parts.items()
            if self.members is None and getattr(self, name)
        }
        if faults:
            raise ValidationError(faults)

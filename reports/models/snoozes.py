"""推迟提醒: one deadline put off, for all who share the list."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from unions.models import Union
from unions.records import ScopedQuerySet

__all__ = ["Snooze"]


class SnoozeQuerySet(ScopedQuerySet["Snooze"]):
    def running_on(self, day: date) -> Self:
        """Still silent on the day; without an end, for good."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=day))


SnoozeManager = models.Manager.from_queryset(SnoozeQuerySet)


class Snooze(models.Model):
    """One record under one rule and for one last day: of next year's it reminds again."""

    SCOPE: ClassVar[str] = "union"

    union = models.ForeignKey(Union, models.CASCADE, verbose_name="所属工会", related_name="+")
    rule = models.CharField("提醒事项", max_length=40)
    record_id = models.PositiveBigIntegerField("台账")
    due = models.CharField("期限", max_length=10, blank=True, help_text="没有固定期限的留空。")
    until = models.DateField("推迟到", null=True, blank=True, help_text="留空表示不再提醒。")
    created_at = models.DateTimeField("办理时间", auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="办理人",
    )

    objects: ClassVar["SnoozeManager[Snooze]"] = SnoozeManager()

    class Meta:
        verbose_name = "推迟提醒"
        verbose_name_plural = "推迟提醒"
        ordering = ("-created_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["rule", "record_id", "due"], name="unique_snooze")
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.record_id}"

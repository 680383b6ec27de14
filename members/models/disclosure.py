"""Who saw full personal numbers, when and why (显示 asks once and opens for 30 minutes)."""

from datetime import timedelta
from itertools import islice
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from unions.fields import CleanCharField

__all__ = ["DisclosedRecord", "Disclosure"]

BATCH = 1000
OPEN_FOR = timedelta(minutes=30)


class Disclosure(models.Model):
    """查看登记: a reason that opens full numbers to one user for half an hour. Never edited."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="disclosures", verbose_name="查看人"
    )
    reason = CleanCharField("查看原因", max_length=200)
    opened_at = models.DateTimeField("开始时间", auto_now_add=True)

    class Meta:
        verbose_name = "完整号码查看登记"
        verbose_name_plural = "完整号码查看登记"
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return f"{self.user}：{self.reason}"

    @classmethod
    def open_for(cls, user: models.Model) -> "Disclosure | None":
        """The user's disclosure that is still open now."""
        since = timezone.now() - OPEN_FOR
        return cls.objects.filter(user=user, opened_at__gte=since).first()

    def note(self, record: models.Model) -> None:
        """Writes down that this record's numbers were shown."""
        self.records.get_or_create(record=record._meta.label_lower, key=str(record.pk))

    def note_all(self, rows: models.QuerySet[Any]) -> int:
        """As `note` for many records, which are exported; how many they are."""
        label, count = rows.model._meta.label_lower, 0
        keys = rows.order_by().values_list("pk", flat=True).iterator(chunk_size=BATCH)
        while some := list(islice(keys, BATCH)):
            notes = [DisclosedRecord(disclosure=self, record=label, key=str(pk)) for pk in some]
            DisclosedRecord.objects.bulk_create(notes, ignore_conflicts=True)
            count += len(notes)
        return count


class DisclosedRecord(models.Model):
    """A record whose full numbers were on the screen."""

    disclosure = models.ForeignKey(Disclosure, models.CASCADE, related_name="records")
    record = models.CharField("台账", max_length=50)
    key = models.CharField("编号", max_length=20)
    shown_at = models.DateTimeField("显示时间", auto_now_add=True)

    class Meta:
        verbose_name = "显示过的记录"
        verbose_name_plural = "显示过的记录"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disclosure", "record", "key"], name="unique_disclosed_record"
            )
        ]

    def __str__(self) -> str:
        return f"{self.record} {self.key}"

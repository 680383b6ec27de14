"""说明后通过: a finding of a data check that is right as it is, with the reason."""

from typing import ClassVar

from django.db import models

from unions.fields import CleanCharField
from unions.records import Record, RecordManager

__all__ = ["Waiver"]


class Waiver(Record):
    """Who let which row pass a check, why, and in which state; the record changed, it is void."""

    check_code = models.CharField("检查项", max_length=60, editable=False)
    key = models.PositiveBigIntegerField("记录", editable=False)
    stamp = models.CharField("记录状态", max_length=200, editable=False)
    reason = CleanCharField("说明", max_length=200)

    objects: ClassVar["RecordManager[Waiver]"] = RecordManager()

    class Meta:
        verbose_name = "检查说明"
        verbose_name_plural = "检查说明"
        ordering = ("-updated_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["check_code", "key"], name="unique_waiver")
        ]

    def __str__(self) -> str:
        return self.reason

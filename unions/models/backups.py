"""备份登记: every backup and restore, good or failed; rows are added, never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models

__all__ = ["Backup"]


class Backup(models.Model):
    """One attempt; the content of the file is told by the file itself."""

    class Way(models.TextChoices):
        NIGHTLY = "nightly", "夜间自动"
        COMMAND = "command", "命令"
        DOWNLOAD = "download", "浏览器下载"
        DRIVE = "drive", "写到移动盘"
        RESTORE = "restore", "恢复"

    at = models.DateTimeField("时间", db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="经办人",
    )
    way = models.CharField("方式", max_length=10, choices=Way.choices)
    place = models.CharField("位置", max_length=300)
    size = models.BigIntegerField("字节数", null=True, blank=True)
    is_good = models.BooleanField("完好")
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "备份登记"
        verbose_name_plural = "备份登记"
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_way_display()}：{self.place}"

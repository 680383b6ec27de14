"""A sheet between upload and confirmation."""

import base64
import hashlib
import os
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from unions import crypto
from unions.fields import CleanCharField
from unions.models import Union, User

__all__ = ["Upload"]

LIFE = timedelta(hours=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: User) -> Self:
        """Nobody confirms, or even sees, what somebody else sent in."""
        return self.filter(user=user, created_at__gt=timezone.now() - LIFE)

    def purge(self) -> None:
        """Away with what is older than an hour: rows, and files whether a row knows them or not."""
        self.filter(created_at__lte=timezone.now() - LIFE).delete()
        for path in folder().iterdir():
            if timezone.now().timestamp() - path.stat().st_mtime > LIFE.total_seconds():
                path.unlink(missing_ok=True)


UploadManager = models.Manager.from_queryset(UploadQuerySet)


class Upload(models.Model):
    """What was sent in, by whom, and how it is to be read.

    The content lies encrypted in a folder of the ledger's own: sheets hold ID numbers.
    """

    SCOPE: ClassVar[str] = "root"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    name = CleanCharField("文件名", max_length=200)
    digest = models.CharField(max_length=64)  # SHA-256 of the content
    resource = models.CharField("种类", max_length=30)
    root = models.ForeignKey(Union, models.CASCADE, related_name="+", verbose_name="收到哪里")
    union = models.ForeignKey(
        Union, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="填报工会"
    )
    sheet = models.CharField("工作表", max_length=100, blank=True)
    as_of = models.DateField("统计截至", null=True, blank=True)
    columns: Any = models.JSONField("各列对应", default=dict, blank=True)
    result: Any = models.JSONField(null=True, blank=True)  # counts, once it was confirmed

    objects: ClassVar["UploadManager[Upload]"] = UploadManager()

    class Meta:
        verbose_name = "收到的表格"
        verbose_name_plural = "收到的表格"

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        return folder() / self.id.hex

    def keep(self, content: bytes) -> None:
        """Stores the content so that no reader of the disk can use it."""
        self.digest = hashlib.sha256(content).hexdigest()
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(crypto.encrypt(base64.b64encode(content).decode()))

    def content(self) -> bytes:
        """FileNotFoundError when it was purged; ValueError when it is not what was sent in."""
        content = base64.b64decode(crypto.decrypt(self.path.read_text(encoding="ascii")))
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise ValueError("收到的文件与登记的不一致。")
        return content

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)


def folder() -> Path:
    path: Path = settings.SHEET_FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path

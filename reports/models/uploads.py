"""Sheets between upload and confirmation, alone or many together (批量收表)."""

import base64
import hashlib
import os
import uuid
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from unions import crypto
from unions.fields import CleanCharField
from unions.models import Union, User

__all__ = ["State", "Upload", "UploadLot"]

LIFE = timedelta(hours=1)
READING = (  # how a sheet is to be read, and what that comes to
    "resource", "root", "union", "guessed", "sheet", "header", "as_of", "transfers", "columns",
    "outcome",
)  # fmt: skip
COUNTED = ("new", "changed", "unchanged", "refused")  # rows by verdict


class State(models.TextChoices):
    """Of a file of a lot, those first that somebody must look at."""

    ASKED = "asked", "要您说明"
    UNREADABLE = "unreadable", "读不了"
    REFUSED = "refused", "一行也不收"
    DOUBTFUL = "doubtful", "要先看一看"
    PARTLY = "partly", "有不收的行"
    READY = "ready", "全部合格"
    STORED = "stored", "已收"

    @property
    def rank(self) -> int:
        return list(State).index(self)


class UploadQuerySet(models.QuerySet["Upload"]):
    def of(self, user: User) -> Self:
        """Nobody confirms, or even sees, what somebody else sent in."""
        return self.filter(user=user, created_at__gt=timezone.now() - LIFE)

    def purge(self) -> None:
        """Away with what is older than an hour: rows, and files whether a row knows them or not."""
        self.filter(created_at__lte=timezone.now() - LIFE).delete()
        UploadLot.objects.filter(created_at__lte=timezone.now() - LIFE).delete()
        for path in folder().iterdir():
            if timezone.now().timestamp() - path.stat().st_mtime > LIFE.total_seconds():
                path.unlink(missing_ok=True)


UploadManager = models.Manager.from_queryset(UploadQuerySet)


class UploadLotQuerySet(models.QuerySet["UploadLot"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user, created_at__gt=timezone.now() - LIFE)

    def unfinished(self) -> Self:
        return self.filter(uploads__result__isnull=True).distinct()


UploadLotManager = models.Manager.from_queryset(UploadLotQuerySet)


class UploadLot(models.Model):
    """Files sent in together, to be looked through and confirmed together."""

    SCOPE: ClassVar[str] = "root"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    root = models.ForeignKey(Union, models.CASCADE, related_name="+", verbose_name="收到哪里")
    skipped: Any = models.JSONField("跳过的文件", default=list, blank=True)  # names of junk

    objects: ClassVar["UploadLotManager[UploadLot]"] = UploadLotManager()

    class Meta:
        verbose_name = "一批收到的表格"
        verbose_name_plural = "各批收到的表格"

    def __str__(self) -> str:
        return f"{self.root} {timezone.localtime(self.created_at):%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("reports:collect_lot", args=[self.pk])

    @property
    def ends_at(self) -> datetime:
        return self.created_at + LIFE


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
    lot = models.ForeignKey(
        UploadLot, models.CASCADE, null=True, blank=True, related_name="uploads"
    )
    place = models.PositiveSmallIntegerField(default=0)  # in the lot, in which files are stored
    resource = models.CharField("种类", max_length=30, blank=True)  # "" when not recognised
    root = models.ForeignKey(Union, models.CASCADE, related_name="+", verbose_name="收到哪里")
    union = models.ForeignKey(
        Union, models.CASCADE, null=True, blank=True, related_name="+", verbose_name="填报工会"
    )
    guessed = models.ForeignKey(  # counts where the sheet itself names none
        Union,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="文件名里的工会",
    )
    sheet = models.CharField("工作表", max_length=100, blank=True)  # "" for the one that fits best
    header = models.PositiveIntegerField("表头行", null=True, blank=True)  # said by hand
    as_of = models.DateField("统计截至", null=True, blank=True)
    transfers: Any = models.JSONField("按转移办理的行", default=list, blank=True)  # row numbers
    columns: Any = models.JSONField("各列对应", default=dict, blank=True)
    outcome: Any = models.JSONField(null=True, blank=True)  # of a lot's file: reading.py
    result: Any = models.JSONField(null=True, blank=True)  # once confirmed: results.py

    objects: ClassVar["UploadManager[Upload]"] = UploadManager()

    class Meta:
        verbose_name = "收到的表格"
        verbose_name_plural = "收到的表格"

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The file, with the sheet where one of several is meant."""
        return f"{self.name}〔{self.sheet}〕" if self.sheet else self.name

    @property
    def stem(self) -> str:
        """The label without the ending, for what is given back."""
        bare = self.name.rpartition(".")[0] or self.name
        return f"{bare}〔{self.sheet}〕" if self.sheet else bare

    def get_absolute_url(self) -> str:
        return reverse("reports:collect_preview", args=[self.pk])

    @property
    def state(self) -> "State":
        """Of a file of a lot: what its reading or storing came to."""
        if self.result is not None:
            return State.STORED
        outcome = self.outcome or {}
        if outcome.get("trouble"):
            return State.ASKED if outcome.get("asks") else State.UNREADABLE
        refused, storable = self.counts.get("refused"), outcome.get("storable")
        if storable and outcome.get("warnings"):
            return State.DOUBTFUL
        if not refused:
            return State.READY
        return State.PARTLY if storable else State.REFUSED

    @property
    def counts(self) -> dict[str, int]:
        """Rows by verdict: as stored, else as they would be; of what cannot be read none."""
        found: dict[str, Any] = self.result or (self.outcome or {}).get("counts") or {}
        return {name: found[name] for name in COUNTED if name in found}

    @property
    def ends_at(self) -> datetime:
        return self.created_at + LIFE

    @property
    def path(self) -> Path:
        return folder() / self.id.hex

    def keep(self, content: bytes) -> None:
        """Stores the content so that no reader of the disk can use it."""
        self.digest = hashlib.sha256(content).hexdigest()
        _write(self.path, content)

    def share(self, other: "Upload") -> None:
        """The same content under this upload's own name, on the disk only once."""
        self.digest = other.digest
        try:
            os.link(other.path, self.path)
        except OSError:  # network and FAT disks know no links
            _write(self.path, other.content())

    def keep_reading(self) -> bool:
        """Saves what the sheet is taken for; False once it is stored, by another click say."""
        told = {name: getattr(self, name) for name in READING}
        rows = Upload.objects.filter(pk=self.pk, result__isnull=True)
        return bool(rows.update(**told))

    def content(self) -> bytes:
        """FileNotFoundError when it was purged; ValueError when it is not what was sent in."""
        content = _read(self.path)
        if hashlib.sha256(content).hexdigest() != self.digest:
            raise ValueError("收到的文件与登记的不一致。")
        return content

    def discard(self) -> None:
        self.path.unlink(missing_ok=True)

    def keep_refused(self, workbook: bytes) -> None:
        """Beside the content: what became of a sheet must not touch it before it is stored."""
        _write(self._refused_path, workbook)

    def refused(self) -> bytes:
        """FileNotFoundError when no row was refused."""
        return _read(self._refused_path)

    @property
    def _refused_path(self) -> Path:
        return folder() / f"{self.id.hex}-refused"


def folder() -> Path:
    path: Path = settings.SHEET_FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(crypto.encrypt(base64.b64encode(content).decode()))


def _read(path: Path) -> bytes:
    return base64.b64decode(crypto.decrypt(path.read_text(encoding="ascii")))

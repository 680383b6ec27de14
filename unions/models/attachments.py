"""扫描件和照片 of any record: kept outside the web root, served only through a scoped view."""

import secrets
import zipfile
from pathlib import PurePath
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from unions.fields import CleanCharField
from unions.records import Record

__all__ = ["MAX_BYTES", "Attachment", "kind_of"]

MAX_BYTES = 10 * 2**20
ZIP = b"PK\x03\x04"
PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}  # every such file has it
# What the first bytes must be, whatever the name says (扩展名可以改，内容改不了).
MAGIC: dict[str, tuple[tuple[bytes, ...], str]] = {
    ".pdf": ((b"%PDF-",), "application/pdf"),
    ".jpg": ((b"\xff\xd8\xff",), "image/jpeg"),
    ".jpeg": ((b"\xff\xd8\xff",), "image/jpeg"),
    ".png": ((b"\x89PNG\r\n\x1a\n",), "image/png"),
    ".docx": (
        (ZIP,),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    ".xlsx": (
        (ZIP,),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def kind_of(name: str) -> str:
    """Content type of an accepted file name; 'application/octet-stream' for anything else."""
    found = MAGIC.get(PurePath(name).suffix.lower())
    return found[1] if found else "application/octet-stream"


def check_upload(upload: "UploadedFile[bytes]") -> None:
    """Refuses what is too large, of another type, or not what its name claims."""
    suffix = PurePath(upload.name or "").suffix.lower()
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(
            f"文件“{upload.name}”有{(upload.size or 0) / 2**20:.1f}MB，超过10MB，请压缩后再传。"
        )
    if suffix not in MAGIC:
        raise ValidationError(
            f"文件“{upload.name}”的类型不收，请传 PDF、JPG、PNG、Word（docx）或 Excel（xlsx）文件。"
        )
    if not _is_really(upload, suffix):
        raise ValidationError(
            f"文件“{upload.name}”的内容与扩展名{suffix}不符，请用原来的软件另存后再传。"
        )


def _is_really(upload: "UploadedFile[bytes]", suffix: str) -> bool:
    head = upload.read(16)
    upload.seek(0)
    is_alike: bool = head.startswith(MAGIC[suffix][0])
    if not is_alike or suffix not in PARTS:
        return is_alike
    try:
        with zipfile.ZipFile(upload) as archive:
            return PARTS[suffix] in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        upload.seek(0)


def storage_name(attachment: "Attachment", name: str) -> str:
    """A name that tells nothing: the real one is kept in the record."""
    return f"attachments/{attachment.token}{PurePath(name).suffix.lower()}"


def new_token() -> str:
    return secrets.token_hex(16)


class Attachment(Record):
    """A file beside a record; seen by whoever may see that record."""

    content_type = models.ForeignKey(ContentType, models.CASCADE, editable=False)
    object_id = models.PositiveBigIntegerField(editable=False)
    subject: ClassVar[Any] = GenericForeignKey("content_type", "object_id")
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    file = models.FileField("文件", upload_to=storage_name, validators=[check_upload])
    name = CleanCharField("文件名", max_length=150, editable=False)
    note = CleanCharField("说明", max_length=100, blank=True)

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ("pk",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["content_type", "object_id"], name="attachment_subject")
        ]

    def __str__(self) -> str:
        return self.name

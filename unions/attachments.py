"""Files beside records: whose they are, how they come in, and how they leave the disk."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from unions.models import Attachment, Union
from unions.permissions import Viewer, reaches

__all__ = ["discard", "files_of", "follow", "home_of", "may"]


def home_of(record: Any) -> Union:
    """The union a record belongs to; a union belongs to itself."""
    for step in filter(None, record.SCOPE.split("__")):
        record = getattr(record, step)
    union: Union = record
    return union


def may(user: Viewer, record: Any, action: str) -> bool:
    """Whether a role of the user grants ``action`` on the files of this (visible) record."""
    return reaches(user, Attachment, home_of(record), action)


def files_of(record: models.Model) -> models.QuerySet[Attachment]:
    kind = ContentType.objects.get_for_model(record)
    found = Attachment.objects.filter(content_type=kind, object_id=record.pk)
    return found.select_related("created_by")


def follow(record: Any) -> None:
    """Files move with a record that was filed under another union."""
    home = home_of(record)
    strayed = files_of(record).exclude(union=home)
    if strayed.exists():
        Attachment.objects.filter(pk__in=strayed.values("pk")).update(union=home)


def discard(attachments: Iterable[Attachment]) -> None:
    """Deletes rows now and files once that is certain."""
    with transaction.atomic():
        for attachment in list(attachments):
            stored, name = attachment.file.storage, attachment.file.name
            attachment.delete()
            transaction.on_commit(lambda stored=stored, name=name: stored.delete(name))  # type: ignore[misc]

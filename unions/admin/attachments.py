"""The card of files on a record's page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from unions.attachments import files_of, may
from unions.forms import AttachmentForm

__all__ = ["file_card"]


def file_card(request: HttpRequest, record: Any) -> dict[str, Any]:
    """What templates/records/_attachments.html shows; nothing for roles without a part in it."""
    user: Any = request.user
    if not may(user, record, "view"):
        return {}
    form = AttachmentForm() if may(user, record, "add") else None
    opts = record._meta
    address = reverse("unions:attach", args=[opts.app_label, opts.model_name, record.pk])
    return {
        "attachments": files_of(record),
        "attachment_form": form,
        "attach_address": address,
        "can_detach": may(user, record, "delete"),
    }

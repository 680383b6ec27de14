"""Files of records: put in, fetched and removed by those who may see or change the record."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from unions.admin.base import RecordAdmin
from unions.attachments import discard, home_of, may
from unions.forms import AttachmentForm
from unions.models import Attachment
from unions.models.attachments import kind_of
from unions.pages import download, shell_page

__all__ = ["attach", "attachment", "detach"]


def attach(request: HttpRequest, app: str, model: str, pk: int) -> HttpResponse:
    """上传: one file beside the record; back to its page with a word on what happened."""
    record = _record(request, app, model, pk)
    _require_change(request, record, "add")
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        saved = _store(request, record, form)
        messages.success(request, f"已上传附件“{saved}”。")
    else:
        faults = [str(fault) for found in form.errors.values() for fault in found]
        messages.error(request, f"附件没有上传：{''.join(faults)}")
    return HttpResponseRedirect(_page_of(record))


def _store(request: HttpRequest, record: Any, form: AttachmentForm) -> Attachment:
    saved: Any = form.instance
    saved.subject, saved.union = record, home_of(record)
    saved.name = form.cleaned_data["file"].name
    saved.sign(request.user)
    saved.save()
    stored: Attachment = saved
    return stored


@require_safe
def attachment(request: HttpRequest, token: str) -> HttpResponse:
    """下载: always as a file to keep, never shown inside our own origin."""
    found = get_object_or_404(Attachment, token=token)
    record = _subject(request, found)
    owner = _admin_of(type(record))
    if elsewhere := owner and owner.before_files(request, record):
        messages.info(request, "附件里可能有完整号码，请先填写查看原因，再下载附件。")
        return HttpResponseRedirect(elsewhere)
    return _sent(found)


def _sent(found: Attachment) -> HttpResponse:
    try:
        with found.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as error:
        raise Http404 from error
    return download(content, kind_of(found.name), found.name)


@require_http_methods(["GET", "POST"])
def detach(request: HttpRequest, token: str) -> HttpResponse:
    """删除附件: asks first."""
    found = get_object_or_404(Attachment, token=token)
    record = _subject(request, found)
    _require_change(request, record, "delete")
    if request.method == "POST":
        discard([found])
        messages.success(request, f"已删除附件“{found}”。")
        return HttpResponseRedirect(_page_of(record))
    page = _page_of(record)
    context = {"attachment": found, "record_url": page, "title": "删除附件"}
    crumbs = [(str(record._meta.verbose_name_plural), ""), (str(record), page)]
    return shell_page(request, "records/detach.html", {"breadcrumbs": crumbs, **context})


def _record(request: HttpRequest, app: str, model: str, pk: int) -> Any:
    try:
        kind: Any = apps.get_model(app, model)
    except LookupError as error:
        raise Http404 from error
    return _visible(request, kind, pk)


def _subject(request: HttpRequest, found: Attachment) -> Any:
    return _visible(request, found.content_type.model_class(), found.object_id)


def _visible(request: HttpRequest, kind: Any, pk: int) -> Any:
    """The record, if it has a page and the user may see it and its files; 404 otherwise."""
    if kind is None or _admin_of(kind) is None:
        raise Http404
    user: Any = request.user
    record = get_object_or_404(kind._default_manager.visible_to(user), pk=pk)
    if not may(user, record, "view"):
        raise Http404
    return record


def _admin_of(kind: Any) -> RecordAdmin | None:
    owner = admin.site.get_model_admin(kind) if admin.site.is_registered(kind) else None
    return owner if isinstance(owner, RecordAdmin) else None


def _require_change(request: HttpRequest, record: Any, action: str) -> None:
    """Files belong to the record: who may not change it may not change them."""
    user: Any = request.user
    changeable = type(record)._default_manager.visible_to(user, "change").filter(pk=record.pk)
    if not (may(user, record, action) and changeable.exists()):
        raise PermissionDenied


def _page_of(record: Any) -> str:
    opts = record._meta
    page = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return f"{page}#attachments"

"""The page shown when somebody else saved a record first: both versions side by side."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from unions.admin.display import differences
from unions.records import Tracked

__all__ = ["conflict_response"]

NEVER_POSTED = {"csrfmiddlewaretoken", "version"}


def conflict_response(admin: Any, request: HttpRequest, mine: Tracked) -> HttpResponse:
    """409 with what was typed, what is stored, and who stored it when.

    ``mine`` is the row as typed: the record of the page or one of its inline rows. The page posts
    the same values again under the newest version (仍以我的为准).
    """
    theirs = type(mine)._base_manager.filter(pk=mine.pk).first()
    if theirs is None:
        return _gone(admin, request, mine)
    latest = mine.history.select_related("history_user").first()
    is_main = type(mine) is admin.model
    context = {
        **admin.admin_site.each_context(request),
        "title": f"{theirs._meta.verbose_name}刚被别人改过",
        "opts": admin.opts,
        "original": theirs,
        "rows": [(d.label, d.new, d.old) for d in differences(theirs, mine)],
        "changed_by": latest.history_user if latest else None,
        "changed_at": latest.history_date if latest else None,
        "posted": _posted(request, {} if is_main else _newest(admin, request, theirs)),
        "version": theirs.version if is_main else request.POST.get("version", ""),
    }
    return TemplateResponse(request, "admin/conflict.html", context, status=409)


def _gone(admin: Any, request: HttpRequest, mine: Tracked) -> HttpResponse:
    name = mine._meta.verbose_name
    messages.error(request, f"这条{name}刚被别人删除，没有保存。需要的话请重新登记。")
    opts = admin.opts
    return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))


def _posted(request: HttpRequest, replaced: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (name, replaced.get(name, str(value)))
        for name, values in request.POST.lists()
        for value in values
        if name not in NEVER_POSTED
    ]


def _newest(admin: Any, request: HttpRequest, theirs: Tracked) -> dict[str, str]:
    """The input that holds the version of a stale inline row, with the version now stored."""
    return {
        f"{name.removesuffix('-id')}-version": str(theirs.version)
        for inline in admin.get_inline_instances(request, None)
        if inline.model is type(theirs)
        for prefix in [inline.get_formset(request).get_default_prefix()]
        for name, value in request.POST.items()
        if name.startswith(f"{prefix}-") and name.endswith("-id") and value == str(theirs.pk)
    }

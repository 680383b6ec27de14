"""Pages of the grids. GET shows one, POST takes what was typed: all of it is stored, or nothing."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from unions.actions import lock_tree
from unions.grids.copies import MOST_CHOSEN, CopyGrid
from unions.grids.entry import EntryGrid
from unions.grids.lines import Typed
from unions.grids.sheet import Saved, Sheet, typed_lines
from unions.models import Union
from unions.pages import shell_page
from unions.permissions import granted_paths
from unions.records import StaleRecord

__all__ = ["copies", "entry"]

LINES_PER_PAGE = 200
TRIES = 3
MOST_NAMED = 5  # rows named in a message; the rest is counted
Build = Callable[[], Sheet]


@require_http_methods(["GET", "POST"])
def entry(request: HttpRequest, grid: EntryGrid) -> HttpResponse:
    """One line for each union; what is stored already stands in its cells."""
    choice: Any = grid.choice(_unions(request, grid.model), request.GET.dict())
    if not choice.is_valid():
        return _page(request, grid, choice, None)
    if request.method == "GET":
        return _page(request, grid, choice, grid.sheet(choice))
    typed = typed_lines(request.POST.get("cells", ""), grid.model, grid.columns)
    sheet, saved = _save(request, grid, choice, lambda: grid.sheet(choice), typed)
    if saved is None:
        return _page(request, grid, choice, sheet)
    _tell(request, saved)
    return HttpResponseRedirect(request.get_full_path())


@require_http_methods(["GET", "POST"])
def copies(request: HttpRequest, grid: CopyGrid) -> HttpResponse:
    """A preview of what will be made from the rows that were ticked or chosen above."""
    choice: Any = grid.choice(_unions(request, grid.model), request.GET.dict())
    keys = _keys(request.GET.get("rows", ""))
    if not choice.is_valid():
        return _page(request, grid, choice, None)
    if request.method == "GET":
        return _page(request, grid, choice, grid.sheet(choice, keys))
    typed = typed_lines(request.POST.get("cells", ""), grid.model, grid.columns)
    sheet, saved = _save(request, grid, choice, lambda: grid.sheet(choice, keys), typed)
    if saved is None:
        return _page(request, grid, choice, sheet)
    left_out = [told for key, told in sheet.left_out.items() if key in typed]
    if left_out:
        messages.info(request, f"没有重复办理：{_named(left_out)}。")
    _tell(request, saved)
    opts = grid.model._meta
    return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))


def _unions(request: HttpRequest, model: Any) -> list[Union]:
    """Those under which the user may write, the topmost first.

    404 for a record type or union the user may not see at all, 403 where only writing is refused.
    """
    seen = granted_paths(request.user, model._meta, "view")
    written = granted_paths(request.user, model._meta, "add")
    unions = list(Union.objects.under(written).order_by("path"))
    code = request.GET.get("union", "")
    is_inside = not code or any(union.code == code for union in unions)
    if not seen or not (is_inside or Union.objects.under(seen).filter(code=code).exists()):
        raise Http404
    if not (written and is_inside):
        raise PermissionDenied
    return unions


def _keys(text: str) -> list[int]:
    parts = [part for part in text.split(",") if part]
    if len(parts) > MOST_CHOSEN or not all(part.isdecimal() and len(part) < 12 for part in parts):
        raise Http404
    return [int(part) for part in parts]


@transaction.atomic
def _save(
    request: HttpRequest, grid: Any, choice: Any, build: Build, typed: Mapping[str, Typed]
) -> tuple[Sheet, Saved | None]:
    """One grid at a time, so that pressing twice, or two people at once, store once.

    The rows are read anew when a form was quicker: the conflict then stands at its row.
    """
    lock_tree()
    for _ in range(TRIES):
        sheet = build()
        if sheet.take(typed, request.POST.getlist("also")):
            raise Http404  # a line outside the user's unions
        if not sheet.is_clean:
            return sheet, None
        try:
            return sheet, sheet.save(request.user, grid.store)
        except (StaleRecord, IntegrityError):
            continue
    messages.error(request, "没有保存：别人正在保存同样的内容，请再点一次保存。")
    return sheet, None


def _tell(request: HttpRequest, saved: Saved) -> None:
    messages.success(request, str(saved))
    for warning in saved.warnings:
        messages.warning(request, warning)


def _named(texts: list[str]) -> str:
    more = f"等{len(texts)}条" if len(texts) > MOST_NAMED else ""
    return "、".join(texts[:MOST_NAMED]) + more


def _query(request: HttpRequest, choice: Any) -> str:
    """The choice spelt out: what is usual may be another day when the page is sent back."""
    also = {name: request.GET[name] for name in ("rows", "page") if name in request.GET}
    return urlencode({**{name: choice.data[name] for name in choice.fields}, **also})


def _page(request: HttpRequest, grid: Any, choice: Any, sheet: Sheet | None) -> HttpResponse:
    opts = grid.model._meta
    records = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    context = {
        "title": grid.title,
        "breadcrumbs": [(str(opts.verbose_name_plural), records)],
        "records": records,
        "grid": grid,
        "choice": choice,
        "is_chosen": bool(request.GET),
        "sheet": sheet,
    }
    if sheet is not None:
        page = Paginator(sheet.lines, LINES_PER_PAGE).get_page(request.GET.get("page"))
        context |= {"page": page, "rows": list(sheet.rows(page))}
        context["query"] = _query(request, choice)
    status = 409 if sheet is not None and sheet.stale else 200
    return shell_page(request, "grids/grid.html", context, status)

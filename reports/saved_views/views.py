"""Storing, changing and deleting a view; all are sent from the list and lead back to it."""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_POST

from reports.models import SavedView
from reports.saved_views.forms import NAME_TAKEN, ViewForm
from reports.saved_views.lists import UNFILTERED, address_of, list_admin, query_as_kept

__all__ = ["change_view", "save_view"]


@admin.site.admin_view
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """保存当前筛选为视图: what the list shows now, under a name."""
    user: Any = request.user
    page = list_admin(request, request.POST.get("list", ""))
    query = query_as_kept(request, page, request.POST.get("query", ""))
    view = SavedView(user=user, record_type=page.opts.label_lower, query=query)
    _keep(request, view, "已保存视图“{}”。")
    return _to_list(page, query)


@admin.site.admin_view
@require_POST
def change_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name or use of one's own view, or its end; those of others do not exist."""
    view = SavedView.objects.filter(user=request.user.pk, pk=pk).first()
    if view is None:
        raise Http404
    page = list_admin(request, view.record_type)
    if "delete" in request.POST:
        view.delete()
        messages.success(request, f"已删除视图“{view.name}”{_also_gone(view)}，台账没有变。")
    else:
        _keep(request, view, "已修改视图“{}”。")
    return _to_list(page, view.query)


def _keep(request: HttpRequest, view: SavedView, done: str) -> None:
    form = ViewForm(request.POST, instance=view)
    if not form.is_valid():
        messages.error(request, form.first_error())
        return
    try:
        with transaction.atomic():
            messages.success(request, done.format(form.keep().name))
    except IntegrityError:  # sent twice at the same moment
        messages.error(request, f"没有保存：{NAME_TAKEN.format(view.name)}")


def _also_gone(view: SavedView) -> str:
    return "，同事也不再看到它" if view.shared_with_id else ""


def _to_list(page: Any, query: str) -> HttpResponse:
    """Never an address as it was sent: the query is read and written anew."""
    again = QueryDict(query).urlencode()
    return HttpResponseRedirect(address_of(page) + (f"?{again}" if again else UNFILTERED))

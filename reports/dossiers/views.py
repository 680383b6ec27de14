"""Pages of the dossiers; outside the user's scope they do not exist."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from reports.dossiers.union_page import union_dossier
from unions.models import Union

__all__ = ["union_page"]


@require_safe
def union_page(request: HttpRequest, pk: int) -> HttpResponse:
    """一会一档."""
    user: Any = request.user
    seen = Union.objects.visible_to(user).select_related("parent", "merged_into")
    union = get_object_or_404(seen, pk=pk)
    context = {"title": union.name, **union_dossier(user, union)}
    if union.parent and Union.objects.visible_to(user).filter(pk=union.parent.pk).exists():
        context["parent"] = union.parent
    return page(request, "dossiers/union.html", context)


def page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})

"""Pages of the dossiers; outside the user's scope they do not exist."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from members.models import AidCase, Member
from reports.dossiers.person_pages import aid_dossier, member_dossier
from reports.dossiers.union_page import union_dossier
from unions.models import Union
from unions.pages import shell_page

__all__ = ["aid_page", "member_page", "union_page"]


@require_safe
def union_page(request: HttpRequest, pk: int) -> HttpResponse:
    """一会一档."""
    user: Any = request.user
    seen = Union.objects.visible_to(user).select_related("parent", "merged_into")
    union = get_object_or_404(seen, pk=pk)
    context = {"title": union.name, **union_dossier(user, union)}
    if union.parent and Union.objects.visible_to(user).filter(pk=union.parent.pk).exists():
        context["parent"] = union.parent
    return shell_page(request, "dossiers/union.html", context)


@require_safe
def member_page(request: HttpRequest, pk: int) -> HttpResponse:
    """A member with spells, aid, honours, files and the latest changes."""
    user: Any = request.user
    member = get_object_or_404(Member.objects.visible_to(user).select_related("union"), pk=pk)
    context = {"title": member.name, **member_dossier(user, member, request.path)}
    return shell_page(request, "dossiers/member.html", context)


@require_safe
def aid_page(request: HttpRequest, pk: int) -> HttpResponse:
    """An aid case with its household, its way through the states, payments and files."""
    user: Any = request.user
    cases = AidCase.objects.visible_to(user).select_related("union", "member")
    case = get_object_or_404(cases, pk=pk)
    context = {"title": case.name, **aid_dossier(user, case, request.path)}
    return shell_page(request, "dossiers/aid.html", context)

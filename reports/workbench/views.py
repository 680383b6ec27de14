"""首页 and its panels."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse

from reports.deadlines.groups import counted
from reports.deadlines.listing import Deadlines, Entry
from reports.deadlines.rules import When
from reports.forms import RootForm, roots_granted
from reports.papers import scope_query
from reports.scopes import book_of
from reports.workbench.panels import OWN, STATISTICS, panels_for
from unions.clock import today
from unions.models import Union, User
from unions.pages import shell_page
from unions.permissions import Role, paths_granting, reaches
from unions.text import clean_line

__all__ = ["desk", "panel"]

SHOWN = 6
ACCOUNTS = "unions.user"


@admin.site.admin_view
def desk(request: HttpRequest) -> HttpResponse:
    """What the person's roles give: a town's or the county's workbench, accounts, or advice."""
    user: Any = request.user
    context: dict[str, Any] = {"title": "首页"}
    if paths_granting(user, STATISTICS):
        context |= _work(user, request.GET.dict())
    if paths_granting(user, ACCOUNTS):
        context["accounts"] = _accounts(request)
    return shell_page(request, "reports/desk.html", context)


def _work(user: User, asked: dict[str, str]) -> dict[str, Any]:
    form, root = _root(user, asked)
    listed = Deadlines(user, root, today())
    is_own = reaches(user, OWN, root)
    return {
        "form": form,
        "root": root,
        "groups": counted(listed.waiting),
        "by_rule": listed.by_rule(),
        "lines": listed.lines(_nearest(listed.waiting)) if is_own else [],
        "waiting": len(listed.waiting),
        "is_own": is_own,
        "is_empty": is_own and _is_empty(root),
        "panels": panels_for(user, root),
    }


def _is_empty(root: Union) -> bool:
    """A federation without unions: nothing has been registered yet."""
    below = Union.objects.subtree_of(root).exclude(pk=root.pk)
    return root.kind in Union.FEDERATIONS and not below.exists()


def _root(user: User, asked: dict[str, str]) -> tuple[RootForm, Union]:
    form = RootForm(user, STATISTICS, asked, **_usual(user))
    if not form.is_valid():
        raise Http404
    root: Union = form.cleaned_data["union"]
    return form, root


def _usual(user: User) -> dict[str, str]:
    """Who only looks on, the county, starts from the top; others from their town."""
    if paths_granting(user, OWN):
        return {}
    top = roots_granted(user, STATISTICS).order_by("path").first()
    return {"union": top.code} if top else {}


def _nearest(entries: list[Entry]) -> list[Entry]:
    """What falls due next and what was missed last; what has no term can wait."""
    dated = [entry for entry in entries if entry.due.when != When.STANDING]
    return sorted(dated, key=lambda entry: abs(entry.due.days or 0))[:SHOWN]


def _accounts(request: HttpRequest) -> dict[str, Any]:
    """Numbers of the accounts this person keeps, without a look at any record of work."""
    kept = admin.site.get_model_admin(User).get_queryset(request).prefetch_related(None)
    active = kept.filter(is_active=True)
    bare = Count("pk", filter=Q(assignments__isnull=True), distinct=True)
    found: dict[str, Any] = active.aggregate(all=Count("pk", distinct=True), bare=bare)
    roles = active.values_list("assignments__role").annotate(n=Count("pk", distinct=True))
    by_role = dict(roles.order_by())
    found["roles"] = [(role, role.label, by_role.get(role.value, 0)) for role in Role]
    return found


@admin.site.admin_view
def panel(request: HttpRequest, code: str) -> HttpResponse:
    """One panel: bare for the script of the workbench, a page of its own for everybody else."""
    user: Any = request.user
    asked = clean_line(request.GET.get("union", ""))
    root: Union = get_object_or_404(roots_granted(user, STATISTICS), code=asked)
    shown = next((one for one in panels_for(user, root) if one.code == code), None)
    if shown is None:
        raise Http404
    book = book_of(root, today().year)
    context = {"panel": shown, "root": root, "book": book, "query": scope_query(book.scope)}
    context |= shown.context(user, book)
    if request.headers.get("X-Panel"):
        return TemplateResponse(request, shown.template, context)
    return shell_page(request, "reports/panel.html", {"title": shown.title, **context})

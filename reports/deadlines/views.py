"""The page 本月要办, and putting one line off or back."""

from datetime import date, timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from reports.deadlines import RULES
from reports.deadlines.forms import STALE, FilterForm, SnoozeForm, TokenForm
from reports.deadlines.groups import grouped
from reports.deadlines.listing import Deadlines, Entry
from reports.forms import ScopeForm
from reports.models import Snooze
from reports.views import scoped
from unions.clock import today
from unions.dates import display_date
from unions.models import Union
from unions.pages import shell_page
from unions.permissions import paths_granting, reaches

__all__ = ["deadlines", "resume", "snooze"]

DEADLINES, SNOOZE = "reports.deadlines", "reports.snooze"
PER_PAGE = 60
KEPT = ("union", "what", "when", "unit", "off", "page")  # of the address, on the way back


@scoped(DEADLINES)
def deadlines(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """What ends or falls due below the union, by 已过期, 本月 and 以后."""
    root: Union = form.cleaned_data["union"]
    user: Any = request.user
    listed = Deadlines(user, root, today())
    is_off = request.GET.get("off") == "1"
    filters = FilterForm(request.GET.dict(), listed, listed.put_off if is_off else listed.waiting)
    chosen = filters.chosen()
    page = Paginator(chosen, PER_PAGE).get_page(request.GET.get("page", "1"))
    rested = None if is_off else listed.rested(request.GET.get("undo", ""))
    return shell_page(
        request,
        "reports/deadlines.html",
        {
            "title": "本月要办",
            "form": form,
            "filters": filters,
            "page": page,
            "groups": grouped(listed.lines(list(page.object_list)), chosen),
            "listed": listed,
            "rules": RULES.values(),
            "is_off": is_off,
            "may_put_off": reaches(user, SNOOZE, root, "add"),
            "rested": rested and (rested, _told(rested.entry, rested.until)),
            "next": rested and rested.place_in(page.object_list),
            "back": _kept(request.GET),
        },
    )


@admin.site.admin_view
@require_POST
def snooze(request: HttpRequest) -> HttpResponse:
    """推迟: the line rests for the days chosen; in its place the page offers to take it back."""
    form = SnoozeForm(request.POST.get("button", ""))
    union, key = _checked(request, form)
    until = None if form.days is None else today() + timedelta(days=form.days)
    rule, record, due = key
    values = {"union": union, "until": until, "created_by": request.user}
    Snooze.objects.update_or_create(rule=rule, record_id=record, due=due, defaults=values)
    return _back(request, "undone", undo=form.data["token"])


@admin.site.admin_view
@require_POST
def resume(request: HttpRequest) -> HttpResponse:
    """恢复提醒: back in the list at once."""
    _, (rule, record, due) = _checked(request, TokenForm(request.POST))
    Snooze.objects.filter(rule=rule, record_id=record, due=due).delete()
    messages.success(request, f"已恢复提醒：{RULES[rule].title}。")
    return _back(request, f"d-{request.POST['token']}")


def _checked(request: HttpRequest, form: TokenForm) -> tuple[Union, tuple[str, int, str]]:
    """The union and key of the line named; 404 unless it stands in the sender's own list."""
    user: Any = request.user
    if not paths_granting(user, SNOOZE):
        raise Http404
    if not paths_granting(user, SNOOZE, "add"):
        raise PermissionDenied
    if not form.is_valid():
        raise Http404(STALE)
    key = form.cleaned_data["token"]
    rule, record = key[:2]
    model: Any = RULES[rule].model
    found = model.objects.visible_to(user).filter(pk=record).first()
    union = RULES[rule].union_of(found) if found else None
    if union is None:
        raise Http404(STALE)
    if not reaches(user, SNOOZE, union, "add"):
        raise PermissionDenied
    if Deadlines(user, union, today()).find(key) is None:
        raise Http404(STALE)
    return union, key


def _told(entry: Entry, until: date | None) -> str:
    title = entry.rule.title
    if until is None:
        return f"“{title}”这一条不再提醒。"
    return f"“{title}”这一条推迟到{display_date(until)}再提醒。"


def _kept(asked: Any) -> str:
    kept = QueryDict(mutable=True)
    kept.update({name: asked[name] for name in KEPT if asked.get(name)})
    return kept.urlencode()


def _back(request: HttpRequest, place: str, **more: str) -> HttpResponse:
    """To its place in the list as it was filtered.

    The way back comes from the page, so it is read again.
    """
    query = QueryDict(_kept(QueryDict(request.POST.get("back", ""))), mutable=True)
    query.update(more)
    return HttpResponseRedirect(f"{reverse('reports:deadlines')}?{query.urlencode()}#{place}")

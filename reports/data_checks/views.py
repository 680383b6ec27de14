"""Pages of the data checks: by check, by union, and the rows of one check."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404

from reports import reconciliation
from reports.data_checks.check import Check
from reports.data_checks.finding import Finding, checks_for, outcomes
from reports.data_checks.listing import by_line, by_union, listed
from reports.data_checks.register import BY_CODE
from reports.data_checks.waiving import WaiveForm, waive
from reports.forms import RootForm
from reports.models import Waiver
from reports.papers import scope_query
from reports.scopes import book_of
from unions.clock import today
from unions.models import Union
from unions.pages import shell_page
from unions.permissions import paths_granting, reaches

__all__ = ["data_check", "data_checks"]

TITLE = "数据检查"
PAPER, WAIVER = "reports.datachecks", "reports.waiver"


def data_checks(request: HttpRequest) -> HttpResponse:
    """All findings below a union: by check, or turned round by union."""
    form, root = _root(request)
    user: Any = request.user
    found = outcomes(root, today(), checks_for(user, root, today()))
    context: dict[str, Any] = {"title": TITLE, "form": form, "root": root, "day": today()}
    context["total"] = sum(finding.count for finding in found)
    if request.GET.get("by") == "union":
        context["unions"] = by_union(found, request.GET.get("page", "1"))
    else:
        context |= {"lines": by_line(found), "clean": [f for f in found if not f.count]}
        context |= _broken_rules(root)
    return shell_page(request, "reports/data_checks.html", context)


def data_check(request: HttpRequest, code: str) -> HttpResponse:
    """What one check found; counts by union for those who may not read the rows."""
    form, root = _root(request)
    user: Any = request.user
    check = BY_CODE.get(code)
    if check is None or check not in checks_for(user, root, today()):
        raise Http404
    if request.method == "POST":
        return _waive_or_withdraw(request, check, form, root)
    return _shown(request, check, form, root, None)


def _shown(
    request: HttpRequest, check: Check, form: RootForm, root: Union, refused: WaiveForm | None
) -> HttpResponse:
    user: Any = request.user
    context: dict[str, Any] = {"title": check.name, "check": check, "form": form, "root": root}
    context |= {"breadcrumbs": [(TITLE, "")], "refused": refused}
    if not reaches(user, WAIVER, root):
        (finding,) = outcomes(root, today(), [check])
        return shell_page(request, "reports/data_check.html", context | _counts(finding))
    is_waived = request.GET.get("shown") == "waived"
    rows = check.waived(root, today()) if is_waived else check.open(root, today())
    context["page"] = listed(check, rows, user, request.GET.get("page", "1"))
    context |= {"is_waived": is_waived, "may_waive": reaches(user, WAIVER, root, "add")}
    return shell_page(request, "reports/data_check.html", context)


def _waive_or_withdraw(
    request: HttpRequest, check: Check, form: RootForm, root: Union
) -> HttpResponse:
    user: Any = request.user
    if not reaches(user, WAIVER, root, "add"):
        raise PermissionDenied
    if "withdraw" in request.POST:
        _withdraw(request, check, root)
        return HttpResponseRedirect(request.get_full_path())
    given = WaiveForm(check, root, today(), request.POST)
    if not given.is_valid():
        return _shown(request, check, form, root, given)
    count = waive(check, given.cleaned_data["rows"], given.cleaned_data["reason"], by=user)
    messages.success(request, f"已说明后通过{count}条。记录以后有改动，会重新列出来。")
    return HttpResponseRedirect(request.get_full_path())


def _withdraw(request: HttpRequest, check: Check, root: Union) -> None:
    key = request.POST["withdraw"]
    waivers = Waiver.objects.subtree_of(root).filter(check_code=check.code)
    waiver = get_object_or_404(waivers, pk=key if key.isdecimal() and len(key) < 19 else None)
    waiver.delete()
    messages.success(request, "已收回说明，这条记录重新列入检查。")


def _root(request: HttpRequest) -> tuple[RootForm, Union]:
    """The union asked for, within the user's rights; 404 otherwise."""
    user: Any = request.user
    form = RootForm(user, PAPER, request.GET.dict())
    if not paths_granting(user, PAPER) or not form.is_valid():
        raise Http404
    return form, form.cleaned_data["union"]


def _counts(finding: Finding) -> dict[str, Any]:
    unions = Union.objects.filter(pk__in=finding.by_union).order_by("code")
    return {"counts": [(union, finding.by_union[union.pk]) for union in unions]}


def _broken_rules(root: Union) -> dict[str, Any]:
    """审核关系 between the figures of the year that do not hold today."""
    book = book_of(root, today().year)
    broken = [found for found in reconciliation.findings(book) if found.holds is False]
    return {"broken": broken, "query": scope_query(book.scope)}

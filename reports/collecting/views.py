"""Pages of 收表: see what every row of a file would do, then store it."""

from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reports.collecting.forms import offered, roots_for
from reports.collecting.headings import told_of
from reports.collecting.listings import listed, outcome_workbook
from reports.collecting.meaning import meaning_of, sheets_in
from reports.collecting.orders import order_of, refused_workbook
from reports.collecting.reading import GONE, Desk, doubts_of, unread_of
from reports.collecting.results import result_page
from reports.collecting.storing import store_upload
from reports.collecting.ticks import tick
from reports.collecting.whose import mistyped, names_offered, whose_of
from reports.models import Upload
from unions.importing.guards import Unreadable
from unions.importing.orders import Unclear
from unions.importing.plans import Moved, Plan, make_plan
from unions.pages import XLSX, download, shell_page
from unions.records import StaleRecord
from unions.text import clean_line

__all__ = [
    "Gone",
    "collecting",
    "open_upload",
    "outcome",
    "preview",
    "preview_with",
    "refused",
    "store",
    "upload_of",
]

NOT_STAFF = "收表和下发填报表由干事办理。"


class Gone(Http404):
    """Nothing is kept under this address, or no longer: whose it was nobody can tell."""


class Settled(Exception):
    """The file is stored already: nothing can be said of it any more."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload)
        self.upload = upload


def collecting(view: Any) -> Any:
    """Only for those who may bring something in; away with what others left for over an hour."""

    @wraps(view)
    def checked(request: HttpRequest, **named: Any) -> HttpResponse:
        user: Any = request.user
        if not offered(user) or not roots_for(user).exists():
            raise PermissionDenied(NOT_STAFF)
        Upload.objects.purge()
        try:
            response: HttpResponse = view(request, **named)
        except Gone:
            context = {"title": "这份表已经不在"}
            response = shell_page(request, "collecting/gone.html", context, status=404)
        except Settled as settled:
            return redirect(settled.upload)
        except FileNotFoundError:  # stored or let go by another click meanwhile
            messages.warning(request, GONE)
            return redirect("reports:collect")
        return response

    return admin.site.admin_view(checked)


@collecting
@require_safe
def preview(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every row's outcome; nothing is stored yet. After confirmation the result."""
    upload = upload_of(request, pk)
    above = [("收表", reverse("reports:collect")), *_lot_of(upload)]
    context: dict[str, Any] = {"upload": upload, "breadcrumbs": above}
    if upload.result is not None:
        told = result_page(upload)
        context |= {"title": "收表结果", **told, **told_of(upload.root, told["day"])}
        return shell_page(request, "collecting/result.html", context)
    context["title"] = f"核对 {upload.label}"
    typed = clean_line(request.GET.get("union", ""))
    try:
        plan = make_plan(order_of(upload))
    except Unreadable as error:
        context["trouble"] = str(error)
        context["mistyped"] = mistyped(Desk(upload.user, upload.root).directory, typed)
        table = error.table if isinstance(error, Unclear) else None
        context |= meaning_of(upload, table, sheets_in(upload))
    else:
        context |= _told(plan, upload) | meaning_of(upload, plan.table, plan.sheets)
        context |= _whose(plan, upload, typed)
        context["unread"] = unread_of(plan, upload, named=context["others"])
    return shell_page(request, "collecting/preview.html", context)


@collecting
@require_POST
def store(request: HttpRequest, pk: Any) -> HttpResponse:
    """Stores what was shown, or shows anew when records have changed since."""
    upload = upload_of(request, pk)
    partial, back = "partial" in request.POST, redirect("reports:collect_preview", pk=upload.pk)
    if tick(request, upload):
        messages.warning(request, "转移的勾选改过，还没有保存。下面已按新的勾选核对，请再看一遍。")
        return back
    try:
        plan = store_upload(upload, request.POST.get("digest", ""), partial=partial)
    except (Moved, StaleRecord):
        messages.warning(
            request, "台账在核对期间有改动，下面是按现在的台账重新核对的结果，请再看一遍。"
        )
        return back
    except Unreadable as error:
        messages.error(request, str(error))
        return back
    if plan is not None and upload.result is None:
        messages.error(request, "有不收的行，什么都没有保存。请改正后重收，或只收合格的行。")
    elif upload.lot:
        messages.success(request, f"“{upload.label}”已收。")
        return redirect(upload.lot)
    return back


@collecting
@require_safe
def outcome(request: HttpRequest, pk: Any) -> HttpResponse:
    """What would become of every row, as a workbook; 404 once it is stored."""
    upload = upload_of(request, pk)
    if upload.result is not None:
        raise Http404
    try:
        content = outcome_workbook(make_plan(order_of(upload)))
    except Unreadable as error:
        raise Http404 from error
    return download(content, XLSX, f"{upload.stem}（核对结果）.xlsx")


@collecting
@require_safe
def refused(request: HttpRequest, pk: Any) -> HttpResponse:
    """The refused rows with their reasons, to send back."""
    upload = upload_of(request, pk)
    if upload.result is None:
        try:
            content = refused_workbook(make_plan(order_of(upload)))
        except Unreadable as error:
            raise Http404 from error
    elif upload.result["refused"]:
        content = upload.refused()
    else:
        raise Http404
    return download(content, XLSX, f"{upload.stem}（不收的行）.xlsx")


def upload_of(request: HttpRequest, pk: Any) -> Upload:
    user: Any = request.user
    rows = Upload.objects.of(user).select_related("root", "union", "guessed", "lot")
    upload = rows.filter(pk=pk).first()
    if upload is None:
        raise Gone
    kinds = {"", *offered(user, upload.root)}  # it may be unknown still
    still_allowed = upload.resource in kinds and upload.root in roots_for(user)
    if not still_allowed:
        raise Http404
    if upload.result is None and not upload.path.exists():
        raise Gone
    return upload


def open_upload(request: HttpRequest, pk: Any) -> Upload:
    """One that is to be changed; who comes too late is shown what was stored."""
    upload = upload_of(request, pk)
    if upload.result is not None:
        raise Settled(upload)
    return upload


def preview_with(upload: Upload, typed: str) -> str:
    """Its page, with a name that no union is called to be looked at again."""
    asked = {"union": typed} if typed else None
    return reverse("reports:collect_preview", args=[upload.pk], query=asked)


def _lot_of(upload: Upload) -> list[tuple[str, str]]:
    return [("这一批", upload.lot.get_absolute_url())] if upload.lot else []


def _whose(plan: Plan, upload: Upload, typed: str) -> dict[str, Any]:
    whose = whose_of(plan, upload, typed)
    if whose is None:
        return {"whose": None, "mistyped": mistyped(plan.assumed.directory, typed)}
    if not whose.trouble:
        return {"whose": whose}
    return {"whose": whose, "unions": names_offered(upload.root)}


def _told(plan: Plan, upload: Upload) -> dict[str, Any]:
    return {
        "plan": plan,
        "digest": plan.digest(),
        "storable": len(plan.storable),
        "warnings": [*doubts_of(plan, upload), *plan.warnings],
        "others": [] if upload.lot else [one for one in plan.other_sheets if one.fits],
        **listed(plan),
    }

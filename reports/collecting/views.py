"""Pages of 收表: see what every row of a file would do, then store it."""

from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reports.collecting.forms import OrderForm, offered, roots_for
from reports.collecting.headings import told_of
from reports.collecting.lots import read_anew
from reports.collecting.orders import order_of, refused_workbook
from reports.collecting.reading import Desk
from reports.collecting.storing import store_upload
from reports.models import Upload
from unions.importing import record_numbers
from unions.importing.catalogue import importable
from unions.importing.guards import Unreadable
from unions.importing.plans import Moved, Plan, make_plan
from unions.importing.tables import RECORD_NO
from unions.pages import XLSX, download, shell_page
from unions.records import StaleRecord

__all__ = ["collecting", "preview", "refused", "reread", "store", "transfers"]

NOT_STAFF = "收表和下发填报表由干事办理。"
SHOWN = 200  # rows of each verdict on the page; all refused rows are in the workbook


def collecting(view: Any) -> Any:
    """Only for those who may bring something in; away with what others left for over an hour."""

    @wraps(view)
    def checked(request: HttpRequest, **named: Any) -> HttpResponse:
        user: Any = request.user
        if not offered(user) or not roots_for(user).exists():
            raise PermissionDenied(NOT_STAFF)
        Upload.objects.purge()
        response: HttpResponse = view(request, **named)
        return response

    return admin.site.admin_view(checked)


@collecting
@require_safe
def preview(request: HttpRequest, pk: Any) -> HttpResponse:
    """Every row's outcome; nothing is stored yet. After confirmation the result."""
    upload = _upload(request, pk)
    context: dict[str, Any]
    if upload.result is not None:
        context = {"title": "收表结果", "upload": upload, **told_of(upload.root, upload.as_of)}
        return shell_page(request, "collecting/result.html", context)
    context = {"title": f"核对 {upload.name}", "upload": upload}
    context["breadcrumbs"] = [("收表", reverse("reports:collect")), *_lot_of(upload)]
    try:
        plan = make_plan(order_of(upload))
    except Unreadable as error:
        context["trouble"] = str(error)
    else:
        context |= _told(plan)
    context["form"] = _order_form(request, upload)
    return shell_page(request, "collecting/preview.html", context)


@collecting
@require_POST
def reread(request: HttpRequest, pk: Any) -> HttpResponse:
    """Another record type, union, day or meaning of columns: the same file is planned anew."""
    upload = _upload(request, pk)
    user: Any = request.user
    form = OrderForm(user, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data
        upload.resource = chosen["resource"] or upload.resource
        upload.root = upload.lot.root if upload.lot else chosen["root"]
        upload.union = chosen["union"] or None
        upload.as_of = chosen["as_of"]
        upload.columns = _columns(request, upload)
        if upload.lot:
            read_anew(Desk(user, upload.root), upload)
        upload.save()
    for errors in form.errors.values():
        messages.error(request, "".join(str(error) for error in errors))
    return redirect("reports:collect_preview", pk=upload.pk)


@collecting
@require_POST
def transfers(request: HttpRequest, pk: Any) -> HttpResponse:
    """按转移办理, ticked or not: the sheet is planned anew."""
    upload = _upload(request, pk)
    user: Any = request.user
    upload.transfers = "transfers" in request.POST
    if upload.lot:
        read_anew(Desk(user, upload.root), upload)
    upload.save()
    return redirect("reports:collect_preview", pk=upload.pk)


@collecting
@require_POST
def store(request: HttpRequest, pk: Any) -> HttpResponse:
    """Stores what was shown, or shows anew when records have changed since."""
    upload = _upload(request, pk)
    partial, back = "partial" in request.POST, redirect("reports:collect_preview", pk=upload.pk)
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
        messages.success(request, f"“{upload.name}”已收。")
        return redirect(upload.lot)
    return back


@collecting
@require_safe
def refused(request: HttpRequest, pk: Any) -> HttpResponse:
    """The refused rows with their reasons, to send back."""
    upload = _upload(request, pk)
    if upload.result is None:
        content = refused_workbook(make_plan(order_of(upload)))
    elif upload.result["refused"]:
        content = upload.refused()
    else:
        raise Http404
    stem = upload.name.rpartition(".")[0] or upload.name
    return download(content, XLSX, f"{stem}（不收的行）.xlsx")


def _upload(request: HttpRequest, pk: Any) -> Upload:
    user: Any = request.user
    rows = Upload.objects.of(user).select_related("root", "union", "guessed", "lot")
    upload = get_object_or_404(rows, pk=pk)
    kinds = offered(user) | ({"": ""} if upload.lot else {})  # of a lot's file it may be unknown
    still_allowed = upload.resource in kinds and upload.root in roots_for(user)
    if not still_allowed or (upload.result is None and not upload.path.exists()):
        raise Http404
    return upload


def _lot_of(upload: Upload) -> list[tuple[str, str]]:
    return [("这一批", upload.lot.get_absolute_url())] if upload.lot else []


def _order_form(request: HttpRequest, upload: Upload) -> OrderForm:
    user: Any = request.user
    initial = {
        "resource": upload.resource,
        "root": upload.root,
        "union": upload.union or "",
        "as_of": upload.as_of,
    }
    return OrderForm(user, initial=initial)


def _columns(request: HttpRequest, upload: Upload) -> dict[str, str]:
    """What staff took columns for: posted as column-3=sex, "-" for not used."""
    if not upload.resource:
        return {}
    known = {"union", RECORD_NO, *importable()[upload.resource].fields, "-"}
    posted = {
        key.removeprefix("column-"): request.POST.get(key, "")
        for key in request.POST
        if key.startswith("column-")
    }
    return {index: name for index, name in posted.items() if index.isdigit() and name in known}


def _told(plan: Plan) -> dict[str, Any]:
    by_verdict: dict[str, list[Any]] = {"new": [], "changed": [], "refused": []}
    for draft in plan.drafts:
        if (shown := by_verdict.get(draft.verdict.value)) is not None:
            shown.append(draft)
    choices = [("-", "不用"), ("union", "所属工会"), (RECORD_NO, record_numbers.HEADING)]
    choices += [(name, field.column_name) for name, field in plan.resource.fields.items()]
    return {
        "plan": plan,
        "digest": plan.digest(),
        "rows": {verdict: drafts[:SHOWN] for verdict, drafts in by_verdict.items()},
        "storable": len(plan.storable),
        "choices": choices,
        "shown": SHOWN,
    }

"""Pages of 收表: choose a file, see what every row would do, then store it."""

from functools import wraps
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from reports.collecting.forms import OrderForm, UploadForm, offered, roots_for
from reports.collecting.headings import told_of
from reports.collecting.lots import read_anew, receive, unpack
from reports.collecting.orders import order_of, recognised_in, refused_workbook
from reports.collecting.reading import Desk, named_by_file
from reports.collecting.receiving import SheetsInMemory, refusal
from reports.collecting.storing import store_upload
from reports.models import Upload, UploadLot
from unions.importing import record_numbers
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.guards import Unreadable
from unions.importing.parcels import Piece
from unions.importing.plans import Moved, Plan, make_plan
from unions.importing.tables import RECORD_NO
from unions.pages import XLSX, download, shell_page
from unions.records import StaleRecord

__all__ = ["collect", "collecting", "preview", "refused", "reread", "store", "transfers"]

SHOWN = 200  # rows of each verdict on the page; all refused rows are in the workbook


def collecting(view: Any) -> Any:
    """Only for those who may bring something in; away with what others left for over an hour."""

    @wraps(view)
    def checked(request: HttpRequest, **named: Any) -> HttpResponse:
        user: Any = request.user
        if not offered(user) or not roots_for(user).exists():
            raise PermissionDenied
        Upload.objects.purge()
        response: HttpResponse = view(request, **named)
        return response

    return admin.site.admin_view(checked)


@csrf_exempt  # checked by admin_view, once the files are in memory only
def collect(request: HttpRequest, **named: Any) -> HttpResponse:
    """The file or files, and what they are."""
    if request.method == "POST":
        request.upload_handlers = [SheetsInMemory(request)]
    response: HttpResponse = _collect(request, **named)
    return response


@collecting
def _collect(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = UploadForm(user, request.POST or None, request.FILES or None)
    if reason := refusal(request):
        form.errors.pop("file", None)
        form.add_error("file", reason)
    elif request.method == "POST" and form.is_valid():
        try:
            return redirect(_received(user, form.cleaned_data))
        except Unreadable as error:
            form.add_error("file", str(error))
    context = {"title": "收表", "form": form, **told_of(roots_for(user)[0])}
    context["lots"] = UploadLot.objects.of(user).unfinished().order_by("-created_at")
    return shell_page(request, "collecting/collect.html", context)


def _received(user: Any, chosen: dict[str, Any]) -> Upload | UploadLot:
    """One sheet by itself, or several as a lot."""
    parcel = unpack(chosen["file"])
    if len(chosen["file"]) == len(parcel.pieces) == 1 and not parcel.was_zipped:
        return _received_one(user, parcel.pieces[0], chosen)
    if not parcel.pieces:
        raise Unreadable("选的都是系统或打开表格时留下的临时文件，没有表格。请重新选择。")
    return receive(Desk(user, chosen["root"]), parcel, chosen)


def _received_one(user: Any, piece: Piece, chosen: dict[str, Any]) -> Upload:
    desk, sheets = Desk(user, chosen["root"]), read_sheets(piece.content)
    upload = Upload(
        user=user,
        name=piece.name,
        resource=chosen["resource"] or recognised_in(sheets, desk.kinds),
        root=chosen["root"],
        union=chosen["union"] or None,
        guessed=named_by_file(desk.directory, piece.name),
        as_of=chosen["as_of"],
    )
    upload.keep(piece.content)
    make_plan(
        desk.order(upload, piece.content, sheets)
    )  # what cannot be read at all is said at once
    upload.save()
    return upload


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

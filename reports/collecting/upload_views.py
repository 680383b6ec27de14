"""The page 收表: which files, and what they are."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt

from reports.collecting.file_names import named_by_file
from reports.collecting.forms import UploadForm, roots_for
from reports.collecting.headings import told_of
from reports.collecting.lots import receive, unpack
from reports.collecting.orders import recognised_in
from reports.collecting.reading import Desk
from reports.collecting.receiving import SheetsInMemory, refusal
from reports.collecting.views import collecting, preview_with
from reports.models import Upload, UploadLot
from unions.importing.files import Sheet, read_sheets
from unions.importing.guards import Unreadable
from unions.importing.parcels import Piece
from unions.pages import shell_page

__all__ = ["collect"]


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
    elif request.method == "POST" and (form.is_valid() or set(form.errors) == {"union"}):
        try:
            if received := _received(user, form):
                return redirect(received)
        except Unreadable as error:
            form.add_error("file", str(error))
    context = {"title": "收表", "form": form, **told_of(roots_for(user)[0])}
    context["lots"] = UploadLot.objects.of(user).unfinished().order_by("-created_at")
    return shell_page(request, "collecting/collect.html", context)


def _received(user: Any, form: UploadForm) -> str:
    """One sheet by itself, or several as a lot; where to look at it.

    Of one sheet the union may be put right there. For many it must be known: "" while it is not.
    """
    chosen = form.cleaned_data
    parcel = unpack(chosen["file"])
    if len(chosen["file"]) == len(parcel.pieces) == 1 and not parcel.was_zipped:
        return preview_with(_received_one(user, parcel.pieces[0], chosen), form.unknown)
    if not parcel.pieces:
        raise Unreadable("选的都是系统或打开表格时留下的临时文件，没有表格。请重新选择。")
    if form.unknown:
        return ""
    return receive(Desk(user, chosen["root"]), parcel, chosen).get_absolute_url()


def _received_one(user: Any, piece: Piece, chosen: dict[str, Any]) -> Upload:
    """What cannot be read at all is said at once; what is not clear, on the page of the file."""
    desk, sheets = Desk(user, chosen["root"]), read_sheets(piece.content)
    upload = Upload(
        user=user,
        name=piece.name,
        resource=chosen["resource"] or _recognised(sheets, desk),
        root=chosen["root"],
        union=chosen.get("union") or None,
        guessed=named_by_file(desk.directory, piece.name),
        as_of=chosen["as_of"],
    )
    upload.keep(piece.content)
    upload.save()
    return upload


def _recognised(sheets: Sequence[Sheet], desk: Desk) -> str:
    try:
        return recognised_in(sheets, desk.kinds)
    except Unreadable:
        return ""

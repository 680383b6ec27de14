"""Staff say what a file is: it is read anew, as one sheet or with all its sheets as a lot."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.collecting.forms import MeaningForm, offered
from reports.collecting.lots import read_anew, receive
from reports.collecting.meaning import columns_said
from reports.collecting.reading import Desk
from reports.collecting.views import collecting, open_upload, preview_with
from reports.collecting.whose import unknown_column
from reports.models import Upload
from unions.importing.guards import Unreadable
from unions.importing.parcels import Parcel, Piece
from unions.importing.plans import make_plan
from unions.text import clean_line

__all__ = ["apart", "reread", "whose"]


@collecting
@require_POST
def reread(request: HttpRequest, pk: Any) -> HttpResponse:
    """Another record type, sheet, union, day or meaning of columns: planned anew."""
    upload = open_upload(request, pk)
    user: Any = request.user
    form = MeaningForm(user, request.POST)
    if form.is_valid():
        _take(upload, form.cleaned_data, request)
        if upload.resource not in {"", *offered(user, upload.root)}:  # kept, for another town
            raise Http404
        if upload.lot:
            read_anew(Desk(user, upload.root), upload)
        upload.keep_reading()
    else:
        _refuse(request, form)
    return redirect(preview_with(upload, form.unknown))


@collecting
@require_POST
def whose(request: HttpRequest, pk: Any) -> HttpResponse:
    """Which union a sheet is of that does not tell it, or tells it wrong: planned anew."""
    upload = open_upload(request, pk)
    desk = Desk(upload.user, upload.root)
    written = clean_line(request.POST.get("near") or request.POST.get("union", ""))
    if not written:
        messages.error(request, "还没有填是哪家工会。请填工会名称或编号，再点“重新核对”。")
        return redirect(upload)
    try:
        said = desk.directory.find(written)
    except ValidationError:
        return redirect(preview_with(upload, written))
    upload.columns |= _set_aside(upload, desk, request.POST)
    upload.union = said
    if upload.lot:
        read_anew(desk, upload)
    upload.keep_reading()
    return redirect(upload)


def _refuse(request: HttpRequest, form: MeaningForm) -> None:
    """What was wrong; of an unknown union the page itself tells, beside those that may be meant."""
    told = {name: errors for name, errors in form.errors.items() if name != "union"}
    for errors in (told if form.unknown else form.errors).values():
        messages.error(request, "".join(str(error) for error in errors))
    messages.warning(request, "这次改的都没有采用，请改好再点“重新核对”。")


def _set_aside(upload: Upload, desk: Desk, posted: QueryDict) -> dict[str, str]:
    """The column of unions as not used, if the page said so and none of its names is known yet."""
    if not any(key.startswith("column-") for key in posted):
        return {}
    try:
        plan = make_plan(desk.order(upload))
    except Unreadable:
        return {}
    column = unknown_column(plan, upload, desk.directory)
    is_said = column is not None and posted.get(f"column-{column.index}") == "-"
    return {str(column.index): "-"} if column and is_said else {}


def _take(upload: Upload, chosen: dict[str, Any], request: HttpRequest) -> None:
    before = (upload.resource, upload.sheet, upload.header)
    upload.resource = chosen["resource"] or upload.resource
    upload.sheet, upload.header = chosen["sheet"], chosen["header"]
    upload.root = upload.lot.root if upload.lot else chosen["root"]
    upload.union = chosen["union"] or None
    upload.as_of = chosen["as_of"]
    is_other_table = before != (upload.resource, upload.sheet, upload.header)
    upload.columns = {} if is_other_table else columns_said(upload, request.POST)
    upload.transfers = [] if is_other_table else upload.transfers  # rows of the table before


@collecting
@require_POST
def apart(request: HttpRequest, pk: Any) -> HttpResponse:
    """The sheets of a file that was sent in alone, each with its own outcome."""
    upload = open_upload(request, pk)
    if upload.lot:
        return redirect(upload.lot)
    desk = Desk(upload.user, upload.root)
    parcel = Parcel([Piece(upload.name, upload.content())], [], was_zipped=False)
    said = {"resource": "", "union": upload.union, "as_of": upload.as_of}
    lot = receive(desk, parcel, said)
    upload.discard()
    upload.delete()
    return redirect(lot)

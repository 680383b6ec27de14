"""Who of those found in another union of the town is moved to the sheet's: ticked row by row."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.collecting.lots import read_anew
from reports.collecting.orders import order_of
from reports.collecting.reading import Desk
from reports.collecting.views import collecting, upload_of
from reports.models import Upload
from unions.importing.guards import Unreadable
from unions.importing.plans import make_plan

__all__ = ["transfers"]


@collecting
@require_POST
def transfers(request: HttpRequest, pk: Any) -> HttpResponse:
    """按转移办理 for those ticked, all or nobody; the sheet is planned anew."""
    upload = upload_of(request, pk)
    user: Any = request.user
    upload.transfers = sorted(_chosen(request, upload))
    if upload.lot:
        read_anew(Desk(user, upload.root), upload)
    upload.save()
    if upload.lot and "lot" in {request.POST.get("all"), request.POST.get("none")}:
        return redirect(upload.lot)  # where everybody of the file was ticked at once
    return redirect("reports:collect_preview", pk=upload.pk)


def _chosen(request: HttpRequest, upload: Upload) -> set[int]:
    """Row numbers. Those beyond the end of the page's list stay as they were."""
    if "none" in request.POST:
        return set()
    if "all" in request.POST:
        return _offered(upload)
    listed = _numbers(request.POST.get("listed", "").split(","))
    ticked = _numbers(request.POST.getlist("row")) & listed
    return (set(upload.transfers) - listed) | ticked


def _offered(upload: Upload) -> set[int]:
    try:
        return {draft.number for draft in make_plan(order_of(upload)).transfers}
    except Unreadable:
        return set()


def _numbers(texts: list[str]) -> set[int]:
    return {int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 8}

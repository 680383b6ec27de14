"""Who of those found in another union of the town is moved to the sheet's: ticked row by row."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reports.collecting.ticks import tick
from reports.collecting.views import collecting, open_upload

__all__ = ["transfers"]


@collecting
@require_POST
def transfers(request: HttpRequest, pk: Any) -> HttpResponse:
    """按转移办理 for those ticked, all or nobody; the sheet is planned anew."""
    upload = open_upload(request, pk)
    tick(request, upload)
    if upload.lot and "lot" in {request.POST.get("all"), request.POST.get("none")}:
        return redirect(upload.lot)  # where everybody of the file was ticked at once
    return redirect("reports:collect_preview", pk=upload.pk)

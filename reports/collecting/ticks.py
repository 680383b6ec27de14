"""The ticks of people to be moved, as a page sends them."""

from typing import Any

from django.http import HttpRequest

from reports.collecting.lots import read_anew
from reports.collecting.orders import order_of
from reports.collecting.reading import Desk
from reports.models import Upload
from unions.importing.guards import Unreadable
from unions.importing.plans import make_plan

__all__ = ["tick"]


def tick(request: HttpRequest, upload: Upload) -> bool:
    """Whether others are ticked than were; they are kept, and a lot's file is read anew."""
    user: Any = request.user
    chosen = sorted(_chosen(request, upload))
    if chosen == upload.transfers:
        return False
    upload.transfers = chosen
    if upload.lot:
        read_anew(Desk(user, upload.root), upload)
    upload.keep_reading()
    return True


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

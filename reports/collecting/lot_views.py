"""Pages of 批量收表: one line per file, to be confirmed together or one by one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_POST, require_safe

from reports.collecting.forms import offered, roots_for
from reports.collecting.headings import told_of
from reports.collecting.lots import say, seen, store_all, tally
from reports.collecting.reading import Desk
from reports.collecting.sent_back import refused_archive
from reports.collecting.views import Gone, collecting
from reports.collecting.whose import names_offered
from reports.models import State, Upload, UploadLot
from unions.pages import download, shell_page
from unions.text import clean_line

__all__ = ["lot_page", "lot_refused", "say_of_lot", "store_lot"]

PER_PAGE = 60
ZIP = "application/zip"


@collecting
@require_safe
def lot_page(request: HttpRequest, pk: Any) -> HttpResponse:
    """What every file would do, those that need somebody first; then what was done."""
    lot, uploads = _lot(request, pk)
    user: Any = request.user
    shown = sorted(uploads, key=lambda one: (one.state.rank, one.place))
    kinds = offered(user, lot.root)
    for upload in shown:
        upload.kind = kinds.get(upload.resource, "")  # type: ignore[attr-defined]
    context = {
        "title": "批量收表",
        "breadcrumbs": [("收表", reverse("reports:collect"))],
        "lot": lot,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "seen": seen(uploads),
        "kinds": kinds.values(),
        **_sums(uploads),
        **told_of(lot.root, _day(uploads)),
    }
    if context["asked"]:
        context["unions"] = names_offered(lot.root)
    return shell_page(request, "collecting/lot.html", context)


@collecting
@require_POST
def store_lot(request: HttpRequest, pk: Any) -> HttpResponse:
    """Stores all files that are ready, or the one named; or lets one go."""
    lot, uploads = _lot(request, pk)
    if gone := _named(uploads, request.POST.get("drop", "")):
        gone.discard()
        gone.delete()
        messages.success(request, f"“{gone.label}”不收了。")
    elif request.POST.get("seen") != seen(uploads):
        messages.warning(request, "有的文件已在别处重新核对过，请按下面的结果再看一遍。")
    else:
        only = _named(uploads, request.POST.get("only", ""))
        if only and only.state is State.DOUBTFUL:
            return redirect(only)  # stored where its warning and its rows stand
        with_refused = bool(only) or request.POST.get("refused") == "partial"
        _store(request, lot, [only] if only else uploads, with_refused)
    return redirect(lot)


@collecting
@require_POST
def say_of_lot(request: HttpRequest, pk: Any) -> HttpResponse:
    """Of files that do not tell it: which union sent them, what they hold."""
    lot, uploads = _lot(request, pk)
    user: Any = request.user
    desk = Desk(user, lot.root)
    for upload in uploads:
        union = clean_line(request.POST.get(f"union-{upload.pk}", ""))
        kind = clean_line(request.POST.get(f"kind-{upload.pk}", ""))
        if (union or kind) and upload.state is State.ASKED:
            say(desk, upload, union, kind)
    return redirect(lot)


@collecting
@require_safe
def lot_refused(request: HttpRequest, pk: Any) -> HttpResponse:
    """The refused rows of all files, a workbook per file, to send back."""
    lot, uploads = _lot(request, pk)
    user: Any = request.user
    if not any(_holds_refused(upload) for upload in uploads):
        raise Http404
    content = refused_archive(Desk(user, lot.root), uploads)
    return download(content, ZIP, "退回各工会的表.zip")


def _lot(request: HttpRequest, pk: Any) -> tuple[UploadLot, list[Upload]]:
    """The sender's own, and only of what this user may still bring in."""
    user: Any = request.user
    lot = UploadLot.objects.of(user).select_related("root").filter(pk=pk).first()
    if lot is None:
        raise Gone
    if lot.root not in roots_for(user):
        raise Http404
    rows = lot.uploads.order_by("place").select_related("root", "union", "guessed")
    kinds = {"", *offered(user, lot.root)}
    return lot, [upload for upload in rows if upload.resource in kinds]


def _named(uploads: list[Upload], pk: str) -> Upload | None:
    """404 for a file of no lot of this user, as one that a second click has let go already."""
    if not pk:
        return None
    found = next((upload for upload in uploads if str(upload.pk) == pk), None)
    if found is None:
        raise Http404
    return found


def _store(request: HttpRequest, lot: UploadLot, uploads: list[Upload], partly: bool) -> None:
    user: Any = request.user
    stored, again = store_all(Desk(user, lot.root), uploads, with_refused=partly)
    if stored:
        messages.success(request, f"已收 {stored} 个文件。")
    if again:
        messages.warning(
            request, f"有 {again} 个文件核对以后台账有改动，没有保存，请再看一遍后再收。"
        )


def _holds_refused(upload: Upload) -> bool:
    return bool(upload.counts.get("refused")) or upload.state in {State.ASKED, State.UNREADABLE}


def _sums(uploads: list[Upload]) -> dict[str, Any]:
    open_ones = [upload for upload in uploads if upload.state is not State.STORED]
    stored = [upload for upload in uploads if upload.state is State.STORED]
    by_state = {state: sum(one.state is state for one in uploads) for state in State}
    return {
        "asked": by_state[State.ASKED],
        "unreadable": by_state[State.UNREADABLE],
        "nothing": by_state[State.REFUSED],
        "doubtful": by_state[State.DOUBTFUL],
        "ready": by_state[State.READY],
        "partly": by_state[State.PARTLY],
        "open": len(open_ones),
        "stored": len(stored),
        "to_come": tally(one.counts for one in open_ones if one.state is not State.ASKED),
        "done": tally(one.counts for one in stored),
        "has_refused": any(map(_holds_refused, uploads)),
    }


def _day(uploads: list[Upload]) -> Any:
    """The latest day the sheets are of: their year is the one to look at."""
    days = [day for one in uploads if (day := (one.outcome or {}).get("day"))]
    return parse_date(max(days)) if days else None

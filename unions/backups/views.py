"""设置—备份: how old the last good backup is, and making one now; for the administrator."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from unions.backups import recovery, state
from unions.backups.drives import removable_drives
from unions.backups.making import SUFFIX, Made
from unions.backups.register import back_up, back_up_into_folder
from unions.backups.snapshot import BackupFailed
from unions.crypto import KeyringError
from unions.models import Backup
from unions.pages import shell_page

__all__ = ["download", "page", "write_to_drive"]

ROWS = 20
FAULTS = (BackupFailed, KeyringError, recovery.RecoveryKeyError)


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    _require(request, "unions.view_backup")
    found = state.last_good()
    context: dict[str, Any] = {
        "title": "备份",
        "last": found,
        "is_overdue": state.is_overdue(found),
        "drives": removable_drives(),
        "recovery_key_at": _recovery_key_at(),
        "rows": Backup.objects.select_related("by")[:ROWS],
    }
    return shell_page(request, "ledger/backups.html", context)


@require_POST
def download(request: HttpRequest) -> HttpResponseBase:
    """A copy stays in the backup folder, since nobody can tell whether the browser kept its own."""
    _require(request, "unions.add_backup")
    user: Any = request.user
    try:
        made = back_up_into_folder(Backup.Way.DOWNLOAD, user)
        file = made.path.open("rb")
    except (*FAULTS, OSError) as failure:
        messages.error(request, str(failure))
        return HttpResponseRedirect(reverse("backups:page"))
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=_name_for(user, made),
        content_type="application/octet-stream",
    )
    answer["Cache-Control"] = "private, no-store"
    # Tells the page, which stays, that the file is on its way (static/ledger/backups.js).
    answer.set_cookie("backup_arrived", "1", max_age=60, path="/backups/", samesite="Strict")
    return answer


@require_POST
def write_to_drive(request: HttpRequest) -> HttpResponse:
    """Only to a drive that is plugged in now; any other place is refused."""
    _require(request, "unions.add_backup")
    user: Any = request.user
    chosen = request.POST.get("drive", "")
    if chosen not in [drive.path for drive in removable_drives()]:
        messages.error(request, "没有找到这个移动盘，可能已经拔出。请插好，等几秒钟，刷新后再试。")
        return HttpResponseRedirect(reverse("backups:page"))
    try:
        made = back_up(Path(chosen) / _name_for(user), Backup.Way.DRIVE, user)
    except FAULTS as failure:
        messages.error(request, str(failure))
    else:
        messages.success(request, f"已写到{made.path}，并读回核对。请安全弹出移动盘后再拔。")
    return HttpResponseRedirect(reverse("backups:page"))


def _name_for(user: Any, made: Made | None = None) -> str:
    """示范镇总工会台账备份20091120-1530.backup."""
    moment = timezone.localtime(made.made_at) if made else timezone.localtime()
    return f"{user.home_union() or ''}台账备份{moment:%Y%m%d-%H%M}{SUFFIX}"


def _recovery_key_at() -> Any:
    try:
        return recovery.taken_at()
    except recovery.RecoveryKeyError:
        return None


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise Http404

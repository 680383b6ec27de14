"""What goes back to the unions of a lot: the refused rows, a workbook per file, in an archive."""

import io
import zipfile
from collections.abc import Iterable

from reports.collecting.orders import refused_workbook
from reports.collecting.reading import GONE, Desk
from reports.models import State, Upload
from unions.importing.plans import make_plan

__all__ = ["refused_archive"]


def refused_archive(desk: Desk, uploads: Iterable[Upload]) -> bytes:
    """A workbook of the refused rows per file, to send back, and why others could not be read."""
    stream, unread = io.BytesIO(), []
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, upload in enumerate(uploads, 1):
            if upload.state in {State.ASKED, State.UNREADABLE}:
                unread.append(f"{upload.label}：{upload.outcome['trouble']}")
            elif content := _refused(desk, upload, unread):
                stem = upload.stem.replace("/", "_")
                archive.writestr(f"{number:03d} {stem}（不收的行）.xlsx", content)
        if unread:
            text = "\r\n".join(["以下文件没有收：", *unread, ""])
            archive.writestr("没有收的文件.txt", text.encode("utf-8-sig"))
    return stream.getvalue()


def _refused(desk: Desk, upload: Upload, unread: list[str]) -> bytes | None:
    if not upload.counts["refused"]:
        return None
    try:
        if upload.result is not None:
            return upload.refused()
        return refused_workbook(make_plan(desk.order(upload)))
    except FileNotFoundError:  # stored or let go while this page lay open
        unread.append(f"{upload.label}：{GONE}")
        return None

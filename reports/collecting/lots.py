"""Many files at once (批量收表): taken in, looked through on one page, stored file by file.

Each file is its own transaction: all or nothing of it, whatever becomes of the others. A file that
an earlier one of the lot touches is planned anew after that one, and shown again.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from reports.collecting.apart import read_apart
from reports.collecting.reading import GONE, ODD, Desk, read
from reports.collecting.storing import store_upload
from reports.models import State, Upload, UploadLot
from unions.importing.drafts import Verdict
from unions.importing.guards import Unreadable
from unions.importing.parcels import MAX_FILES, Parcel, Piece, is_junk, is_parcel, open_parcel
from unions.importing.plans import Moved
from unions.records import StaleRecord
from unions.text import clean_line

logger = logging.getLogger(__name__)

__all__ = [
    "read_anew",
    "receive",
    "say",
    "seen",
    "store_all",
    "tally",
    "unpack",
]

SEVERAL = "工会本批还有“{}”。先收那一份；两份有同一条的，这一份要再看一遍。"
ANEW = "核对以后台账有改动，这是按现在的台账重新核对的结果，请再看一遍。"


def unpack(files: Sequence[Any]) -> Parcel:
    """What was dropped, with the content of every .zip in its place; Unreadable when too much."""
    pieces: list[Piece] = []
    skipped: list[str] = []
    was_zipped = False
    for file in files:
        name, content = clean_line(file.name or "")[-150:], file.read()
        if is_junk(name):
            skipped.append(name)
            continue
        try:
            parcel = open_parcel(content) if is_parcel(content, name) else None
            was_zipped = was_zipped or parcel is not None
        except Unreadable as error:
            if len(files) == 1:
                raise
            pieces.append(Piece(name, trouble=str(error)))
        else:
            pieces += parcel.pieces if parcel else [Piece(name, content)]
            skipped += parcel.skipped if parcel else []
    if len(pieces) > MAX_FILES:
        raise Unreadable(f"这次交了 {len(pieces)} 个文件，一次最多收 {MAX_FILES} 个，请分几次收。")
    return Parcel(pieces, skipped, was_zipped)


def receive(desk: Desk, parcel: Parcel, said: Mapping[str, Any]) -> UploadLot:
    """Reads every file once and keeps what can be read; nothing goes into the ledger yet."""
    lot = UploadLot.objects.create(user=desk.user, root=desk.root, skipped=list(parcel.skipped))
    uploads: list[Upload] = []
    first: dict[str, str] = {}  # digest → name
    for piece in parcel.pieces:
        new = partial(
            Upload,
            user=desk.user,
            lot=lot,
            name=piece.name,
            resource=said["resource"],
            root=desk.root,
            guessed=said["union"] or None,
            as_of=said["as_of"],
        )
        uploads += _take_in(new, desk, piece, first, MAX_FILES - len(uploads))
    order = list(desk.kinds)  # unions before what belongs to them
    uploads.sort(key=lambda one: (order.index(one.resource) if one.resource else -1, one.name))
    for place, upload in enumerate(uploads):
        upload.place = place
    _tell_of_several(uploads)
    Upload.objects.bulk_create(uploads)
    return lot


def _take_in(
    new: Callable[[], Upload], desk: Desk, piece: Piece, first: dict[str, str], room: int
) -> list[Upload]:
    content = b"" if piece.trouble else piece.content
    digest = hashlib.sha256(content).hexdigest()
    if piece.trouble:
        trouble = piece.trouble
    elif first.setdefault(digest, piece.name) != piece.name and content:
        trouble = f"和“{first[digest]}”是同一个文件，只收一份。"
    elif desk.is_full:
        trouble = "这一批的行数已经太多，没有再读这个文件，请另收一次。"
    else:
        return read_apart(new, desk, content, room)
    upload = new()
    upload.outcome = {"trouble": trouble}
    return [upload]


def _tell_of_several(uploads: Iterable[Upload]) -> None:
    """Two sheets of one kind from one union may be one too many, or two halves."""
    first: dict[tuple[str, int], str] = {}
    for upload in uploads:
        union = (upload.outcome or {}).get("union")
        if union is None:
            continue
        before = first.setdefault((upload.resource, union), upload.label)
        if before != upload.label:
            upload.outcome["notes"].append("这家" + SEVERAL.format(before))


def say(desk: Desk, upload: Upload, union: str, kind: str) -> None:
    """What staff say of a file that did not tell it: it is read anew, or the trouble named."""
    try:
        if kind:
            upload.resource = _kind_called(desk, kind)
        if union:
            said = desk.directory.find(union)
            upload.columns = _instead_of_column(desk, upload)
            upload.union = said
    except ValidationError as error:
        trouble = error.messages[0] + upload.outcome.get("several", "")
        upload.outcome = {**upload.outcome, "trouble": trouble}
    else:
        _read_or_gone(desk, upload)
    upload.keep_reading()


def _read_or_gone(desk: Desk, upload: Upload) -> None:
    try:
        read_anew(desk, upload)
    except FileNotFoundError:
        upload.outcome = {"trouble": GONE}


def _instead_of_column(desk: Desk, upload: Upload) -> dict[str, str]:
    """Where no name in the column of unions is known, the one that was said stands for it.

    Read anew before: some may have been entered since the page was made.
    """
    if upload.outcome.get("column") is not None:
        _read_or_gone(desk, upload)
    column = upload.outcome.get("column")
    return upload.columns if column is None else {**upload.columns, str(column): "-"}


def read_anew(desk: Desk, upload: Upload) -> None:
    read(upload, desk, upload.content())


def _kind_called(desk: Desk, written: str) -> str:
    for name, label in desk.kinds.items():
        if written in {name, label}:
            return name
    offered = "、".join(desk.kinds.values())
    raise ValidationError(f"没有“{written}”这种表，请填：{offered}。")


def store_all(desk: Desk, uploads: Iterable[Upload], *, with_refused: bool) -> tuple[int, int]:
    """One file after the other; how many were stored, and how many must be looked at again."""
    wanted = {State.READY, State.PARTLY} if with_refused else {State.READY}
    chosen = [upload for upload in uploads if upload.state in wanted]
    stored = sum([_store(desk, upload) for upload in chosen])
    return stored, sum(upload.state is not State.STORED for upload in chosen)


def _store(desk: Desk, upload: Upload) -> bool:
    """Whether this call stored it: a second click finds it stored already."""
    try:
        return _store_as_shown(desk, upload) or _store_if_nothing_is_left(desk, upload)
    except (FileNotFoundError, Upload.DoesNotExist):
        upload.outcome = {"trouble": GONE}
    except Exception:  # a fault of ours in one file must not keep the others out
        logger.exception("Sheet of a lot not stored")
        upload.outcome = {"trouble": ODD}
    upload.keep_reading()
    return False


def _store_as_shown(desk: Desk, upload: Upload) -> bool:
    """False as well where the records moved: the file is then read anew, to be looked at again."""
    try:
        plan = store_upload(upload, upload.outcome["digest"], partial=True, order=desk.order)
    except (Moved, StaleRecord):
        read_anew(desk, upload)
        upload.outcome["notes"] = [ANEW, *upload.outcome.get("notes", ())]
        upload.keep_reading()
        return False
    desk.stored(upload)
    return plan is not None


def _store_if_nothing_is_left(desk: Desk, upload: Upload) -> bool:
    """Where all stands in the ledger by now, that is the result."""
    is_done = upload.state is State.READY and not upload.outcome["storable"]
    return is_done and _store_as_shown(desk, upload)


def seen(uploads: Iterable[Upload]) -> str:
    """Equal as long as every file of the lot would still do what the page showed."""
    told = [(one.pk.hex, (one.outcome or {}).get("digest", "")) for one in uploads]
    return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()[:32]


def tally(counts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Rows of many files by verdict."""
    total: Counter[str] = Counter()
    for some in counts:
        total.update(some)
    return {verdict.value: total[verdict.value] for verdict in Verdict}

"""A .zip of many sheets as it comes over QQ and WeChat: what lies in it, and what is refused.

Nothing is written to disk under a name from the zip, and nothing is unpacked beyond the limits,
whatever sizes the zip states. An entry that cannot be used is named with the reason and costs the
others nothing; a zip that is no honest parcel is refused whole.
"""

import posixpath
import re
import stat
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from unions.importing.guards import (
    DAMAGED,
    MAX_BYTES,
    Damaged,
    Unreadable,
    directory_bytes,
    unpacked,
)
from unions.text import clean_line, shorten

__all__ = ["MAX_FILES", "MAX_PARCEL", "Parcel", "Piece", "is_junk", "is_parcel", "open_parcel"]

MAX_PARCEL = 20 * 2**20  # bytes of the zip as sent
MAX_FILES = 400  # sheets of one lot: a town has some 184 unions
MAX_ENTRIES = 2_000  # with folders and what macOS adds
MAX_DIRECTORY = 1_000 * MAX_ENTRIES  # bytes of the list of entries
MAX_UNPACKED = 60 * 2**20  # sheets are packed themselves

_ZIP = b"PK\x03\x04"
_DOCUMENTS = frozenset({"[content_types].xml", "xl/workbook.xml", "content.xml", "mimetype"})
_JUNK_FOLDERS = frozenset({"__macosx", ".git", "$recycle.bin"})
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store", "ehthumbs.db"})
_DRIVE = re.compile(r"^[A-Za-z]:")
_UTF8 = 0x800  # the flag bit that says so; without it WPS and Windows write GBK


@dataclass(frozen=True)
class Piece:
    """One file of a lot: its name with folders, and its content or why there is none."""

    name: str
    data: bytes = b""  # the file, or the zip it lies in
    trouble: str = ""
    entry: zipfile.ZipInfo | None = None

    @property
    def content(self) -> bytes:
        """Unpacked whenever asked for: a lot fills the memory only as it was sent."""
        return self.data if self.entry is None else b"".join(unpacked(self.data, self.entry))


@dataclass(frozen=True)
class Parcel:
    pieces: Sequence[Piece]
    skipped: Sequence[str]  # names of junk
    was_zipped: bool = True


def is_parcel(data: bytes, name: str = "") -> bool:
    """A zip that is no workbook, Word file or other document itself."""
    if not data.startswith(_ZIP):
        return False
    try:
        return _DOCUMENTS.isdisjoint(entry.orig_filename.lower() for entry in _entries(data))
    except Damaged as error:
        if name.lower().endswith(".xlsx"):  # a workbook of which the end is missing
            raise Unreadable(DAMAGED) from error
        raise


def is_junk(name: str) -> bool:
    """What systems and open programs leave beside the sheets."""
    *folders, last = name.lower().split("/")
    return (
        bool(_JUNK_FOLDERS.intersection(folders))
        or last in _JUNK_NAMES
        or last.startswith(("~$", "._", ".~", "~wrl"))
        or last.endswith((".tmp", ".lnk"))
    )


def open_parcel(data: bytes) -> Parcel:
    """The files in it in the order of their names; Unreadable when it is refused whole."""
    named = sorted(((_name(entry), entry) for entry in _entries(data)), key=lambda pair: pair[0])
    files = [(name, entry) for name, entry in named if not name.endswith("/")]
    wanted = [(name, entry) for name, entry in files if not is_junk(name)]
    if not wanted:
        raise Unreadable("这个压缩包里没有表格。请检查是否发错了文件。")
    if len(wanted) > MAX_FILES:
        raise Unreadable(
            f"这个压缩包里有 {len(wanted)} 个文件，一次最多收 {MAX_FILES} 个，请分几次收。"
        )
    if sum(entry.file_size for _name, entry in wanted) > MAX_UNPACKED:
        raise Unreadable(
            f"这个压缩包展开后超过 {MAX_UNPACKED // 2**20} MB，不像一批表格，请分几次收。"
        )
    skipped = [shorten(name, 150) for name, _entry in files if is_junk(name)]
    return Parcel([_piece(data, name, entry) for name, entry in wanted], skipped)


def _entries(data: bytes) -> list[zipfile.ZipInfo]:
    if len(data) > MAX_PARCEL:
        raise Unreadable(
            f"这个压缩包有 {len(data) / 2**20:.0f} MB，超过 {MAX_PARCEL // 2**20} MB，请分几次收。"
        )
    crowded = Unreadable(f"这个压缩包里的文件超过 {MAX_ENTRIES} 个，不像一批表格，请分几次收。")
    if directory_bytes(data) > MAX_DIRECTORY:
        raise crowded
    try:
        with zipfile.ZipFile(BytesIO(data)) as parcel:
            entries = parcel.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise Damaged("这个压缩包不完整或已损坏，打不开。请让对方重发。") from error
    if len(entries) > MAX_ENTRIES:
        raise crowded
    return entries


def _name(entry: zipfile.ZipInfo) -> str:
    """With "/" between folders; without the flag of UTF-8 the bytes are UTF-8 (macOS) or GBK."""
    name = entry.orig_filename
    if not entry.flag_bits & _UTF8:
        raw = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return clean_line(name.replace("\\", "/"))


def _piece(data: bytes, name: str, entry: zipfile.ZipInfo) -> Piece:
    shown = shorten(name.lstrip("/"), 150)
    if trouble := _refused(name, entry):
        return Piece(shown, trouble=trouble)
    try:
        start = b""
        for part in unpacked(data, entry):  # to the end: what it holds must be what it states
            start = start or part[:4]
    except Unreadable as error:
        return Piece(shown, trouble=str(error))
    if start == _ZIP and posixpath.splitext(name)[1].lower() == ".zip":
        return Piece(shown, trouble="这是压缩包里的压缩包，没有打开。请解压后把里面的表格一起收。")
    return Piece(shown, data, entry=entry)


def _refused(name: str, entry: zipfile.ZipInfo) -> str:
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    if is_link or name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        return "这个文件的路径指向压缩包以外，为安全起见没有打开。请让对方重新压缩后再发。"
    if entry.flag_bits & 1:
        return "这个文件加了密码，没有打开。请让对方取消密码后重发。"
    if entry.file_size > MAX_BYTES:
        return (
            f"这个文件超过 {MAX_BYTES // 2**20} MB，没有打开。请删去图片和空白行，或分成几个文件。"
        )
    return ""

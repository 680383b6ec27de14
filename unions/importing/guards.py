"""What may be opened at all: the kind by magic bytes, and workbooks that are no bombs.

A workbook is a zip of XML whose stated sizes may lie. Every part is therefore unpacked once here,
in pieces and against a limit, before the reader (which holds a whole sheet) is let at it.
"""

import zipfile
import zlib
from collections.abc import Iterator
from enum import Enum
from io import BytesIO

from unions.importing.refusals import TOO_LONG, Unreadable
from unions.importing.sheet_facts import LONGEST_CELL, SheetFacts, facts_of_sheet

__all__ = [
    "DAMAGED",
    "MAX_BYTES",
    "Damaged",
    "Kind",
    "Unreadable",
    "directory_bytes",
    "inspect_workbook",
    "kind_of",
    "too_big",
    "unpacked",
]

MAX_BYTES = 10 * 2**20
MAX_ENTRIES = 200
MAX_UNPACKED = 80 * 2**20
MAX_STRINGS = 600_000  # shared strings; 20,000 rows of 25 texts need fewer
PIECE = 256 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_RESAVE = "请用 WPS 或 Excel 打开，另存为“.xlsx 工作簿”后再交。"
DAMAGED = f"这个文件不完整或已损坏，打不开。请让对方重发，或{_RESAVE[1:]}"


class Damaged(Unreadable):
    """A zip that is cut off."""


class Kind(Enum):
    XLSX = "xlsx"
    XLS = "xls"
    ZIP = "zip"
    TEXT = "csv"


def kind_of(data: bytes) -> Kind:
    """The kind by content, whatever the name says; Unreadable for what is no table."""
    if not data.strip():
        raise Unreadable("这个文件是空的，没有内容。请检查是否发错了文件。")
    if len(data) > MAX_BYTES:
        raise Unreadable(too_big(len(data)))
    if data.startswith(b"PK\x03\x04"):
        return _kind_of_zip(data)
    if data.startswith(_OLE):
        return _kind_of_ole(data)
    return _kind_of_text(data)


def too_big(size: int) -> str:
    """The sentence about a file of more than MAX_BYTES."""
    return (
        f"这个文件有 {size / 2**20:.0f} MB，超过 {MAX_BYTES // 2**20} MB。"
        "请删去图片和空白行，或分成几个文件。"
    )


def inspect_workbook(data: bytes) -> dict[str, SheetFacts]:
    """Unpacks every part of an .xlsx within the limits; facts by the part's name."""
    facts: dict[str, SheetFacts] = {}
    with _opened(data) as book:
        for entry in book.infolist():
            pieces = unpacked(data, entry)
            if entry.filename.startswith("xl/worksheets/") and entry.filename.endswith(".xml"):
                facts[entry.filename] = facts_of_sheet(pieces)
            elif entry.filename.lower() == "xl/sharedstrings.xml":
                _count_strings(pieces)
            else:
                for _piece in pieces:  # only its size is of interest
                    pass
    return facts


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        book = zipfile.ZipFile(BytesIO(data))
    except zipfile.BadZipFile as error:
        raise Unreadable(DAMAGED) from error
    entries = book.infolist()
    if len(entries) > MAX_ENTRIES:
        raise Unreadable(f"这个文件里有 {len(entries)} 个部分，不像一般的表格。{_RESAVE}")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unreadable(
            f"这个文件展开后超过 {MAX_UNPACKED // 2**20} MB。请删去图片和空白行，或分成几个文件。"
        )
    return book


def _kind_of_zip(data: bytes) -> Kind:
    with _opened(data) as book:
        names = {name.lower() for name in book.namelist()}
    if any(name.startswith("word/") for name in names):
        raise Unreadable(
            "这是 Word 文件，不是表格。请把表格复制到 WPS 表格或 Excel 里，存为 .xlsx。"
        )
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(
            "这个文件带有宏（程序），为安全起见不能打开。请另存为不带宏的“.xlsx 工作簿”。"
        )
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names or "content.xml" in names:
        raise Unreadable(f"这种表格格式（.xlsb 或 .ods）不能读。{_RESAVE}")
    return Kind.ZIP


def _kind_of_ole(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable("这个文件设了打开密码，读不了。请打开后取消密码，重新保存再交。")
    if "_VBA_PROJECT".encode("utf-16-le") in data:
        raise Unreadable(
            "这个文件带有宏（程序），为安全起见不能打开。请另存为不带宏的“.xlsx 工作簿”。"
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise Unreadable(
            "这是 Word 文件，不是表格。请把表格复制到 WPS 表格或 Excel 里，存为 .xlsx。"
        )
    return Kind.XLS


def _kind_of_text(data: bytes) -> Kind:
    start = data[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")):
        raise Unreadable(f"这个文件其实是网页，只是改了文件名。{_RESAVE}")
    if start.startswith((b"%pdf", b"\x89png", b"\xff\xd8\xff", b"rar!", b"7z\xbc\xaf", b"gif8")):
        raise Unreadable(f"这个文件是图片、PDF 或压缩包，不是表格。{_RESAVE}")
    return Kind.TEXT


def unpacked(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The entry in pieces, by the compressed bytes alone: more than it states is refused."""
    if entry.flag_bits & 1 or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unreadable(f"这个文件加了密，或用了少见的压缩方式。{_RESAVE}")
    packed = memoryview(data)[_start_of(data, entry) :][: entry.compress_size]
    seen = 0
    for piece in _inflated(packed) if entry.compress_type else iter([bytes(packed)]):
        seen += len(piece)
        if seen > entry.file_size:
            raise Unreadable(f"这个文件写明的大小与内容不符，可能已损坏。{_RESAVE}")
        yield piece


def directory_bytes(data: bytes) -> int:
    """How long a zip says its list of entries is: that list is held in memory to open it.

    Unreadable for what is no whole zip, and for the form of more than 65,535 entries or 4 GiB.
    """
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if end < 0 or len(data) - end < 22 or data[max(0, end - 20) :].startswith(b"PK\x06\x07"):
        raise Damaged("这个压缩包不完整或已损坏，打不开。请让对方重发。")
    return int.from_bytes(data[end + 12 : end + 16], "little")


def _start_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    header = entry.header_offset
    lengths = data[header + 26 : header + 30]
    return (
        header + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
    )


def _inflated(packed: memoryview) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    rest: bytes | memoryview = packed
    try:
        while rest and not unpacker.eof:
            yield unpacker.decompress(rest, PIECE)
            rest = unpacker.unconsumed_tail
    except zlib.error as error:
        raise Unreadable(f"这个文件已损坏，打不开。请让对方重发，或{_RESAVE[1:]}") from error


def _count_strings(pieces: Iterator[bytes]) -> None:
    count = length = 0  # how many, and of the text that runs on from one piece into the next
    for piece in pieces:
        count += piece.count(b"<si") + piece.count(b":si")
        if count > MAX_STRINGS:
            raise Unreadable("这个文件里的文字格太多，超过能读的数量。请分成几个文件。")
        mark = piece.rfind(b"<")
        length = len(piece) - mark if mark >= 0 else length + len(piece)
        if length > LONGEST_CELL:
            raise Unreadable(TOO_LONG)

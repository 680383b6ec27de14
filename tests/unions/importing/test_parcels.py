"""Zips of many sheets: honest ones are opened whatever packed them, dishonest ones cost nothing."""

import io
import json
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.unions.importing.sheets import workbook
from unions.importing import parcels
from unions.importing.guards import Unreadable
from unions.importing.parcels import is_parcel, open_parcel

pytestmark = pytest.mark.engine_independent
ROOT = Path(__file__).parents[3]
SHEET = workbook([["单位", "提出建议"], ["甲厂", 3]])


def zipped(*entries: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as parcel:
        for name, content in entries:
            parcel.writestr(name, content)
    return stream.getvalue()


def gbk_zip(name: str, content: bytes) -> bytes:
    """Stored, one entry, its name in GBK: written by hand, as old Windows tools write it."""
    raw, crc, size = name.encode("gb18030"), zlib.crc32(content), len(content)
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, size, size, len(raw), 0)
    sizes = (crc, size, size, len(raw), 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, *sizes)
    start = len(head) + len(raw) + size
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(entry) + len(raw), start, 0)
    return head + raw + content + entry + raw + end


def troubles(data: bytes) -> dict[str, str]:
    return {piece.name: piece.trouble for piece in open_parcel(data).pieces}


def test_names_in_utf8_and_in_gbk_and_folders_are_read():
    assert troubles(zipped(("东片/甲厂工会.xlsx", SHEET))) == {"东片/甲厂工会.xlsx": ""}
    assert troubles(gbk_zip("东片\\甲厂工会.xlsx", SHEET)) == {"东片/甲厂工会.xlsx": ""}
    assert open_parcel(gbk_zip("甲.xlsx", SHEET)).pieces[0].content == SHEET


def test_what_systems_leave_behind_is_skipped_and_named():
    junk = ("__MACOSX/._甲.xlsx", "Thumbs.db", "东片/~$甲.xlsx", "东片/.DS_Store", ".~甲.xlsx")
    parcel = open_parcel(zipped(("甲.xlsx", SHEET), ("空/", b""), *((name, b"x") for name in junk)))
    assert [piece.name for piece in parcel.pieces] == ["甲.xlsx"]
    assert sorted(parcel.skipped) == sorted(junk)


def test_a_workbook_is_no_parcel_and_a_zip_of_workbooks_is_one():
    assert not is_parcel(SHEET)
    assert not is_parcel(b"a,b\n1,2\n")
    assert is_parcel(zipped(("甲.xlsx", SHEET)))


@pytest.mark.parametrize("name", ["../甲.xlsx", "a/../../甲.xlsx", "/etc/甲.xlsx", "C:\\甲.xlsx"])
def test_a_path_out_of_the_zip_is_not_opened(name):
    ((_name, trouble),) = troubles(zipped((name, SHEET))).items()
    assert "路径指向压缩包以外" in trouble


def test_a_zip_in_the_zip_and_an_encrypted_entry_are_named_and_the_rest_is_read():
    data = zipped(("内.zip", zipped(("乙.xlsx", SHEET))), ("甲.xlsx", SHEET), ("锁.xlsx", SHEET))
    place = data.rfind(b"PK\x01\x02")  # the last entry of the directory: 锁.xlsx
    data = data[: place + 8] + struct.pack("<H", 0x801) + data[place + 10 :]
    found = troubles(data)
    assert "压缩包里的压缩包" in found["内.zip"]
    assert "加了密码" in found["锁.xlsx"]
    assert found["甲.xlsx"] == ""


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = zipped(*((f"{number}.xlsx", b"\0" * 2**20) for number in range(13)))
    monkeypatch.setattr(parcels, "MAX_UNPACKED", 12 * 2**20)
    monkeypatch.setattr(parcels, "unpacked", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(Unreadable, match="展开后超过"):
        open_parcel(bomb)


def test_an_entry_larger_than_it_states_is_stopped_at_its_stated_size():
    honest = zipped(("甲.xlsx", b"\0" * 2**20))
    lying = honest.replace(struct.pack("<I", 2**20), struct.pack("<I", 100))
    ((_name, trouble),) = troubles(lying).items()
    assert "大小与内容不符" in trouble


def test_an_entry_above_the_limit_of_a_sheet_is_named_without_being_unpacked():
    ((_name, trouble),) = troubles(zipped(("大.xlsx", b"\0" * (10 * 2**20 + 1)))).items()
    assert "超过 10 MB" in trouble


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("MAX_FILES", 2, "有 3 个文件，一次最多收 2 个"),
        ("MAX_ENTRIES", 2, "超过 2 个"),
        ("MAX_DIRECTORY", 50, "超过 2000 个"),
        ("MAX_PARCEL", 100, "超过 0 MB"),
    ],
)
def test_too_much_is_refused_with_a_sentence(monkeypatch, limit, value, words):
    data = zipped(*((f"{name}.xlsx", SHEET) for name in "甲乙丙"))
    monkeypatch.setattr(parcels, limit, value)
    with pytest.raises(Unreadable, match=words):
        open_parcel(data)


def test_a_cut_off_zip_and_one_with_nothing_but_junk_are_refused_whole():
    data = zipped(("甲.xlsx", SHEET))
    for broken in (data[: len(data) // 2], data[:-10]):
        with pytest.raises(Unreadable, match="不完整或已损坏"):
            open_parcel(broken)
    with pytest.raises(Unreadable, match="没有表格"):
        open_parcel(zipped(("Thumbs.db", b"x")))


def test_a_workbook_of_which_the_end_is_missing_is_called_no_zip():
    for broken in (SHEET[: len(SHEET) // 2], SHEET[:-10]):
        with pytest.raises(Unreadable, match=r"^这个文件不完整"):
            is_parcel(broken, "人数.XLSX")
        with pytest.raises(Unreadable, match=r"^这个压缩包不完整"):
            is_parcel(broken, "人数.zip")


PEAK = """
import json, re, sys
from pathlib import Path
import django; django.setup()
from unions.importing.files import read_sheets
from unions.importing.guards import Unreadable
from unions.importing.parcels import open_parcel
rows = 0
for piece in open_parcel(sys.stdin.buffer.read()).pieces:
    try:
        rows += sum(len(sheet.rows) for sheet in read_sheets(piece.content))
    except Unreadable:
        continue
peak = re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]
print(json.dumps([rows, int(peak) / 1024]))
"""


def test_a_zip_of_many_text_files_is_read_one_after_the_other():
    """Unpacked it is 60 MB; two of the files would each fill the memory with rows or cells."""
    small = ("姓名,性别\n" + "王某,女,2009-03-01,示范镇机关工会,岗位\n" * 19_000).encode()
    files = [(f"{number}.csv", small + bytes([48 + number, 10])) for number in range(8)]
    files.append(("长.csv", b"a,b\n" * 2_400_000))
    files.append(("宽.csv", (",".join("1234567" for _ in range(60)) + "\n").encode() * 20_000))
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", PEAK], input=zipped(*files), cwd=ROOT, env=environment, check=True,
        capture_output=True,
    )  # fmt: skip
    rows, peak = json.loads(done.stdout)
    assert rows == 8 * 19_002
    assert peak < 120

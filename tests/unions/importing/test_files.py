"""What is read of a sent-in file, and what is refused before it can do harm."""

import struct
from datetime import date

import pytest

from tests.unions.importing.sheets import SAMPLES, raw_workbook, workbook
from unions.importing.files import Lost, read_sheets
from unions.importing.guards import Unreadable

pytestmark = pytest.mark.engine_independent

ROWS = '<sheetData><row r="1">{}</row></sheetData>'

WITH_MACRO = raw_workbook(ROWS.format(""), vbaProject="x").replace(b"Project.xml", b"Project.bin")


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read_sheets(data)
    return str(caught.value)


def test_an_old_binary_workbook_is_read_with_the_row_numbers_of_the_sheet():
    (sheet,) = read_sheets((SAMPLES / "基层工会汇总表.xls").read_bytes())
    number, cells = sheet.rows[3]
    assert number == 4
    assert list(cells)[1:5] == ["长河村工会", "村(社区)工会", "2006.08", 381.0]


def test_text_of_the_usual_encodings_gives_the_same_rows():
    text = (SAMPLES / "合理化建议.csv").read_bytes().decode("gb18030")
    read = [
        read_sheets(text.encode(encoding))[0].rows
        for encoding in ("gb18030", "utf-8", "utf-8-sig", "utf-16")
    ]
    assert read[0][0] == (1, ["单位", "提出建议(条)", "实施(条)", "产生效益(万元)"])
    assert all(rows == read[0] for rows in read)


def test_blank_rows_are_left_out_and_numbers_stay_those_of_the_sheet():
    (sheet,) = read_sheets(workbook([["姓名"], [], [None, ""], ["王芳", date(2009, 5, 1)]]))
    assert [(number, list(cells)) for number, cells in sheet.rows] == [
        (1, ["姓名"]),
        (4, ["王芳", date(2009, 5, 1)]),
    ]


def test_sheets_that_are_empty_or_hidden_are_no_sheets():
    data = workbook([[]], [["数据"]])
    assert [sheet.name for sheet in read_sheets(data)] == ["表2"]


def test_a_formula_without_a_stored_result_is_no_empty_cell():
    cells = list(read_sheets(workbook([["姓名", "合计"], ["王芳", "=1+1"]]))[0].rows[1][1])
    assert cells == ["王芳", Lost.UNCOMPUTED]


def test_a_formula_that_failed_is_no_text():
    data = raw_workbook(ROWS.format('<c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'))
    assert list(read_sheets(data)[0].rows[0][1]) == [None, Lost.ERROR]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b"<html><table></table></html>", "网页"),
        (b"%PDF-1.4 ...", "PDF"),
        (b"PK\x03\x04 cut off", "损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "旧式 .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "_VBA_PROJECT".encode("utf-16-le"), "宏"),
        (b"\x00\x01\x02\x03", "认不出"),
        (WITH_MACRO, "宏"),
        (workbook([["姓名"]])[:-400], "损坏"),
        (workbook([[]]), "没有任何内容"),
    ],
)  # fmt: skip
def test_each_kind_of_unusable_file_has_its_own_words(data, word):
    assert word in refusal(data)


@pytest.mark.parametrize(
    ("cell", "word"),
    [
        ('<c r="A1048576"><v>1</v></c>', "A1048576"),
        ('<c r="XFD1048576"><v>1</v></c>', "XFD1048576"),
        ("<c s='1' r='XFD9'><v>1</v></c>", "XFD9"),
        ('<c r="A1" t="inlineStr"><is><t>' + "x" * 3_000_000 + "</t></is></c>", "过长"),
        ('<c r="A1" ' + "x" * 3_000_000 + "><v>1</v></c>", "过长"),
    ],
)
def test_a_sheet_that_would_fill_the_memory_is_refused(cell, word):
    assert word in refusal(raw_workbook(ROWS.format(cell)))


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused():
    text = '<c r="A1" t="inlineStr"><is><t>' + "x" * 90_000_000 + "</t></is></c>"
    assert "超过 80 MB" in refusal(raw_workbook(ROWS.format(text)))


def test_a_workbook_that_lies_about_its_sizes_is_refused():
    data = bytearray(raw_workbook(ROWS.format('<c r="A1"><v>1</v></c>' + " " * 5_000_000)))
    entry = data.rindex(b"xl/worksheets/sheet1.xml") - 46  # in the central directory
    data[entry + 24 : entry + 28] = struct.pack("<I", 1000)
    assert "大小与内容不符" in refusal(bytes(data))


def test_too_many_shared_texts_are_refused():
    texts = "<sst>" + "<si><t/></si>" * 700_000 + "</sst>"
    assert "文字格太多" in refusal(raw_workbook("<sheetData/>", sharedStrings=texts))


def test_rows_and_columns_are_limited_by_the_settings(settings):
    settings.LEDGER_IMPORT_MAX_ROWS, settings.LEDGER_IMPORT_MAX_COLUMNS = 2, 3
    assert "有 3 行，一张表最多收 2 行" in refusal(workbook([["a"], ["b"], ["c"]]))
    assert "有 4 列" in refusal(workbook([["a", "b", "c", "d"]]))
    assert len(read_sheets(workbook([["a"], ["b", "c", "d"]]))[0].rows) == 2


def test_styled_rows_without_values_do_not_count():
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="1"/></row>' for n in range(2, 60_000))
    first = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
    (sheet,) = read_sheets(raw_workbook(f"<sheetData>{first}{rows}</sheetData>"))
    assert sheet.rows == [(1, ["姓名"])]

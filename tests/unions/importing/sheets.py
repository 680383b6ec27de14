"""Workbooks made for tests: small ones by openpyxl, dishonest ones by hand."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from openpyxl import Workbook

SAMPLES = Path(__file__).parents[2] / "samples"

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="{type}" Target="{target}"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*sheets: Iterable[Iterable[object]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"表{number}")
        for row in rows:
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def raw_workbook(sheet_data: str, **more: str) -> bytes:
    """One sheet of this XML; further parts of the zip by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", _TYPES)
        package = _RELATIONS.format(type=f"{_OFFICE}/officeDocument", target="xl/workbook.xml")
        book.writestr("_rels/.rels", package)
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        parts = _RELATIONS.format(type=f"{_OFFICE}/worksheet", target="worksheets/sheet1.xml")
        book.writestr("xl/_rels/workbook.xml.rels", parts)
        book.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{_MAIN}">{sheet_data}</worksheet>'
        )
        for name, text in more.items():
            book.writestr(f"xl/{name}.xml", text)
    return stream.getvalue()


def faults(plan) -> list[tuple[int, str, str]]:
    """Row, column and message of all that a plan refuses."""
    return [(f.row, f.column, f.message) for d in plan.refused for f in d.faults]

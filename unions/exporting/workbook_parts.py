"""The XML of a register's workbook beside its rows: styles, frozen header, filter, A4 printing."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

__all__ = [
    "COUNT", "DAY", "HEAD", "MONEY", "PARAGRAPHS", "PLAIN", "SHEET_PATH", "TEXT",
    "after_rows", "before_rows", "letter", "others", "sheet_name",
]  # fmt: skip

SHEET_PATH = "xl/worksheets/sheet1.xml"
PLAIN, HEAD, TEXT, DAY, COUNT, MONEY, PARAGRAPHS = range(7)  # places in cellXfs below

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

# Texts are in the text format (@), so that F2 and Enter in WPS makes neither a formula nor a
# number of them; too long ones cannot be and carry the mark of a leading apostrophe instead.
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/><charset val="134"/></font>'
    '<font><b/><sz val="11"/><name val="宋体"/><charset val="134"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEFF1F4"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="7"><xf/>'
    '<xf fontId="1" fillId="2" numFmtId="49" applyNumberFormat="1" applyFont="1" applyFill="1"'
    ' applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" applyNumberFormat="1"/>'
    '<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1">'
    '<alignment horizontal="left"/></xf>'
    '<xf numFmtId="1" applyNumberFormat="1"/>'
    '<xf numFmtId="165" applyNumberFormat="1"/>'
    '<xf quotePrefix="1"/>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/{SHEET_PATH}" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>'
)


def letter(index: int) -> str:
    """A … Z, AA …"""
    high, low = divmod(index, 26)
    return (letter(high - 1) if high else "") + chr(65 + low)


def sheet_name(text: str) -> str:
    """What Excel takes for the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\']", "", text)[:31] or "名册"


def before_rows(widths: Sequence[float]) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(widths, 1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="16.5"/>'
        f"<cols>{columns}</cols><sheetData>"
    )


def after_rows(width: int, height: int, title: str, note: str) -> str:
    """Filter, A4 landscape as wide as the page, title and date on every page."""
    span = f"A1:{letter(width - 1)}{height}"
    head, foot = _printed(title), _printed(note)
    return (
        f'</sheetData><autoFilter ref="{span}"/>'
        '<printOptions horizontalCentered="1" gridLines="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.8" bottom="0.7" header="0.4" footer="0.4"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f'<headerFooter><oddHeader>&amp;C&amp;"宋体,加粗"&amp;14{head}</oddHeader>'
        f"<oddFooter>&amp;L{foot}&amp;R第&amp;P页，共&amp;N页</oddFooter></headerFooter>"
        f'<ignoredErrors><ignoredError sqref="{span}" numberStoredAsText="1"/></ignoredErrors>'
        "</worksheet>"
    )


def others(name: str, width: int, height: int) -> dict[str, str]:
    """The other parts of the file; the header row is repeated on every printed page."""
    sheet = sheet_name(name)
    place = f"'{sheet}'!"
    span = f"$A$1:${letter(width - 1)}${height}"
    return {
        "xl/workbook.xml": (
            f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets><definedNames>'
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
            f"{escape(place)}{span}</definedName>"
            f'<definedName name="_xlnm.Print_Titles" localSheetId="0">{escape(place)}$1:$1'
            "</definedName></definedNames></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            rId1=("worksheet", "worksheets/sheet1.xml"), rId2=("styles", "styles.xml")
        ),
        "xl/styles.xml": _STYLES,
        "_rels/.rels": _relations(rId1=("officeDocument", "xl/workbook.xml")),
        "[Content_Types].xml": _CONTENT_TYPES,
    }


def _relations(**targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _printed(text: str) -> str:
    """Of a printed header & is a command; a digit after the size would belong to it."""
    return escape((" " + text if text[:1].isdigit() else text).replace("&", "&&"))

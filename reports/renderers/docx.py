"""Papers as an editable Word file with real heading styles."""

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document as Paper
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm, Pt

from reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Salutation,
    Signature,
    Table,
    Title,
)
from reports.renderers.characters import clean, width_in_em
from reports.renderers.docx_styles import (
    BODY,
    CHARACTER,
    LINE,
    PART,
    SIGNATURE,
    TABLE_HEAD,
    TABLE_TEXT,
    prepare,
)
from reports.renderers.numbering import HeadingNumbers
from reports.renderers.svg import value_label
from reports.renderers.tables import column_shares
from reports.wording import date_words

__all__ = ["render_docx"]

TEXT_WIDTH = 156  # mm
LINE_LENGTH = 28  # characters


def render_docx(document: Document) -> bytes:
    """The paper as .docx. The same document gives the same bytes, on any day."""
    paper = docx.Document()
    prepare(paper, is_draft=document.is_draft)
    _describe(paper, document)
    numbers = HeadingNumbers()
    for block in document.blocks:
        _add(paper, block, numbers)
    buffer = BytesIO()
    paper.save(buffer)
    return _without_clock(buffer)


def _describe(paper: Paper, document: Document) -> None:
    created = datetime.combine(document.created_on, time(), UTC)
    properties = paper.core_properties
    properties.title, properties.author = clean(document.title), clean(document.author)
    properties.last_modified_by = clean(document.author)
    properties.keywords, properties.comments = "，".join(map(clean, document.keywords)), ""
    properties.created = properties.modified = created
    properties.language = "zh-CN"


def _without_clock(buffer: BytesIO) -> bytes:
    """The archive again, its entries without the time of writing."""
    result = BytesIO()
    with ZipFile(buffer) as written, ZipFile(result, "w", ZIP_DEFLATED) as fixed:
        for name in written.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            fixed.writestr(entry, written.read(name))
    return result.getvalue()


def _add(paper: Paper, block: Block, numbers: HeadingNumbers) -> None:
    match block:
        case Title():
            _title(paper, block)
        case Salutation(text=text):
            _paragraph(paper, f"{text}：", "Normal")
        case Heading():
            _heading(paper, block, numbers)
        case Paragraph():
            _paragraph(paper, block.text, BODY)
        case Table():
            _table(paper, block)
        case Chart():
            _table(paper, _as_table(block))
        case Signature():
            _signature(paper, block)


def _paragraph(paper: Paper, text: str, style: str) -> Any:
    paragraph = paper.add_paragraph(style=style)
    _run(paragraph, text)
    return paragraph


def _run(paragraph: Any, text: str) -> Any:
    """A run whose “ ” … — count as Chinese, else Word sets them half width in the Latin font."""
    run = paragraph.add_run(clean(text))
    run._r.insert(0, parse_xml(f'<w:rPr {nsdecls("w")}><w:rFonts w:hint="eastAsia"/></w:rPr>'))
    return run


def _title(paper: Paper, title: Title) -> None:
    paragraph = paper.add_paragraph(style="Title")
    for index, line in enumerate(title.lines):
        if index:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        _run(paragraph, line)
    paragraph.paragraph_format.space_after = Pt(LINE / 20)


def _heading(paper: Paper, heading: Heading, numbers: HeadingNumbers) -> None:
    if not heading.numbered:
        numbers.restart_below(heading.level - 1)
        _paragraph(paper, heading.text, PART)
        return
    text = numbers.next(heading.level) + heading.text
    _paragraph(paper, text, f"Heading {heading.level}")


def _as_table(chart: Chart) -> Table:
    """Word before 2016 shows no SVG; the numbers of the bars say the same."""
    values = (value_label(value, chart.unit) for value in chart.values)
    rows = tuple(zip(chart.labels, values, strict=True))
    return Table(chart.caption, ("项目", "数量"), rows, frozenset({1}))


def _table(paper: Paper, table: Table) -> None:
    if table.caption:
        _paragraph(paper, table.caption, "Caption")
    rows = (table.header, *table.rows)
    grid = paper.add_table(rows=len(rows), cols=len(table.header), style="Table Grid")
    grid.autofit, grid.alignment = False, WD_TABLE_ALIGNMENT.CENTER
    widths = [Mm(TEXT_WIDTH * share) for share in column_shares(table)]
    for index, (row, texts) in enumerate(zip(grid.rows, rows, strict=True)):
        _table_row(row, is_header=index == 0)
        for column, (cell, text, width) in enumerate(zip(row.cells, texts, widths, strict=False)):
            cell.width = width
            numeric = column in table.numeric and index > 0
            _cell(cell.paragraphs[0], text, is_header=index == 0, is_numeric=numeric)
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width


def _table_row(row: Any, *, is_header: bool) -> None:
    """No row is broken over pages; the header is repeated on each."""
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if is_header:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _cell(paragraph: Any, text: str, *, is_header: bool, is_numeric: bool) -> None:
    paragraph.style = TABLE_HEAD if is_header else TABLE_TEXT
    if is_numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(paragraph, text)


def _signature(paper: Paper, signature: Signature) -> None:
    """Unsealed form: the date begins two characters right of the name, both two from the edge.

    Never alone on a page: the paragraph before is tied to it.
    """
    name, day = clean(signature.name), date_words(signature.signed_on)
    left = max(0, LINE_LENGTH - 2 - max(width_in_em(name), width_in_em(day) + 2))
    if paper.paragraphs:
        paper.paragraphs[-1].paragraph_format.keep_with_next = True
    first, second = (_paragraph(paper, text, SIGNATURE) for text in (name, day))
    first.paragraph_format.space_before = Pt(LINE / 20)
    first.paragraph_format.keep_with_next = True
    first.paragraph_format.left_indent = Pt(left * CHARACTER / 20)
    second.paragraph_format.left_indent = Pt((left + 2) * CHARACTER / 20)

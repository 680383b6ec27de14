"""Page, styles and footers of the Word file, by GB/T 9704 with the font names offices have.

28 characters of 16pt do not fit 156 mm. A character grid would squeeze them, but LibreOffice gives
every sign two cells of it; so the grid is of lines only, with exact line steps, and every character
is drawn together by 0.25pt.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document as Paper
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from reports.renderers.wording import DRAFT_MARK

__all__ = [
    "BODY",
    "CHARACTER",
    "LINE",
    "LOOKS",
    "PART",
    "SIGNATURE",
    "TABLE_HEAD",
    "TABLE_TEXT",
    "prepare",
]

LINE = 579  # twentieths of a point: 28.95pt, 22 lines on 225 mm
CHARACTER = 315  # one body character with its narrowing, in twentieths of a point
LATIN = "Times New Roman"
FANG, HEI, KAI = "仿宋_GB2312", "黑体", "楷体_GB2312"

BODY, PART, SIGNATURE = "Body Text", "篇标题", "落款"
TABLE_HEAD, TABLE_TEXT = "表头", "表格文字"


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a style; sizes in half points, lengths in twentieths of a point."""

    font: str = FANG
    size: int = 32
    line: int = LINE
    indent: int = 0  # of the first line, in characters
    align: str = "both"
    before: int = 0
    after: int = 0
    narrowing: int = -5
    keep_next: bool = False
    outline: int | None = None
    colour: str = "auto"

    @property
    def paragraph_xml(self) -> str:
        """``w:pPr``; its children must stand in the order of the schema.

        ``overflowPunct`` 0 keeps 、 and 。 in the margin in Word; LibreOffice takes the reverse.
        """
        keep = "<w:keepNext/>" if self.keep_next else ""
        # A line of another height would be stretched to the grid of body lines.
        snap = "" if self.line == LINE else '<w:snapToGrid w:val="0"/>'
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        return (
            f"<w:pPr {nsdecls('w')}>{keep}"
            '<w:widowControl w:val="0"/><w:overflowPunct w:val="0"/><w:autoSpaceDE w:val="0"/>'
            f'<w:autoSpaceDN w:val="0"/>{snap}'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}"'
            f' w:line="{self.line}" w:lineRule="exact"/>'
            f'<w:ind w:firstLineChars="{self.indent * 100}"'
            f' w:firstLine="{self.indent * CHARACTER}"/>'
            f'<w:jc w:val="{self.align}"/>{outline}</w:pPr>'
        )

    @property
    def character_xml(self) -> str:
        """``w:rPr``; no theme attributes, which would win over the named fonts."""
        return (
            f"<w:rPr {nsdecls('w')}>"
            f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{self.font}"'
            f' w:cs="{LATIN}"/><w:b w:val="0"/><w:i w:val="0"/><w:color w:val="{self.colour}"/>'
            f'<w:spacing w:val="{self.narrowing}"/><w:kern w:val="0"/>'
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        )


LOOKS: dict[str, Look] = {
    "Normal": Look(),
    BODY: Look(indent=2),
    "Title": Look("方正小标宋简体", 44, 700, align="center", narrowing=0, keep_next=True),
    PART: Look(
        "方正小标宋简体", 36, align="center", before=LINE, after=LINE, keep_next=True, outline=0
    ),
    "Heading 1": Look(HEI, indent=2, keep_next=True, outline=0),
    "Heading 2": Look(KAI, indent=2, keep_next=True, outline=1),
    "Heading 3": Look(FANG, indent=2, keep_next=True, outline=2),
    "Heading 4": Look(FANG, indent=2, keep_next=True, outline=3),
    "Caption": Look(HEI, 28, 400, align="center", before=120, after=60, keep_next=True),
    TABLE_HEAD: Look(HEI, 24, 360, align="center", narrowing=0),
    TABLE_TEXT: Look(FANG, 24, 360, align="left", narrowing=0),
    SIGNATURE: Look(align="left"),
    "Header": Look(FANG, 24, 320, align="right", narrowing=0, colour="999999"),
    "Footer": Look("宋体", 28, 320, narrowing=0),
}


def prepare(paper: Paper, *, is_draft: bool) -> None:
    """Give an empty paper its page, styles, page numbers and, for a draft, its mark."""
    _page(paper)
    language = paper.settings.element.find(qn("w:themeFontLang"))
    if language is not None:
        language.set(qn("w:eastAsia"), "zh-CN")
    for name, look in LOOKS.items():
        _style(paper, name, look)
    paper.settings.odd_and_even_pages_header_footer = True
    section = paper.sections[0]
    _page_number(section.footer.paragraphs[0], "right")
    _page_number(section.even_page_footer.paragraphs[0], "left")
    if is_draft:
        for header in (section.header, section.even_page_header):
            header.paragraphs[0].text = DRAFT_MARK


def _page(paper: Paper) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.right_margin = Mm(37), Mm(26)
    section.bottom_margin, section.left_margin = Mm(35), Mm(28)
    section.header_distance, section.footer_distance = Mm(20), Mm(22)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    grid = f'<w:docGrid {nsdecls("w")} w:type="lines" w:linePitch="{LINE}"/>'
    section._sectPr.append(parse_xml(grid))


def _style(paper: Paper, name: str, look: Look) -> None:
    """Replace what the template says of the style; a missing one is made."""
    known = {style.name for style in paper.styles}
    style: Any = (
        paper.styles[name]
        if name in known
        else paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    element = style.element
    for tag in ("w:pPr", "w:rPr"):
        for old in element.findall(qn(tag)):
            element.remove(old)
    # Only table properties may follow, and paragraph styles have none.
    element.append(parse_xml(look.paragraph_xml))
    element.append(parse_xml(look.character_xml))


def _page_number(paragraph: Any, side: str) -> None:
    """— 1 — at the outer edge, one character in."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:ind {nsdecls("w")} w:{side}Chars="100" w:{side}="280" w:firstLine="0"/>')
    )
    properties.append(parse_xml(f'<w:jc {nsdecls("w")} w:val="{side}"/>'))
    paragraph.add_run("— ")
    for kind in ("begin", "instr", "separate", "number", "end"):
        paragraph.add_run()._r.append(parse_xml(_field_part(kind)))
    paragraph.add_run(" —")


def _field_part(kind: str) -> str:
    if kind == "instr":
        return f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'
    if kind == "number":
        return f"<w:t {nsdecls('w')}>1</w:t>"
    return f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>'

"""The Word file, read back by python-docx."""

import re
import zipfile
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from reports.document import Heading, Signature, Table
from reports.renderers.docx import render_docx
from tests.reports.papers import annual_summary, hanzi, paper, paragraph

pytestmark = pytest.mark.engine_independent


@pytest.fixture(scope="module")
def word():
    return docx.Document(BytesIO(render_docx(annual_summary(is_draft=True))))


def texts_of(word, style):
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == style]


@pytest.mark.parametrize(
    ("style", "headings"),
    [
        ("Heading 1", ["一、落实维权工程", "二、开展劳动竞赛", "一、加强自身建设"]),
        ("Heading 2", ["（一）签订集体合同", "（二）帮扶困难职工"]),
        ("Heading 3", ["1.建档"]),
        ("Heading 4", ["（1）调查核实"]),
        ("篇标题", ["2010年工作思路"]),
        ("Title", ["示范镇总工会\n2009年工作总结和2010年工作思路"]),
    ],
)
def test_headings_have_real_heading_styles(word, style, headings):
    assert texts_of(word, style) == headings


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Normal", "仿宋_GB2312", 32),
        ("Body Text", "仿宋_GB2312", 32),
        ("Title", "方正小标宋简体", 44),
        ("Heading 1", "黑体", 32),
        ("Heading 2", "楷体_GB2312", 32),
        ("Heading 3", "仿宋_GB2312", 32),
        ("Footer", "宋体", 28),
    ],
)
def test_styles_name_the_fonts_of_the_standard_and_no_theme_font(word, style, font, half_points):
    properties = word.styles[style].element.find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts"))
    assert fonts.get(qn("w:eastAsia")) == font
    assert not [name for name in fonts if "Theme" in name]
    assert properties.find(qn("w:sz")).get(qn("w:val")) == str(half_points)


def test_the_page_is_that_of_the_standard(word):
    section = word.sections[0]
    margins = (
        section.top_margin,
        section.right_margin,
        section.bottom_margin,
        section.left_margin,
        section.page_width,
        section.page_height,
    )
    assert [round(length.mm) for length in margins] == [37, 26, 35, 28, 210, 297]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "lines"
    assert 22 * int(grid.get(qn("w:linePitch"))) / 20 <= 225 / 25.4 * 72


def test_twenty_eight_characters_fit_the_text_width(word):
    properties = word.styles["Body Text"].element.find(qn("w:rPr"))
    narrowing = int(properties.find(qn("w:spacing")).get(qn("w:val"))) / 20
    assert 155 < 28 * (16 + narrowing) / 72 * 25.4 <= 156


def test_page_numbers_are_fields_right_on_odd_and_left_on_even_pages(word):
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        xml = footer.paragraphs[0]._p.xml
        assert " PAGE " in xml
        assert f'<w:jc w:val="{side}"/>' in xml
        assert footer.paragraphs[0].text == "— 1 —"


def test_only_a_draft_says_so(word):
    assert word.sections[0].header.paragraphs[0].text == "草稿"
    final = docx.Document(BytesIO(render_docx(annual_summary())))
    assert final.sections[0].header.paragraphs[0].text == ""


def test_metadata_comes_from_the_document(word):
    properties = word.core_properties
    assert properties.title == "示范镇总工会2009年工作总结"
    assert properties.author == "示范镇总工会"
    assert properties.created.date() == date(2009, 12, 20)
    assert properties.comments == ""


def test_the_words_are_those_of_the_document(word):
    body = "".join(texts_of(word, "Body Text"))
    document = annual_summary()
    expected = "".join(block.text for block in document.blocks if hasattr(block, "runs"))
    assert body == expected


def test_tables_repeat_their_header_and_break_no_row(word):
    table = word.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["类别", "工会数（家）"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    assert 155 <= sum(column.width for column in table.columns) / 36000 <= 157


def test_a_chart_becomes_a_table_of_its_values(word):
    assert [cell.text for cell in word.tables[1].rows[2].cells] == ["2009年", "17915名"]


def test_the_last_paragraph_is_tied_to_the_signature():
    blocks = (paragraph(hanzi(60)), Signature("示范镇总工会", date(2009, 12, 20)))
    body, name, day = docx.Document(BytesIO(render_docx(paper(*blocks)))).paragraphs
    assert body.paragraph_format.keep_with_next
    assert name.paragraph_format.keep_with_next
    shift = day.paragraph_format.left_indent - name.paragraph_format.left_indent
    assert shift / 12700 == pytest.approx(2 * 15.75, abs=0.1)


def test_the_children_of_paragraph_properties_stand_in_the_order_of_the_schema(word):
    order = ["pStyle", "keepNext", "keepLines", "widowControl", "overflowPunct", "autoSpaceDE"]
    order += ["autoSpaceDN", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "rPr"]
    for element in (word.element, word.styles.element, word.sections[0].footer._element):
        for properties in element.iter(qn("w:pPr")):
            tags = [re.sub(r"{.*}", "", child.tag) for child in properties]
            known = [tag for tag in tags if tag in order]
            assert known == sorted(known, key=order.index)


def test_markup_and_control_characters_are_printed_as_text_or_left_out():
    table = Table("<b>", ("a&b",), (("x\x0b<y>",),))
    content = render_docx(paper(Heading(1, "甲\x00<w:p/>"), table))
    word = docx.Document(BytesIO(content))
    assert texts_of(word, "Heading 1") == ["一、甲<w:p/>"]
    assert word.tables[0].cell(1, 0).text == "x<y>"


def test_the_same_document_gives_the_same_bytes_and_no_clock():
    content = render_docx(annual_summary())
    assert content == render_docx(annual_summary())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}

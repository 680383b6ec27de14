"""The printed page against GB/T 9704, measured with poppler."""

import shutil
from datetime import date
from itertools import pairwise

import pytest
import weasyprint
from weasyprint.layout import inline

from reports import fonts
from reports.document import Paragraph, Run, Signature, Table
from reports.renderers import justify
from reports.renderers.pdf import render_pdf
from tests.reports.papers import annual_summary, hanzi, mixed, paper, paragraph
from tests.reports.pdf_pages import all_lines, body_lines, run_poppler

NO_LINE_START = "，。、；：？！”’）》】〕"
NO_LINE_END = "“‘（《【〔"

pytestmark = [
    pytest.mark.engine_independent,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is missing"),
    pytest.mark.skipif(bool(fonts.missing_files()), reason="fonts are not installed"),
]


@pytest.fixture(scope="module")
def mixed_pages():
    """Five pages or so of running text with figures, quotes and rare names."""
    return body_lines(render_pdf(paper(*(paragraph(mixed(600, seed)) for seed in range(5)))))


@pytest.fixture(scope="module")
def summary():
    return render_pdf(annual_summary())


def full_pages(pages):
    return pages[:-1]


def test_a_full_page_of_pure_text_has_22_lines_of_28_characters():
    pages = body_lines(render_pdf(paper(paragraph(hanzi(28 * 22 * 3)))))
    assert [len(page) for page in full_pages(pages)] == [22, 22, 22]
    assert {len(line.text) for line in pages[1]} == {28}
    assert len(pages[0][0].text) == 26  # indented by two


def test_a_full_page_of_mixed_text_has_22_lines(mixed_pages):
    assert {len(page) for page in full_pages(mixed_pages)} == {22}


def test_lines_follow_in_even_steps_whatever_faces_they_mix(mixed_pages):
    for page in full_pages(mixed_pages):
        bottoms = [line.bottom for line in page]
        steps = [after - before for before, after in pairwise(bottoms)]
        assert min(steps) >= 10.0
        assert max(steps) <= 10.35


def test_the_text_block_is_156_by_225_millimetres(mixed_pages):
    for page in full_pages(mixed_pages):
        assert page[0].top > 37.0
        assert page[-1].bottom <= 262.0
        assert min(line.left for line in page) == pytest.approx(28.0, abs=0.3)


def test_the_right_edge_is_straight():
    """Every line but the last of its paragraph ends at the edge of the text block."""
    for seed in range(8):
        (page,) = body_lines(render_pdf(paper(paragraph(mixed(350, seed)))))
        assert {round(line.right - 184.0) for line in page[:-1]} == {0}
        assert all(abs(line.right - 184.0) <= 0.4 for line in page[:-1])


def test_numbers_and_words_are_not_spread_by_justification():
    assert list(justify._byte_spans("共12345名AAA级")) == [(0, 3), (8, 11), (14, 17)]


def test_quotes_dashes_and_dots_are_full_width_though_the_latin_face_has_them_too():
    (page,) = body_lines(render_pdf(paper(paragraph("“示范”——……"))))
    assert page[0].right - page[0].left == pytest.approx(8 * 5.567, abs=0.2)


def test_an_unknown_weasyprint_keeps_its_own_justification(monkeypatch):
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    monkeypatch.setattr(inline, "justify_line", justify.widen_spaces)
    assert not justify.install()
    assert inline.justify_line is justify.widen_spaces
    (page,) = body_lines(render_pdf(paper(paragraph(mixed(350)))))
    assert len(page) >= 12


def test_no_line_begins_or_ends_with_a_forbidden_sign(mixed_pages):
    lines = [line.text for page in mixed_pages for line in page]
    assert len(lines) > 80
    assert not [line for line in lines if line[0] in NO_LINE_START]
    assert not [line for line in lines if line[-1] in NO_LINE_END]


@pytest.mark.parametrize("before", range(20, 27))
def test_a_number_never_parts_from_its_unit(before):
    text = hanzi(before) + "142家" + hanzi(40)
    (page,) = body_lines(render_pdf(paper(paragraph(text))))
    assert not [line.text for line in page if line.text[-1].isdigit()]
    assert "".join(line.text for line in page) == text


@pytest.mark.parametrize("before", range(22, 27))
def test_a_line_may_end_before_an_opening_quote(before):
    """Without help the quote drags the sign before it to the next line and leaves a gap."""
    text = hanzi(before) + "“示范单位”" + hanzi(40)
    (page,) = body_lines(render_pdf(paper(paragraph(text))))
    assert len(page[0].text) >= 25


def test_page_numbers_stand_outside_right_on_odd_and_left_on_even_pages():
    pages = all_lines(render_pdf(paper(paragraph(hanzi(28 * 22 * 3)))))
    for number, page in enumerate(pages, start=1):
        mark = page[-1]
        assert mark.text.replace(" ", "") == f"—{number}—"
        assert mark.top > 262.0
        if number % 2:
            assert mark.right == pytest.approx(184.0 - 4.94, abs=0.6)
        else:
            assert mark.left == pytest.approx(28.0 + 4.94, abs=0.6)


def test_only_a_draft_is_marked_as_draft(summary):
    draft = render_pdf(annual_summary(is_draft=True))
    for page in all_lines(draft):
        assert page[0].text.replace(" ", "") == "草稿"
        assert page[0].bottom < 37.0
    assert b"\xe8\x8d\x89\xe7\xa8\xbf" not in run_poppler("pdftotext", summary, "FILE", "-")


@pytest.mark.parametrize("lines", range(17, 23))
def test_the_signature_never_stands_alone_on_a_page(lines):
    body = paragraph(hanzi(26 + 28 * (lines - 1)))
    end = Signature("示范镇总工会", date(2009, 12, 20))
    last = body_lines(render_pdf(paper(body, end)))[-1]
    assert [line.text for line in last[-2:]] == ["示范镇总工会", "2009年12月20日"]
    assert len(last) >= 3


def test_the_date_begins_two_characters_right_of_the_name():
    end = Signature("示范镇总工会", date(2009, 12, 20))
    (page,) = body_lines(render_pdf(paper(paragraph(hanzi(3)), end)))
    _, name, day = page
    assert day.left - name.left == pytest.approx(2 * 5.567, abs=0.3)
    assert day.right == pytest.approx(184.0 - 2 * 5.567, abs=0.3)


def test_a_long_table_repeats_its_header_on_every_page():
    rows = tuple((f"第{index}工会", str(index)) for index in range(1, 90))
    pages = body_lines(render_pdf(paper(Table("名录", ("单位名称", "人数"), rows, frozenset({1})))))
    assert len(pages) >= 3
    for index, page in enumerate(pages):
        assert page[0 if index else 1].text == "单位名称人数"


def test_an_unbreakable_text_stays_inside_the_text_block():
    (page,) = body_lines(render_pdf(paper(Paragraph((Run("见" + "a1" * 120),)))))
    assert max(line.right for line in page) <= 184.4

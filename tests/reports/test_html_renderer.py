"""The preview fragment, the print page and the plain text."""

from html.parser import HTMLParser

import pytest

from reports.document import Chart, Heading, Paragraph, Run, RunKind, Table, Title
from reports.renderers import FORMATS
from reports.renderers.characters import clean, steer_breaks
from reports.renderers.html import MAX_PRINT_ROWS, body_html, page_html
from reports.renderers.svg import bar_chart, value_label
from reports.renderers.txt import render_txt
from tests.reports.papers import annual_summary, paper, paragraph

pytestmark = pytest.mark.engine_independent

HOSTILE = "<img src=x onerror=alert(1)>&\"'</style><script>"


class Tags(HTMLParser):
    """Collects the elements that a browser would see."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def names(text):
    return [tag for tag, _ in Tags(text).found]


def test_a_figure_links_to_its_records_and_names_its_indicator():
    links = [attrs for tag, attrs in Tags(body_html(annual_summary())).found if tag == "a"]
    assert links == [
        {
            "class": "figure",
            "href": "/figures/unions_founded/?year=2009",
            "data-code": "unions_founded",
        }
    ]


def test_a_figure_without_records_is_marked_but_not_linked():
    fragment = body_html(annual_summary())
    assert '<span class="figure" data-code="membership_rate">97.9%</span>' in fragment
    assert '<span class="names">章建华、喆玥</span>' in fragment
    assert '<span class="setting">2009年</span>' in fragment


def test_headings_are_numbered_and_a_part_restarts_them():
    fragment = body_html(annual_summary())
    for heading in (
        '<h2 class="level-1">一、落实维权工程</h2>',
        '<h3 class="level-2">（二）帮扶困难职工</h3>',
        '<h4 class="level-3">1.建档</h4>',
        '<h5 class="level-4">（1）调查核实</h5>',
        '<h2 class="level-1">二、开展劳动竞赛</h2>',
        '<h2 class="part">2010年工作思路</h2>',
        '<h2 class="level-1">一、加强自身建设</h2>',
    ):
        assert heading in fragment


@pytest.mark.parametrize("render", [body_html, page_html])
def test_markup_in_any_text_is_escaped(render):
    hostile = paper(
        Title((HOSTILE,)),
        Heading(1, HOSTILE),
        Paragraph((Run(HOSTILE), Run(HOSTILE, RunKind.FIGURE, HOSTILE, HOSTILE))),
        Table(HOSTILE, (HOSTILE,), ((HOSTILE,),)),
        Chart(HOSTILE, (HOSTILE,), (1.0,), HOSTILE),
        title=HOSTILE,
        author=HOSTILE,
        keywords=(HOSTILE,),
    )
    assert not {"img", "script"} & set(names(render(hostile)))


def test_the_preview_has_no_style_attributes_because_the_site_policy_forbids_them():
    assert not [attrs for _, attrs in Tags(body_html(annual_summary())).found if "style" in attrs]


def test_marks_for_line_breaks_are_in_print_only():
    text = "新建142家，荣获“示范”称号"
    assert "\u2060" in page_html(paper(paragraph(text)))
    assert body_html(paper(paragraph(text))) == f"<p>{text}</p>"
    assert text in render_txt(paper(paragraph(text)))


def test_a_number_stays_with_its_unit_across_runs_of_different_origin():
    runs = Paragraph((Run("共"), Run("142", RunKind.FIGURE), Run("家")))
    assert "142\u2060家" in page_html(paper(runs))


@pytest.mark.parametrize(
    ("text", "steered"),
    [
        ("120㎡", "120\u2060㎡"),
        ("97.9%的", "97.9%\u2060的"),
        ("的“示范”奖", "的\u200b“示范”\u200b奖"),
        ("“甲”、“乙”", "“甲”、\u200b“乙”"),
        ("依据《工会法》，", "依据\u200b《工会法》，"),
        ("don’t", "don’t"),
    ],
)
def test_breaks_are_steered_at_units_and_quotes(text, steered):
    assert steer_breaks(text) == steered


def test_signs_that_cannot_be_printed_are_removed_and_line_breaks_become_spaces():
    assert clean("甲\x00\x0b乙\u202e丙\ud800\ufeff\n丁\t戊") == "甲乙丙 丁 戊"


def test_long_tables_are_cut_in_print_with_a_remark_and_whole_in_the_preview():
    rows = tuple((f"工会{index}", str(index)) for index in range(MAX_PRINT_ROWS + 5))
    table = Table("名录", ("名称", "人数"), rows)
    assert names(body_html(paper(table))).count("tr") == MAX_PRINT_ROWS + 6
    printed = page_html(paper(table))
    assert names(printed).count("tr") == MAX_PRINT_ROWS + 2
    assert f"共{MAX_PRINT_ROWS + 5}行" in printed.replace("\u2060", "")


def test_the_longest_bar_belongs_to_the_largest_value():
    picture = bar_chart(Chart("会员", ("甲", "乙"), (50.0, 100.0), "名"), "serif")
    widths = [float(attrs["width"]) for tag, attrs in Tags(picture).found if tag == "rect"]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


def test_a_chart_of_zeros_has_bars_without_length():
    picture = bar_chart(Chart("会员", ("甲",), (0.0,)), "serif")
    assert [attrs["width"] for tag, attrs in Tags(picture).found if tag == "rect"] == ["0.0"]


@pytest.mark.parametrize(
    ("value", "label"), [(17915.0, "17915名"), (97.94, "97.94名"), (1e7, "10000000名"), (0, "0名")]
)
def test_values_beside_bars_are_neither_rounded_nor_shortened(value, label):
    assert value_label(value, "名") == label


def test_plain_text_holds_every_word_in_reading_order():
    text = render_txt(annual_summary())
    expected = [
        "示范县总工会：",
        "18家",
        "一、落实维权工程",
        "村工会\t28",
        "2009年\t17915名",
        "12月20日",
    ]
    positions = [text.index(words) for words in expected]
    assert positions == sorted(positions)


def test_every_format_renders_bytes_under_its_name():
    for name, form in FORMATS.items():
        assert form.suffix == f".{name}"
        assert len(form.render(annual_summary())) > 500

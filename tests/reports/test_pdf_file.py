"""The PDF as a file: bookmarks, metadata, fonts, safety and repeatability."""

import shutil
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageChops, ImageDraw, ImageFont
from pypdf import PdfReader

from reports import fonts
from reports.document import Heading, Table, Title
from reports.renderers import pdf as pdf_renderer
from reports.renderers.pdf import render_pdf
from tests.reports.papers import annual_summary, hanzi, mixed, paper, paragraph
from tests.reports.pdf_pages import body_lines, run_poppler

RARE = "喆堃玥㛃𬭊䶮"

pytestmark = [
    pytest.mark.engine_independent,
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is missing"),
    pytest.mark.skipif(bool(fonts.missing_files()), reason="fonts are not installed"),
]


@pytest.fixture(scope="module")
def summary():
    return render_pdf(annual_summary())


def read(pdf) -> Any:
    return PdfReader(BytesIO(pdf))


def outline_titles(reader, items, level=1):
    for item in items:
        if isinstance(item, list):
            yield from outline_titles(reader, item, level + 1)
        else:
            yield level, item.title


def test_bookmarks_are_the_headings_nested(summary):
    reader = read(summary)
    assert list(outline_titles(reader, reader.outline)) == [
        (1, "一、落实维权工程"),
        (2, "（一）签订集体合同"),
        (2, "（二）帮扶困难职工"),
        (3, "1.建档"),
        (4, "（1）调查核实"),
        (1, "二、开展劳动竞赛"),
        (1, "2010年工作思路"),
        (2, "一、加强自身建设"),
    ]


def test_metadata_language_and_archive_level_are_set(summary):
    reader = read(summary)
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert reader.metadata.title == "示范镇总工会2009年工作总结"
    assert reader.metadata.author == "示范镇总工会"
    assert "工作总结" in reader.metadata["/Keywords"]
    assert reader.metadata.creation_date.date() == date(2009, 12, 20)
    packet = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    assert 'pdfaid:part="2"' in packet or "<pdfaid:part>2<" in packet
    assert 'pdfaid:conformance="U"' in packet or "<pdfaid:conformance>U<" in packet


def embedded_fonts(pdf):
    found = {}
    for page in read(pdf).pages:
        for reference in page["/Resources"].get("/Font", {}).values():
            font = reference.get_object()
            found[font["/BaseFont"]] = font
    return found


def test_every_font_is_an_embedded_subset_of_our_families_with_unicode(summary):
    found = embedded_fonts(summary)
    families = {face.family.replace(" ", "-") for face in fonts.FACES}
    for name, font in found.items():
        tag, _, family = name.lstrip("/").partition("+")
        assert len(tag) == 6
        assert family.split(",")[0].removesuffix("-Bold") in {
            known.removesuffix("-Bold") for known in families
        }
        assert "/ToUnicode" in font
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
    assert len(found) >= 6


def signs_in(file):
    with TTFont(fonts.font_dir() / file, lazy=True) as font:
        return set(font.getBestCmap())


def characters_of(families):
    return {code for face in fonts.FACES if face.family in families for code in signs_in(face.file)}


@pytest.mark.parametrize("style", ["fang", "kai", "song"])
def test_the_faces_of_a_style_hold_every_sign_of_names_and_papers(style):
    """Text taken out of a PDF proves nothing about drawing, so the faces themselves are asked."""
    needed = set(map(ord, RARE + mixed(3000) + "0123456789ABCxyz%（）〔〕《》“”—…·×㎡〇"))
    assert not {chr(code) for code in needed - characters_of(fonts.STACKS[style])}


@pytest.mark.parametrize("file", ["LedgerLatin-Regular.ttf", "LedgerRare-Light.ttf"])
def test_changed_fonts_have_the_metrics_of_fandol_and_no_reserved_name(file):
    with TTFont(fonts.font_dir() / file, lazy=True) as font:
        em, header = font["head"].unitsPerEm, font["hhea"]
        records = [record for record in font["name"].names if record.nameID in (1, 3, 4, 6)]
        names = [record.toUnicode() for record in records]
    assert (header.ascent / em, header.descent / em) == pytest.approx((0.88, -0.12), abs=0.001)
    assert names
    assert not [name for name in names if "LXGW" in name or "霞" in name or "Liberation" in name]


def ink(image):
    box = ImageChops.invert(image.convert("L")).getbbox()
    return image.convert("L").crop(box).resize((96, 32)).point(lambda value: 255 * (value > 140))


def test_glyphs_are_drawn_as_the_font_file_draws_them():
    """Guards against right text over wrong shapes, which font slices produced."""
    content = render_pdf(paper(paragraph("年新建")))
    png = run_poppler("pdftoppm", content, "-r", "200", "-png", "-singlefile", "FILE")
    page = Image.open(BytesIO(png)).crop((200, 280, 1500, 420))
    drawn = Image.new("L", (600, 200), 255)
    face = ImageFont.truetype(str(fonts.font_dir() / "FandolFang-Regular.otf"), 120)
    ImageDraw.Draw(drawn).text((20, 20), "年新建", font=face, fill=0)
    difference = ImageChops.difference(ink(page), ink(drawn)).histogram()[255]
    assert difference < 0.12 * 96 * 32


def test_all_figures_can_be_copied_from_the_pdf(summary):
    text = "".join(line.text for page in body_lines(summary) for line in page)
    for figure in ("18家", "97.9%", "33份", "17915名", "28"):
        assert figure in text


def test_markup_and_addresses_in_texts_are_printed_and_never_fetched():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        address = f"http://127.0.0.1:{port}/x"
        payloads = (
            f'<img src="{address}">',
            f'<link rel=attachment href="{address}">',
            '<link rel=attachment href="file:///etc/passwd">',
            f"</style><style>@import url({address});",
            f'<object data="{address}"></object>',
            f"url({address})",
        )
        blocks = [paragraph(payload) for payload in payloads]
        heading = Heading(1, payloads[0])
        table = Table(payloads[1], (payloads[2],), ((payloads[3],),))
        content = render_pdf(
            paper(Title((payloads[0],)), heading, *blocks, table, title=payloads[3], author=address)
        )
        with pytest.raises(TimeoutError):
            server.accept()
    text = "".join(line.text for page in body_lines(content) for line in page).replace(" ", "")
    for payload in payloads:
        assert payload.replace(" ", "") in text
    reader = read(content)
    assert not reader.attachments
    assert not [page for page in reader.pages if page.images]


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1/", "file:///etc/passwd", "data:text/css,a", "ledger-font:../../etc/passwd"],
)
def test_the_fetcher_refuses_everything_but_the_packaged_fonts(address):
    with pytest.raises(ValueError, match="Refused"):
        pdf_renderer.PackagedFonts().fetch(address)


def test_the_same_document_gives_the_same_bytes_with_fresh_fonts_too(summary):
    pdf_renderer._font_configuration.cache_clear()
    assert render_pdf(annual_summary()) == summary


def test_threads_may_render_at_the_same_time(summary):
    start = threading.Barrier(4)

    def render(_):
        start.wait()
        return render_pdf(annual_summary())

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(render, range(4))) == {summary}


def test_five_pages_render_in_reasonable_time():
    blocks = [paragraph(mixed(600, seed)) for seed in range(5)]
    render_pdf(paper(*blocks))
    begin = time.process_time()
    render_pdf(paper(*blocks))
    assert time.process_time() - begin < 5


def test_without_our_fonts_the_paper_is_set_in_noto(settings, tmp_path):
    settings.LEDGER_FONT_DIR = tmp_path
    content = render_pdf(paper(Heading(1, "落实维权工程"), paragraph(hanzi(28 * 25) + RARE)))
    assert all("Noto" in name for name in embedded_fonts(content))
    pages = body_lines(content)
    assert len(pages[0]) >= 21
    assert RARE in "".join(line.text for page in pages for line in page)

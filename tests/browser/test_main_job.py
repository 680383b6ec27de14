"""The main job in a real browser: staff add a union, chair and county read the same figure."""

import io
import re
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

# One worker runs them all: they share a server, and on PostgreSQL its database.
pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCOPE = "union=D01&year=2009&as_of=2009-10-31&until=2009-12-31"


def downloaded(page: Page, link_text: str) -> bytes:
    with page.expect_download() as waiting:
        page.click(f"text={link_text}")
    return Path(waiting.value.path()).read_bytes()


def text_of(pdf: bytes) -> str:
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"[\s\u2060\u200b]", "", words)


def test_a_union_added_by_staff_moves_the_figure_in_preview_pdf_and_workbook(desk_of):
    staff = desk_of("ganshi").page
    staff.goto(f"/reports/summary/?{SCOPE}")
    assert "184家" in staff.inner_text(".paper")

    staff.goto("/unions/union/add/")
    staff.fill("#id_name", "示范镇清源净水设备有限公司工会")
    staff.select_option("#id_kind", "enterprise")
    staff.fill("#id_founded_on", "2009年10月16日")
    staff.click("[name=_save]")
    expect(staff.locator("body")).to_contain_text("清源净水设备有限公司工会")  # waits for the page

    staff.goto(f"/reports/summary/?{SCOPE}")
    paper = staff.inner_text(".paper")
    assert "185家" in paper
    assert "184家" not in paper
    assert "185家" in text_of(downloaded(staff, "下载 PDF"))

    chair = desk_of("zhuxi").page
    chair.goto(f"/reports/summary/?{SCOPE}")
    assert "185家" in text_of(downloaded(chair, "下载 PDF"))

    county = desk_of("xianzong").page
    county.goto("/reports/statistics/?union=D01&year=2009&as_of=2009-10-31")
    workbook = openpyxl.load_workbook(io.BytesIO(downloaded(county, "下载统计表")), data_only=True)
    values = {row[1].value: row[3].value for row in workbook["汇总"].iter_rows(min_row=4)}
    assert values["基层工会数"] == 185


def test_the_county_gets_no_member_page(desk_of):
    county = desk_of("xianzong")
    assert county.page.goto("/members/member/").status == 404
    assert county.page.goto("/reports/summary/").status == 404
    county.errors.clear()  # the browser itself logs the two refusals


def test_a_figure_in_the_preview_opens_the_records_it_counts(desk_of):
    staff = desk_of("ganshi").page
    staff.goto(f"/reports/summary/?{SCOPE}")
    staff.click(".paper a.figure:has-text('1730')")
    assert "共1730条" in staff.inner_text("main")

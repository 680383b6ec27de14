"""批量收表 as staff do it: drop a .zip, look, confirm, and the union is asked no more."""

import io
import re
import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.unions.importing.sheets import workbook

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TITLE = ["2009年10月合理化建议"]
IDEAS = ["单位", "提出建议", "实施"]
DROP = """([zone, name, bytes]) => {
    const sent = new DataTransfer();
    sent.items.add(new File([new Uint8Array(bytes)], name, {type: "application/zip"}));
    zone.files = sent.files;
    zone.dispatchEvent(new Event("change", {bubbles: true}));
}"""


def parcel(good: str, partly: str) -> bytes:
    """Three files: a good one, one with a refused row, one of a union nobody knows."""
    sheets = {
        "甲.xlsx": [[good, 12, 5]],
        "乙.xlsx": [[partly, 3, 1], [partly, 3, 7]],
        "丙.xlsx": [["没有的工会", 9, 1]],
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, rows in sheets.items():
            archive.writestr(name, workbook([TITLE, IDEAS, *rows]))
    return stream.getvalue()


def silent(page: Page) -> list[str]:
    """The unions that have sent no proposals, as 催报 lists them."""
    page.goto("/reports/chase/?what=proposals&year=2009&as_of=2009-11-20")
    return page.locator(".chase tbody tr td:nth-child(3)").all_inner_texts()


def test_a_zip_dropped_is_looked_through_confirmed_and_its_union_is_asked_no_more(desk_of):
    page = desk_of("ganshi").page
    good, partly, *_ = before = silent(page)
    page.goto("/reports/collect/")
    numbers = page.locator(".returns__one:has-text('合理化建议') .returns__numbers")
    reported = int(re.findall(r"\d+", numbers.inner_text())[0])
    zone = page.locator("input.drop").element_handle()
    page.evaluate(DROP, [zone, "一批.zip", list(parcel(good, partly))])
    page.click("button:has-text('核对')")

    rows = page.locator(".lot tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.filter(has_text="甲.xlsx")).to_contain_text("全部合格")
    expect(rows.filter(has_text="乙.xlsx")).to_contain_text("有不收的行")
    expect(rows.filter(has_text="丙.xlsx")).to_contain_text("没有的工会")
    page.click("button:has-text('一起确认')")
    expect(rows.filter(has_text="甲.xlsx")).to_contain_text("已收")
    expect(rows.filter(has_text="乙.xlsx")).to_contain_text("有不收的行")
    expect(numbers).to_contain_text(f"已报 {reported + 1} ")
    assert silent(page) == [union for union in before if union != good]


@pytest.mark.engine_independent
def test_the_menu_of_exports_closes_by_itself(desk_of):
    page = desk_of("ganshi").page
    page.goto("/unions/headcount/")
    menu, items = page.locator("details.export"), page.locator("details.export .popover__item")
    for close in (
        lambda: page.keyboard.press("Escape"),
        lambda: page.click(".topbar h1"),
        items.first.click,
    ):
        menu.locator("summary").click()
        expect(items.first).to_be_visible()
        close()
        expect(items.first).to_be_hidden()

"""核数 in a real browser: a column copied from a sheet is pasted down the grid and saved."""

import pytest

pytestmark = [
    pytest.mark.engine_independent,  # both databases store in tests/reports/test_verification.py
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]
GRID = "/reports/verification/?union=D01&year=2009&as_of=2009-10-31&line=services"
COPIED = "312\t10月参保名单\r\n1,204\t公积金汇总表\r\n"


def test_a_column_copied_from_a_sheet_is_pasted_and_saved_in_one_go(desk_of):
    desk = desk_of("ganshi")
    page = desk.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(GRID)
    page.evaluate("text => navigator.clipboard.writeText(text)", COPIED + "9人\t\r\n")
    page.focus("[id='value-benefits.mutual_aid']")
    page.keyboard.press("Control+V")
    assert page.input_value("[name='source-benefits.housing_fund']") == "公积金汇总表"
    assert "改了3项，还没有保存。" in page.inner_text(".verify__count")

    page.keyboard.press("Control+S")
    page.wait_for_selector(".form-errors")
    assert "帮助再就业人数：“9人”不是数" in page.inner_text(".form-errors")
    assert page.input_value("[id='value-benefits.mutual_aid']") == "312"

    page.fill("[id='value-services.reemployed']", "9")
    page.keyboard.press("ArrowUp")  # moves between cells, does not send the form
    page.fill("input[name=source]", "劳动保障站登记")
    with page.expect_navigation():
        page.click("[name=_save]")
    assert "已保存3个手工填报数。" in page.inner_text("main")
    row = "[id='row-benefits.housing_fund']"
    assert "1204" in page.inner_text(f"{row} [data-label=采用]")
    assert page.input_value("[name='source-services.reemployed']") == "劳动保障站登记"

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_lines_with_names_go_to_their_figures_and_unknown_names_are_told(desk_of):
    page = desk_of("ganshi").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/reports/verification/?union=D01&year=2009&q=zzzz")
    assert "没有名称中带“zzzz”的数据项" in page.inner_text("main")
    page.goto(GRID)
    copied = "数据项\t单位\t数量\t来源\r\n帮助再就业人数\t人\t6\t保障站\r\n没有的数\t人\t5\t\r\n"
    page.evaluate("text => navigator.clipboard.writeText(text)", copied)
    before = page.input_value("[id='value-benefits.mutual_aid']")
    page.focus("[id='value-benefits.mutual_aid']")
    page.keyboard.press("Control+V")
    assert page.input_value("[id='value-benefits.mutual_aid']") == before
    assert page.input_value("[id='value-services.reemployed']") == "6"
    assert page.input_value("[name='source-services.reemployed']") == "保障站"
    told = page.inner_text(".verify__count")
    assert "按名称填了1项。没有粘贴：没有的数，" in told
    page.evaluate("navigator.clipboard.writeText('新建企业工会数\\t6')")
    page.keyboard.press("Control+V")
    assert page.input_value("[id='value-benefits.mutual_aid']") == before
    assert "没有粘贴：新建企业工会数" in page.inner_text(".verify__count")

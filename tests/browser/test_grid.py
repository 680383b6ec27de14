"""表格录入 as a clerk uses it: a block from a sheet, a wrong number found at its cell, one save."""

import pytest
from playwright.sync_api import Page

pytestmark = [
    pytest.mark.engine_independent,  # both databases store in tests/unions/test_grids.py
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]
GRID = "/grids/headcounts/?union=D01&as_of=2009-11-15"


def paste(page: Page, text: str) -> None:
    """Through the clipboard of the machine, as from WPS."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.keyboard.press("Control+v")


def names_of(page: Page) -> list[str]:
    script = "heads => heads.slice(0, 3).map(head => head.firstChild.textContent)"
    return list(page.eval_on_selector_all(".grid tbody th", script))


def texts(page: Page, row: int) -> list[str]:
    selector = f".grid tbody tr:nth-child({row}) td > input"
    script = "inputs => inputs.map(input => input.value)"
    return list(page.eval_on_selector_all(selector, script))


def test_a_block_of_a_sheet_is_pasted_by_name_corrected_at_its_cell_and_saved_once(desk_of):
    page = desk_of("ganshi").page
    page.on("dialog", lambda dialog: dialog.accept())  # leaving with unsaved changes
    page.goto(GRID)
    first, second, third = names_of(page)
    page.focus(".grid tbody td > input")
    block = (
        "序号\t单位名称\t其中：女职工\t所属行业\t职工总数（人）\r\n"
        f"1\t{third.removesuffix('工会')}\t12人\t机械\t1,234\r\n"
        f"2\t{first}委员会\t50\t化工\t40\r\n"
        "3\t没有这家工会\t1\t\t2\r\n"
        "\t合计\t63\t\t1276\r\n"
    )
    paste(page, block)
    assert texts(page, 1)[:2] == ["40", "50"]
    assert texts(page, 2)[:2] == ["", ""]
    assert texts(page, 3)[:2] == ["1,234", "12人"]
    pasted = page.inner_text("[data-pasted]")
    assert "粘贴了2行" in pasted
    assert "表头“所属行业”没有认出，没有粘贴。没有这家工会没有找到" in pasted
    assert "合计1行不用粘贴" in pasted

    page.goto(GRID)  # as after an idle logout: what was typed is offered again
    page.click("button:has-text('恢复')")
    assert texts(page, 3)[:2] == ["1,234", "12人"]

    page.click("[name=_save]")
    assert "有1处要改正" in page.inner_text(".form-errors")
    wrong = page.inner_text(".grid td.is-wrong")
    assert "女职工（50）不能大于职工数（40），请核对两个数。" in wrong
    assert texts(page, 3)[:2] == ["1,234", "12人"]

    page.click("text=跳到第一处")
    page.keyboard.type("30")
    page.keyboard.press("Enter")  # down, as in a sheet
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert label == f"{second} 女职工"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.value") == "40"
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messages .notice--success")
    assert "新登记2条" in page.inner_text(".messages")
    assert texts(page, 1)[:2] == ["40", "30"]
    assert texts(page, 3)[:2] == ["1234", "12"]


def test_money_headed_ten_thousands_is_pasted_as_such_and_taken_back(desk_of):
    page = desk_of("ganshi").page
    page.goto("/grids/proposals/?union=D01&period_from=2009-11-1&period_to=2009-11-15")
    first = names_of(page)[0]
    page.focus(".grid tbody td > input")
    paste(page, f"工会\t提出件数\t采纳\t经济效益(万元)\r\n{first}\t8\t3\t1.5\r\n")
    assert texts(page, 1)[:3] == ["8", "3", "1.5万元"]
    assert page.inner_text(".grid tfoot td:nth-of-type(3)") == "15000"
    page.click("text=撤销粘贴")
    assert texts(page, 1)[:3] == ["", "", ""]
    assert not page.is_visible("[data-pasted]")

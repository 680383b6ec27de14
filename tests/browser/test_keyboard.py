"""Entry without a mouse: the keys of 快捷键, and a union found by its initials."""

import re

import pytest

pytestmark = [
    pytest.mark.engine_independent,
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]


def test_a_record_is_found_filled_in_and_saved_by_keys_alone(desk_of):
    page = desk_of("ganshi").page
    page.goto("/unions/worklog/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "searchbar"
    page.keyboard.type("n/s?")  # letters typed into a field are letters
    assert page.input_value("#searchbar") == "n/s?"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")

    page.keyboard.press("n")
    page.wait_for_url(re.compile("/unions/worklog/add/"))
    page.fill("#id_title", "键盘登记的一次会议")
    page.select_option("#id_line", index=1)
    page.select_option("#id_kind", index=1)
    page.focus(".field-union .select2-selection")
    page.keyboard.press("Enter")
    page.keyboard.type("sfzzgh")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('示范镇总工会')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".select2-selection__rendered:has-text('示范镇总工会')")
    page.focus("#id_title")
    page.keyboard.type("s")  # no saving while typing
    assert page.input_value("#id_title") == "键盘登记的一次会议s"
    page.keyboard.press("Control+s")
    page.wait_for_url(re.compile(r"/unions/worklog/(\?.*)?$"))
    assert "键盘登记的一次会议s" in page.inner_text("#result_list")

    page.keyboard.press("?")
    page.wait_for_url(re.compile("/shortcuts/"))
    assert "Ctrl" in page.inner_text("main")

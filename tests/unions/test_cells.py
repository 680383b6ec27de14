"""Cells as clerks type them and as workbooks hold them."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests import factories as make
from tests.pages import address, open_form, save, text_of
from unions.dates import PartialDate, Precision
from unions.importing import cells
from unions.models import Headcount, ProposalReturn, Training

KINDS = [("wage", "工资专项协议"), ("women", "女职工专项合同"), ("safety", "“安康杯”竞赛")]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("１２３", 123),
        ("12人", 12),
        (" 12 人次 ", 12),
        ("12.0", 12),
        (12.0, 12),
        ("1.2万", 12000),
        ("1234567", 1234567),
        ("0", 0),
        ("", None),
        ("—", None),
        (None, None),
    ],
)
def test_a_count_is_read_however_it_is_written(cell, meant):
    assert cells.count(cell) == meant


def test_a_count_told_roughly_is_asked_for_exactly():
    for cell in ("80余人", "500多"):
        with pytest.raises(ValidationError, match="不是准数"):
            cells.count(cell)


@pytest.mark.parametrize(
    "cell", ["12.5", 12.5, "-3", "1,23", "约500", "500多", "12元", "十二", "12;13", True, "²"]
)
def test_what_is_no_count_is_refused_with_what_was_typed(cell):
    with pytest.raises(ValidationError) as refused:
        cells.count(cell)
    [message] = refused.value.messages
    assert cells.text(cell) in message
    assert message.endswith("。")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("4,500", "4500"),
        ("4500元", "4500"),
        ("¥4,500.50", "4500.50"),
        ("￥４５００", "4500"),
        ("人民币4500元整", "4500"),
        ("0.45万元", "4500"),
        ("94.3万", "943000"),
        (0.1 + 0.2, "0.3"),
        (Decimal("4500.10"), "4500.10"),
    ],
)
def test_an_amount_is_read_in_yuan(cell, meant):
    assert cells.money(cell) == Decimal(meant)


@pytest.mark.parametrize(
    "cell", ["4500.123", 4500.125, "-5", "4500美元", "4.500.00", "12%", "9" * 30]
)
def test_an_amount_with_more_decimals_or_another_sign_is_refused_never_rounded(cell):
    with pytest.raises(ValidationError, match="。"):
        cells.money(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2009.5", PartialDate(date(2009, 5, 31), Precision.MONTH)),
        ("2009.5.", PartialDate(date(2009, 5, 31), Precision.MONTH)),
        ("79.5", PartialDate(date(1979, 5, 31), Precision.MONTH)),
        ("09.12", PartialDate(date(2009, 12, 31), Precision.MONTH)),
        ("850309", PartialDate(date(1985, 3, 9))),
        ("200903", PartialDate(date(2009, 3, 31), Precision.MONTH)),
        ("2009年5月", PartialDate(date(2009, 5, 31), Precision.MONTH)),
        ("20090501", PartialDate(date(2009, 5, 1))),
        (20090501, PartialDate(date(2009, 5, 1))),
        (39934, PartialDate(date(2009, 5, 1))),  # Excel keeps 2009-05-01 as this number
        ("39934", PartialDate(date(2009, 5, 1))),
        (datetime(2009, 5, 1, 8, 30), PartialDate(date(2009, 5, 1))),  # noqa: DTZ001 - from a sheet
        (2009, PartialDate(date(2009, 12, 31), Precision.YEAR)),
        ("2009-5-1", PartialDate(date(2009, 5, 1))),
        ("2008/02/29", PartialDate(date(2008, 2, 29))),
        ("不详", PartialDate(None)),
        (None, PartialDate(None)),
    ],
)
def test_a_date_is_read_in_every_form_of_a_sheet(cell, meant):
    assert cells.partial_date(cell) == meant


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2009-02-29", "2009年2月没有29日"),
        ("2009.13.1", "没有13月"),
        ("79.13", "看不懂这种写法"),
        (79.5, "看不懂这种写法"),
        ("1809-5-1", "年份应在1900至2100之间"),
    ],
)
def test_a_day_that_cannot_be_is_refused_with_the_reason(cell, why):
    with pytest.raises(ValidationError, match=why):
        cells.partial_date(cell)


def test_a_month_that_excel_has_cut_is_asked_for_again():
    with pytest.raises(ValidationError, match="1月还是10月"):
        cells.partial_date(2009.1)  # 2009.10 typed into a number cell


def test_yes_and_no_in_the_marks_people_use():
    assert [cells.yes_no(cell) for cell in ("是", "√", 1, True, "有")] == [True] * 5
    assert [cells.yes_no(cell) for cell in ("否", "×", 0, False, "无")] == [False] * 5
    assert cells.yes_no(" ") is None
    with pytest.raises(ValidationError, match="请填“是”或“否”"):
        cells.yes_no("也许")


def test_a_choice_is_found_by_label_code_or_unmistakable_beginning():
    assert cells.code("工资专项协议", KINDS) == "wage"
    assert cells.code("安康杯竞赛", KINDS) == "safety"
    assert cells.code("WOMEN", KINDS) == "women"
    assert cells.code("女职工", KINDS) == "women"
    assert cells.code("", KINDS) == ""
    with pytest.raises(ValidationError, match="工资专项协议、女职工专项合同"):
        cells.code("外星", KINDS)


def test_forms_read_numbers_as_sheets_do_and_leave_the_untold_empty(world, client):
    client.force_login(world.staff)
    form = {
        "union": world.enterprise.pk,
        "as_of": "2009.9.30",
        "staff": "１，２３４",
        "women": "12人",
    }
    assert client.post(address(Headcount, "add"), form).status_code == 302
    assert Headcount.objects.values_list("staff", "women", "members").get() == (1234, 12, None)

    blank = open_form(client, address(ProposalReturn, "add"))
    assert not blank.keys() & {"implemented", "benefit"}  # inputs without a value
    assert "certificates" not in open_form(client, address(Training, "add"))

    record = make.ProposalFactory(union=world.enterprise)
    assert (record.implemented, record.benefit) == (None, None)
    save(client, address(record), benefit="94.3万元")
    record.refresh_from_db()
    assert (record.implemented, record.benefit) == (None, 943000)
    refused = save(client, address(record), benefit="1.005")
    assert "“1.005”最多2位小数" in text_of(refused)

"""Workbooks that go out to be filled in, read back by openpyxl and by our own reader."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from reports.collecting.handouts import template
from tests.unions.importing.test_every_resource import ROWS
from unions.importing.catalogue import importable
from unions.importing.files import read_sheets
from unions.importing.orders import Order
from unions.importing.plans import make_plan
from unions.importing.recognition import recognise

pytestmark = pytest.mark.django_db

NAMES = sorted(importable())
HEADER = 5  # the row of the headings in every workbook that goes out
UNION = "示范机械有限公司工会"  # the union of the example rows, and of tests/world.py


@pytest.fixture(autouse=True)
def _on_the_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


def filled(content: bytes, *rows: dict[str, object]) -> bytes:
    """As a clerk fills it in: cells under the headings, by their names without the star."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    places = {str(c.value).lstrip("*"): c.column for c in sheet[HEADER]}
    for line, row in enumerate(rows, HEADER + 1):
        for heading, value in row.items():
            sheet.cell(line, places[heading]).value = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def planned(world, name: str, content: bytes):
    return make_plan(Order(content, importable()[name], world.town, user=world.staff))


def test_an_empty_template_says_nothing_and_is_known_for_what_it_is(world):
    wrong: dict[str, object] = {}
    for name in NAMES:
        content = template(name, world.town, world.staff)
        plan = planned(world, name, content)
        sheets = read_sheets(content)
        taken = [column.name for column in plan.table.columns]
        resource = importable()[name]
        known = recognise(sheets, list(importable().values()))[0]
        if plan.drafts or taken != ["union", *resource.fields] or known is not resource:
            wrong[name] = (plan.drafts, taken, known.label)
        elif [sheet.name for sheet in sheets] != [resource.label]:
            wrong[name] = [sheet.name for sheet in sheets]
    assert wrong == {}


def test_a_template_filled_in_as_its_examples_say_is_all_good(world):
    wrong = {}
    for name in NAMES:
        content = template(name, world.town, world.staff)
        notes = load_workbook(io.BytesIO(content))["填写说明"]
        example = {row[0].value: row[3].value for row in notes.iter_rows(min_row=2)}
        if name == "unions":
            example["上级工会"] = world.town.name
        plan = planned(world, name, filled(content, example))
        if plan.counts["new"] != 1 or plan.refused:
            wrong[name] = [(f.column, f.value, f.message) for d in plan.drafts for f in d.faults]
    assert wrong == {}


def test_what_tests_import_can_be_filled_into_the_templates(world):
    wrong = {}
    for name, row in ROWS.items():
        content = template(name, world.town, world.staff)
        union = {importable()[name].union_headings[0]: UNION}
        plan = planned(world, name, filled(content, union | row))
        if plan.counts["new"] != 1:
            wrong[name] = [fault for draft in plan.drafts for fault in draft.faults]
    assert wrong == {}


def test_coded_columns_have_drop_downs_with_the_words_of_the_ledger(world):
    book = load_workbook(io.BytesIO(template("members", world.town, world.staff)))
    sheet, lists = book["会员"], book["选项"]
    offered = {}
    for rule in sheet.data_validations.dataValidation:
        assert rule.type == "list"
        (first,) = rule.sqref.ranges
        assert (first.min_row, first.max_row) == (HEADER + 1, HEADER + 20_000)
        heading = str(sheet.cell(HEADER, first.min_col).value).lstrip("*")
        cells = lists[rule.formula1.partition("!")[2].replace("$", "")]
        offered[heading] = [cell.value for (cell,) in cells]
    assert lists.sheet_state == "hidden"
    assert offered["性别"] == ["男", "女"]
    assert offered["农民工"] == ["是", "否"]
    assert offered["政治面貌"] == ["中共党员", "共青团员", "民主党派", "群众"]
    assert UNION in offered["所属工会"]
    assert world.foreign_enterprise.name not in offered["所属工会"]


def test_numbers_stay_text_dates_are_dates_and_the_sheet_prints_on_a4(world):
    sheet = load_workbook(io.BytesIO(template("members", world.town, world.staff)))["会员"]
    formats = {
        str(sheet.cell(HEADER, place).value).lstrip("*"): columns.number_format
        for columns in sheet.column_dimensions.values()
        for place in range(columns.min, columns.max + 1)
    }
    assert [formats[name] for name in ("身份证号", "手机", "会员证号", "入会时间")] == ["@"] * 4
    assert formats["出生日期"] == "yyyy-mm-dd"
    assert sheet.freeze_panes == f"A{HEADER + 1}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == f"${HEADER}:${HEADER}"
    needed = {str(c.value) for c in sheet[HEADER] if str(c.value).startswith("*")}
    assert needed == {"*姓名", "*性别"}


def test_the_day_and_the_union_written_above_the_table_are_read(world):
    content = template("proposals", world.town, world.staff)
    book = load_workbook(io.BytesIO(filled(content, {"提出条数": 9, "实施条数": 4})))
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B3"] = world.enterprise.name, "2009.9.30"
    stream = io.BytesIO()
    book.save(stream)
    plan = planned(world, "proposals", stream.getvalue())
    assert plan.assumed.union == world.enterprise
    assert plan.assumed.day == date(2009, 9, 30)
    assert plan.counts["new"] == 1

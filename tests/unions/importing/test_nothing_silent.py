"""No cell of a sheet is passed over in silence: stored, refused, or said to be left alone.

One record of every type goes out with all its columns; then each column in turn is told something
else, and the row comes back. Whatever the sheet says differently must be said on the way in.
"""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests import factories as make
from tests.unions.importing.test_every_resource import ROWS
from unions.exporting.columns import all_columns
from unions.importing import widgets
from unions.importing.catalogue import importable
from unions.importing.files import Sheet
from unions.importing.orders import Order, assumed_for, table_of
from unions.importing.plans import confirm, make_plan

pytestmark = pytest.mark.django_db
MORE = {  # cells that ROWS leaves empty and that mean something else than a field of the record
    "unions": {"工会名称": "新工会", "工会类型": "企业工会", "职工数": 20, "会员数": 8},
    "members": {"身份证号": make.id_number(31), "会籍状态": "在籍", "性别": "男"},
    "aid_payments": {"身份证号": make.id_number(33), "性别": "男", "困难类别": "低保户"},
    "aid_cases": {"身份证号": make.id_number(35), "手机": "13900000002", "性别": "男"},
}
NUMBER = "台账编号"


@pytest.fixture
def sheet_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def order(name: str, *rows: dict[str, object]) -> Order:
        cells: list[Any] = [tuple(rows[0]), *(tuple(row.values()) for row in rows)]
        told = Order(b"", importable()[name], world.town, user=world.staff)
        return replace(told, sheets=[Sheet("表", list(enumerate(cells, 1)))])

    return order


def other(widget, value: object) -> object:
    """Another value that the column could hold."""
    if isinstance(widget, widgets.IdNumberWidget):
        return make.id_number(77)
    if isinstance(widget, widgets.PhoneWidget) and "*" in str(value):
        return "15000000077"
    if offered := [one for one in widget.offered if one != value]:
        return offered[-1]
    if isinstance(widget, widgets.DayWidget | widgets.PartialDateWidget):
        return date(2009, 3, 7)
    if isinstance(widget, widgets.CountWidget | widgets.MoneyWidget):
        return 7
    return f"{value or ''}甲"


def exported(name: str, order: Order, record) -> dict[str, object]:
    """One row with every column that an export has or a template; those of the latter blank."""
    resource = importable()[name](assumed_for(order, table_of(order, order.sheets or ())))
    columns = all_columns(resource, full_numbers=True)
    found = resource.for_export(resource.rows().filter(pk=record.pk)).get()
    blank = {field.column_name: None for field in resource.fields.values()}
    return blank | {column.text: column.cell(found) for column in columns}


@pytest.mark.parametrize("name", [*ROWS, "unions"])
def test_what_a_returned_row_says_differently_is_stored_refused_or_named(name, world, sheet_of):
    union = {} if name == "unions" else {"所属工会": world.enterprise.name}
    sent = sheet_of(name, union | ROWS.get(name, {}) | MORE.get(name, {}))
    first = confirm(sent, None, partial=False)
    assert first.counts["new"] == 1, [draft.faults for draft in first.drafts]
    row = exported(name, sent, first.drafts[0].record)
    again = make_plan(sheet_of(name, row))
    assert again.counts["unchanged"] == 1
    assert (again.unapplied, again.warnings) == ([], []), "as it went out, nothing is to be said"
    fields = {field.column_name: field for field in importable()[name].fields.values()}
    silent = []
    for heading in row.keys() - {NUMBER}:
        field = fields.get(heading)
        new = other(field.widget, row[heading]) if field else world.village_joint.name
        for number in (row[NUMBER], None):
            told = row | {heading: new, NUMBER: number}
            (draft,) = make_plan(sheet_of(name, told)).drafts
            if not (draft.is_new or draft.faults or draft.changes or draft.unapplied):
                silent.append((heading, row[heading], new, number))
    assert silent == []

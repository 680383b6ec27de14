"""What a few rows typed into a sheet would become, on the day of the tests."""

from datetime import date

import pytest

from tests.unions.importing.sheets import workbook
from unions.importing.catalogue import importable
from unions.importing.orders import Order
from unions.importing.plans import make_plan


@pytest.fixture
def plan_of(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)

    def plan(kind: str, *rows):
        order = Order(workbook(rows), importable()[kind], world.town, user=world.staff)
        return make_plan(order)

    return plan

"""Pages stay short and cheap in a town of some twenty thousand members."""

from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import Member
from tests import factories as make
from tests.reports.pages import SCOPE
from unions.permissions import Role

pytest_plugins = ["tests.reports.demo_fixture"]
QUERIES, KILOBYTES = 8, 100


@pytest.fixture
def clerk(demo, client, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    client.force_login(make.UserFactory(role=Role.STAFF, role__union=demo))
    return client


def cost(client, address, **query):
    """Status, queries and kilobytes; the first visit fills what is kept for all pages."""
    client.get(address, query)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, query)
    return answer.status_code, len(queries), len(answer.content) / 1024


def test_every_list_of_records_stays_within_eight_queries_and_100_kilobytes(clerk):
    assert Member.objects.count() > 20_000
    costs = {}
    for model in admin.site._registry:
        options = model._meta
        address = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
        costs[address] = cost(clerk, address)
    shown = {address: found for address, found in costs.items() if found[0] == 200}
    assert len(shown) > 20
    assert not {
        address: found
        for address, found in shown.items()
        if found[1] > QUERIES or found[2] > KILOBYTES
    }


def test_the_page_of_all_figures_stays_within_100_kilobytes(clerk):
    status, _, size = cost(clerk, reverse("reports:figures"), **SCOPE)
    assert (status, size <= KILOBYTES) == (200, True)

"""Asking for report pages of 示范镇 in 2009."""

from datetime import date
from html import unescape

from django.urls import reverse

from tests import factories as make

SCOPE = {"union": "D01", "year": "2009", "as_of": "2009-10-31", "until": "2009-11-30"}
PAGES = ("reports:summary", "reports:statistics", "reports:figures")


def get(client, name, *args, **changed):
    return client.get(reverse(name, args=args), {**SCOPE, **changed})


def text(response):
    return unescape(response.content.decode())


def type_last_year(town):
    """Something is kept of 2008: no page looks through all records to know what its zeros mean."""
    days = {"period_from": date(2008, 1, 1), "period_to": date(2008, 12, 31)}
    make.ReportedFigureFactory(union=town, **days)

"""Asking for report pages of 示范镇 in 2009."""

from html import unescape

from django.urls import reverse

SCOPE = {"union": "D01", "year": "2009", "as_of": "2009-10-31", "until": "2009-11-30"}
PAGES = ("reports:summary", "reports:statistics", "reports:figures")


def get(client, name, *args, **changed):
    return client.get(reverse(name, args=args), {**SCOPE, **changed})


def text(response):
    return unescape(response.content.decode())

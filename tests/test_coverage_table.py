"""Every element of the nine summaries is stored, counted or named, and the demo shows it.

The ids below are the acceptance table; tests/coverage_table.py says what carries each of them.
"""

from datetime import date

import pytest
from django.apps import apps

from reports.book import FigureBook
from reports.figures import Scope
from reports.periods import Period
from reports.registry import registry
from tests.coverage_numbers import PRINTED
from tests.coverage_table import ELEMENTS
from unions.models import Union

pytest_plugins = ["tests.reports.demo_fixture"]
# Elements per document of the acceptance table; P are the plan items of D9.
NUMBERS = {
    "D1": 14,
    "D2": 14,
    "D3": 18,
    "D4": 13,
    "D5": 7,
    "D6": 10,
    "D7": 10,
    "D8": 11,
    "D9": 65,
}
IDS = [
    *(f"{part}-{number:02}" for part, last in NUMBERS.items() for number in range(1, last + 1)),
    *(f"P{number:02}" for number in range(1, 21)),
]
AS_OF, UNTIL = date(2009, 10, 31), date(2009, 11, 30)
BOOKS: dict[str, FigureBook] = {}


def book_of(code):
    """One book per town for all elements: the demo does not change between them."""
    if code not in BOOKS:
        root = Union.objects.get(code=code)
        BOOKS[code] = FigureBook(Scope.of(root, Period.for_year(2009), AS_OF, UNTIL))
    return BOOKS[code]


def field_of(name):
    app, model, field = name.split(".")
    return apps.get_model(app, model), field


def holds(name, root):
    """Whether a row of the town has something in the field."""
    model, field = field_of(name)
    rows = model._default_manager.subtree_of(root)
    return any(value not in (None, "") for value in rows.values_list(field, flat=True))


def test_every_element_of_the_acceptance_table_has_its_row():
    assert list(ELEMENTS) == IDS


@pytest.mark.parametrize("code", IDS)
def test_what_an_element_names_exists(code):
    element = ELEMENTS[code]
    assert element.figures or element.lists or element.fields
    for model in element.models:
        apps.get_model(model)
    for name in element.fields:
        model, field = field_of(name)
        assert model._meta.get_field(field)
    assert set(element.figures) <= set(registry.indicators)
    assert set(element.lists) <= set(registry.lists)


@pytest.mark.parametrize("code", IDS)
def test_the_demo_stores_records_of_every_kind_an_element_names(demo, code):
    empty = [name for name in ELEMENTS[code].models if not apps.get_model(name).objects.exists()]
    assert empty == []


@pytest.mark.parametrize("code", IDS)
def test_the_demo_shows_every_element(demo, code):
    element = ELEMENTS[code]
    book = book_of(element.town)
    assert [name for name in element.figures if not book.value(name)] == []
    assert [name for name in element.lists if book.names(name).total < element.items] == []
    assert [name for name in element.fields if not holds(name, book.scope.root)] == []


@pytest.mark.parametrize("code", PRINTED)
def test_the_demo_prints_the_numbers_of_the_source(demo, code):
    element, expected = ELEMENTS[code], PRINTED[code]
    book = book_of(element.town)
    assert {name: book.figure(name).display for name in expected} == expected
    assert set(expected) <= set(element.figures)

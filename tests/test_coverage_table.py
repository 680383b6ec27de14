"""Every element of the nine summaries is stored, counted or named, and the demo shows it.

The ids below are the acceptance table; tests/coverage_table.py says what carries each of them.
"""

from contextlib import suppress
from datetime import date

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

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


def test_what_an_element_names_exists():
    faults = {}
    for code, element in ELEMENTS.items():
        unknown = [name for name in element.models if not _is_model(name)]
        unknown += [name for name in element.fields if not _is_field(name)]
        unknown += set(element.figures) - set(registry.indicators)
        unknown += set(element.lists) - set(registry.lists)
        if unknown or not (element.figures or element.lists or element.fields):
            faults[code] = unknown
    assert faults == {}


def _is_model(name):
    with suppress(LookupError):
        return bool(apps.get_model(name))


def _is_field(name):
    with suppress(LookupError, FieldDoesNotExist):
        model, field = field_of(name)
        return bool(model._meta.get_field(field))


def test_the_demo_stores_records_of_every_kind_an_element_names(demo):
    named = {name for element in ELEMENTS.values() for name in element.models}
    assert [name for name in sorted(named) if not apps.get_model(name).objects.exists()] == []


def test_the_demo_shows_every_element(demo):
    missing = []
    for code, element in ELEMENTS.items():
        book = book_of(element.town)
        missing += [(code, name) for name in element.figures if not book.value(name)]
        short = [name for name in element.lists if book.names(name).total < element.items]
        unset = [name for name in element.fields if not holds(name, book.scope.root)]
        missing += [(code, name) for name in (*short, *unset)]
    assert missing == []


def test_the_demo_prints_the_numbers_of_the_source(demo):
    printed = {}
    for code, expected in PRINTED.items():
        book = book_of(ELEMENTS[code].town)
        printed[code] = {name: book.figure(name).display for name in expected}
        assert set(expected) <= set(ELEMENTS[code].figures), code
    assert printed == PRINTED

"""A column of a grid or sheet is a field of the record: how its cells are read and written."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models

from unions.fields import CleanTextField
from unions.importing import cells
from unions.importing.cells import Cell
from unions.text import clean_paragraphs

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field  # generic in the stubs only

__all__ = ["field_of", "is_empty", "reader_of", "written"]


def field_of(model: type[models.Model], name: str) -> Field:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - columns are declared, never typed
    return field


def reader_of(field: Field) -> Callable[[Cell], Any]:
    """What turns a cell of this column into the stored value, or refuses it with a sentence."""
    if field.choices:
        return partial(cells.code, choices=field.flatchoices)
    if isinstance(field, models.IntegerField):
        return cells.count
    if isinstance(field, models.DecimalField):
        return partial(cells.money, places=field.decimal_places)
    if isinstance(field, models.DateField):
        return cells.day
    if isinstance(field, models.BooleanField):
        return cells.yes_no
    return _paragraphs if isinstance(field, CleanTextField) else cells.text


def written(field: Field, value: Any) -> str:
    """How a stored value stands in a cell; reading it gives the value back."""
    if is_empty(value):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return f"{whole if whole == value else value:f}"
    return cells.text(value)


def is_empty(value: Any) -> bool:
    return value is None or value == ""


def _paragraphs(cell: Cell) -> str:
    return clean_paragraphs(cell) if isinstance(cell, str) else cells.text(cell)

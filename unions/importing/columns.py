"""A column of a grid or sheet is a field of the record: how its cells are read and written."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from unions.fields import CleanTextField
from unions.importing import cells, widgets
from unions.text import plain_number

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field  # generic in the stubs only

__all__ = ["field_of", "is_empty", "widget_of", "written"]


def field_of(model: type[models.Model], name: str) -> Field:
    field = model._meta.get_field(name)
    assert isinstance(field, models.Field)  # noqa: S101 - columns are declared, never typed
    return field


_KINDS: tuple[tuple[type[Field], type[widgets.TextWidget]], ...] = (
    (models.BooleanField, widgets.YesNoWidget),
    (models.IntegerField, widgets.CountWidget),
    (models.DateField, widgets.DayWidget),
    (CleanTextField, widgets.ParagraphsWidget),
)


def widget_of(field: Field) -> widgets.TextWidget:
    """What turns a cell of this column into the stored value, or refuses it with a sentence."""
    if field.choices:
        return widgets.ChoiceWidget(field.flatchoices)
    if isinstance(field, models.DecimalField):
        return widgets.MoneyWidget(field.decimal_places)
    kinds = (widget() for kind, widget in _KINDS if isinstance(field, kind))
    return next(kinds, widgets.TextWidget())


def written(field: Field, value: Any) -> str:
    """How a stored value stands in a cell; reading it gives the value back."""
    if is_empty(value):
        return ""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, Decimal):
        return plain_number(value)
    return cells.text(value)


def is_empty(value: Any) -> bool:
    return value is None or value == ""

"""The columns of a Resource: which field of the record, which headings, how a cell is read."""

from typing import Any

from django.db import models
from import_export.fields import Field

from unions.dates import PRECISION_SUFFIX, PartialDate, PrecisionField, partial_date_of
from unions.fields import CleanTextField
from unions.importing import widgets

__all__ = ["SheetField", "column"]


class SheetField(Field):  # type: ignore[misc]  # the library is untyped
    """A column: further headings it goes by, and whether a new record needs it."""

    def __init__(
        self,
        attribute: str,
        column_name: str,
        widget: widgets.TextWidget,
        *aliases: str,
        needed: bool = False,
    ) -> None:
        super().__init__(attribute, column_name, widget)
        self.aliases = aliases
        self.needed = needed
        self.holds_partial_date = isinstance(widget, widgets.PartialDateWidget)

    def read(self, record: models.Model) -> Any:
        if self.holds_partial_date:
            return partial_date_of(record, self.attribute)
        return getattr(record, self.attribute)

    def write(self, record: models.Model, value: Any) -> None:
        if isinstance(value, PartialDate):
            setattr(record, self.attribute + PRECISION_SUFFIX, value.precision.value)
            value = value.day
        setattr(record, self.attribute, value)

    def get_value(self, instance: models.Model) -> Any:
        return self.read(instance)


_WIDGETS: tuple[tuple[type, type[widgets.TextWidget]], ...] = (
    (models.BooleanField, widgets.YesNoWidget),
    (models.DecimalField, widgets.MoneyWidget),
    (models.IntegerField, widgets.CountWidget),
    (models.DateField, widgets.DayWidget),
    (CleanTextField, widgets.ParagraphsWidget),
)


def _widget_for(model_field: "models.Field[Any, Any]") -> widgets.TextWidget:
    if model_field.choices:
        return widgets.ChoiceWidget(model_field.flatchoices)
    for kind, widget in _WIDGETS:
        if isinstance(model_field, kind):
            return widget()
    return widgets.TextWidget()


def column(
    model: type[models.Model],
    name: str,
    *aliases: str,
    heading: str = "",
    widget: widgets.TextWidget | None = None,
    needed: bool = False,
) -> SheetField:
    """The column of a model field, headed by its verbose_name unless told otherwise."""
    model_field = model._meta.get_field(name)
    label = str(model_field.verbose_name)  # type: ignore[union-attr]
    if widget is None and _is_partial(model, name):
        widget = widgets.PartialDateWidget()
    made = widget or _widget_for(model_field)  # type: ignore[arg-type]
    return SheetField(name, heading or label, made, *aliases, label, needed=needed)


def _is_partial(model: type[models.Model], name: str) -> bool:
    return any(
        isinstance(f, PrecisionField) and f.name == name + PRECISION_SUFFIX
        for f in model._meta.fields
    )

"""The columns of a Resource: which field of the record, which headings, how a cell is read."""

from typing import Any

from django.db import models
from import_export.fields import Field

from unions.dates import PRECISION_SUFFIX, PartialDate, PrecisionField, partial_date_of
from unions.importing import widgets
from unions.importing.columns import widget_of

__all__ = ["SheetField", "column"]


class SheetField(Field):  # type: ignore[misc]  # the library is untyped
    """A column: further headings it goes by, whether a new record needs it, what may stand in it.

    `help_text` is the model's; `example` is for columns of plain text.
    """

    def __init__(
        self,
        attribute: str,
        column_name: str,
        widget: widgets.TextWidget,
        *aliases: str,
        needed: bool = False,
        example: str = "",
        help_text: str = "",
    ) -> None:
        super().__init__(attribute, column_name, widget)
        self.aliases = aliases
        self.needed = needed
        self.help_text = help_text
        self._example = example
        self.holds_partial_date = isinstance(widget, widgets.PartialDateWidget)

    @property
    def example(self) -> str:
        widget: widgets.TextWidget = self.widget
        return self._example or widget.example or next(iter(widget.offered), "")

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


def column(
    model: type[models.Model],
    name: str,
    *aliases: str,
    heading: str = "",
    widget: widgets.TextWidget | None = None,
    needed: bool = False,
    example: str = "",
) -> SheetField:
    """The column of a model field, headed by its verbose_name unless told otherwise."""
    model_field: Any = model._meta.get_field(name)
    label = str(model_field.verbose_name)
    if widget is None and _is_partial(model, name):
        widget = widgets.PartialDateWidget()
    made = widget or widget_of(model_field)
    told = {"example": example, "help_text": str(model_field.help_text)}
    return SheetField(name, heading or label, made, *aliases, label, needed=needed, **told)


def _is_partial(model: type[models.Model], name: str) -> bool:
    return any(
        isinstance(f, PrecisionField) and f.name == name + PRECISION_SUFFIX
        for f in model._meta.fields
    )

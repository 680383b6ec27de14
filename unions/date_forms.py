"""Form fields for dates in Chinese spelling, and one text field for a date with its precision."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from unions.dates import (
    DAY_PLACEHOLDER,
    PLACEHOLDER,
    PRECISION_SUFFIX,
    UNKNOWN_DATE,
    PartialDate,
    PrecisionField,
    display_date,
)
from unions.importing import cells
from unions.text import clean_line

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[models.Model]
else:
    _ModelForm = object  # a mixin in front of any ModelForm


class PartialDateFormField(forms.Field):
    """One text field whose value is a PartialDate.

    `required` asks for some answer; 不详 is one.
    """

    widget = forms.TextInput

    def clean(self, value: Any) -> PartialDate:
        if self.required and (value is None or not clean_line(str(value))):
            raise ValidationError(self.error_messages["required"], code="required")
        return self.to_python(value)

    def to_python(self, value: Any) -> PartialDate:
        return cells.partial_date(value)

    def prepare_value(self, value: Any) -> Any:
        if value == UNKNOWN_DATE:
            return ""
        return str(cells.partial_date(value)) if isinstance(value, (date, PartialDate)) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return cells.partial_date(initial) != cells.partial_date(data)
        except ValidationError:
            return True

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"placeholder": PLACEHOLDER, "autocomplete": "off"}


class ChineseDateFormField(forms.DateField):
    """A date known to the day, in every spelling `parse_partial_date` reads."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        return cells.day(value)

    def prepare_value(self, value: Any) -> Any:
        return display_date(value) if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"placeholder": DAY_PLACEHOLDER, "autocomplete": "off"}


class PartialDatesFormMixin(_ModelForm):
    """Put before ModelForm: each DateField with a PrecisionField beside it becomes one text field.

    After cleaning, cleaned_data holds the plain date and the instance both attributes, so that
    full_clean and constraints see them; their errors stand at the visible field.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._partial_dates():
            self.fields[name] = _one_text_field(self.fields[name])
            self.initial[name] = self._initial_partial_date(name)

    def add_error(self, field: str | None, error: Any) -> None:
        if hasattr(error, "error_dict"):
            error = ValidationError(self._at_visible_fields(error.error_dict))
        super().add_error(self._visible(field) if field else None, error)

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name in self._partial_dates():
            partial = self.cleaned_data.get(name)
            if isinstance(partial, PartialDate):
                self.cleaned_data[name] = partial.day
                setattr(self.instance, name + PRECISION_SUFFIX, partial.precision.value)

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        shown = {name for name in self._partial_dates() if name not in excluded}
        return excluded - {name + PRECISION_SUFFIX for name in shown}

    def _partial_dates(self) -> list[str]:
        companions = (
            f.name for f in self._meta.model._meta.fields if isinstance(f, PrecisionField)
        )
        names = (companion.removesuffix(PRECISION_SUFFIX) for companion in companions)
        return [name for name in names if name in self.fields]

    def _initial_partial_date(self, name: str) -> Any:
        """What a caller preset stands; the record's own date is joined with its precision."""
        value = self.initial.get(name)
        if isinstance(value, date) and value == getattr(self.instance, name):
            return PartialDate(value, getattr(self.instance, name + PRECISION_SUFFIX))
        return value

    def _visible(self, field: str) -> str:
        name = field.removesuffix(PRECISION_SUFFIX)
        return name if name in self._partial_dates() else field

    def _at_visible_fields(self, errors: dict[str, Any]) -> dict[str, list[Any]]:
        joined: dict[str, list[Any]] = {}
        for field, found in errors.items():
            joined.setdefault(self._visible(field), []).extend(found)
        return joined


def _one_text_field(field: forms.Field) -> PartialDateFormField:
    return PartialDateFormField(
        required=field.required,
        label=field.label,
        help_text=field.help_text,
        disabled=field.disabled,
    )

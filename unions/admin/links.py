"""Form fields of record pages: links inside the user's scope, dates in Chinese spelling."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminTextInputWidget,
    AutocompleteSelect,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.http import HttpRequest

from unions.date_forms import ChineseDateFormField
from unions.fields import CountFormField, EncryptedField, MoneyFormField
from unions.records import ScopedQuerySet, Tracked

if TYPE_CHECKING:
    _Fields = admin.options.BaseModelAdmin[Any]
else:
    _Fields = object  # a mixin in front of records and inline rows

__all__ = ["KEY", "LinkSelect", "ScopedFields", "choices_of", "path_of"]

KEY = re.compile("[0-9]{0,18}")  # a 64-bit key has at most 19 digits; blank is none chosen
OUT_OF_SCOPE = "所选的{}不存在，或不在您的管理范围内，请重新选择。"
WIDGETS: dict[Any, dict[str, Any]] = {
    models.DateField: {"form_class": ChineseDateFormField, "widget": forms.TextInput},
    models.DecimalField: {"form_class": MoneyFormField},
    models.PositiveSmallIntegerField: {"form_class": CountFormField, "widget": forms.TextInput},
    models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    EncryptedField: {"widget": AdminTextInputWidget},
}


def path_of(record: Any) -> str:
    """Path of the union a record belongs to."""
    for step in filter(None, record.SCOPE.split("__")):
        record = getattr(record, step)
    return str(record.path)


def choices_of(db_field: Any, user: Any) -> Any:
    """Rows a link may lead to; None where the other side knows no scope.

    A record is filed only under a union whose records the user may change; elsewhere seeing is
    enough.
    """
    rows = db_field.related_model._default_manager.all()
    if not isinstance(rows, ScopedQuerySet):
        return None
    return rows.visible_to(user, "change" if _files(db_field) else "view")


def _files(db_field: Any) -> bool:
    """Whether the link decides whose record this is: the union, a payment's case, the parent."""
    model = db_field.model
    first_step = model.SCOPE.partition("__")[0] if issubclass(model, Tracked) else None
    return first_step is not None and db_field.name == (first_step or "parent")


class LinkSelect(AutocompleteSelect):
    """Shows the form again whatever was sent: "abc" and a number of thirty digits are no keys."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [key for key in value if KEY.fullmatch(str(key))], attr)


class ScopedFields(_Fields):
    """Links offer and accept only what the user may see; shared by records and inline rows."""

    formfield_overrides: ClassVar[Any] = WIDGETS

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        own: Any = super().get_field_queryset(db, db_field, request)
        scoped = choices_of(db_field, request.user)
        return own if scoped is None else scoped

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", LinkSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the admin's four icons beside each link: they open pop-up windows."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget = field.widget.widget
            message = OUT_OF_SCOPE.format(db_field.verbose_name)
            field.error_messages["invalid_choice"] = message
        return field

    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_choice_field(db_field, request, **kwargs)
        field.choices = [
            (value, "请选择" if value in ("", None) else label)  # 0 is an answer
            for value, label in field.choices
        ]
        return field

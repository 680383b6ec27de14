"""Model fields that clean or encrypt on every path: form, import, bulk write, update."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import FieldError
from django.core.serializers.base import SerializationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression

from unions import crypto
from unions.importing import cells
from unions.pinyin import search_keys
from unions.text import PARAGRAPHS_MAX, clean_line, clean_paragraphs, plain_number

if TYPE_CHECKING:
    _CharField = models.CharField[str, str]
    _TextField = models.TextField[str, str]
    _CountField = models.PositiveIntegerField[Any, Any]
else:  # generic in the stubs only
    _CharField = models.CharField
    _TextField = models.TextField
    _CountField = models.PositiveIntegerField


class CleanLineFormField(forms.CharField):
    """Cleans before it checks, so that a lone zero-width character counts as empty."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_line(value) if isinstance(value, str) else value)


class CleanParagraphsFormField(forms.CharField):
    """As CleanLineFormField for several lines; browsers send them apart by CR LF."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        return super().to_python(clean_paragraphs(value) if isinstance(value, str) else value)


class CountFormField(forms.IntegerField):
    """Reads 1,234 and 12人 as sheets do; a number box of the browser would swallow them unseen."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        return cells.count(value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "numeric", "autocomplete": "off"}


class MoneyFormField(forms.DecimalField):
    """Reads ¥4,500, 4500元 and 0.45万元; more decimals than the column has are refused."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> Any:
        return cells.money(value, 2 if self.decimal_places is None else self.decimal_places)

    def prepare_value(self, value: Any) -> Any:
        return plain_number(value) if isinstance(value, Decimal) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"inputmode": "decimal", "autocomplete": "off"}


class CleanCharField(_CharField):
    """One line through `clean_line`; None is stored as "" unless null=True (empty sheet cells)."""

    def to_python(self, value: Any) -> Any:
        if value is None:
            return None if self.null else ""
        return clean_line(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _cleaned_attribute(self, model_instance, super().pre_save(model_instance, add))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CleanLineFormField, **kwargs})


class SearchKeysField(_CharField):
    """Name, initials and full pinyin of other columns, derived on every path that writes a row."""

    def __init__(self, *args: Any, of: tuple[str, ...] = ("name",), **kwargs: Any) -> None:
        self.of = of
        super().__init__(*args, **{"max_length": 400, "default": "", "editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        keys = search_keys(*(getattr(model_instance, name) for name in self.of))
        setattr(model_instance, self.attname, keys)
        return keys


class CleanTextField(_TextField):
    """Several lines through `clean_paragraphs`, at most PARAGRAPHS_MAX characters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", PARAGRAPHS_MAX)
        super().__init__(*args, **kwargs)
        _limit_length(self)

    def to_python(self, value: Any) -> Any:
        if value is None:
            return None if self.null else ""
        return clean_paragraphs(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _cleaned_attribute(self, model_instance, super().pre_save(model_instance, add))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": CleanParagraphsFormField, **kwargs})


MOST = 9_999_999


class CountField(_CountField):
    """A count people can have: one mistyped row must not overflow the sum of a town."""

    default_validators = [MaxValueValidator(MOST, f"数太大，最多填{MOST}，请核对。")]

    def formfield(self, **kwargs: Any) -> Any:
        """Over the admin's own widget for integers, a number box."""
        return super().formfield(
            **{**kwargs, "form_class": CountFormField, "widget": forms.TextInput}
        )


class EncryptedField(_TextField):
    """A plain str in Python, a token of unions.crypto in the database; "" stays "".

    Equal texts have different tokens: searching and uniqueness need a column of
    `crypto.keyed_hash`. Reading with a wrong key raises UnreadableSecret.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _limit_length(self)

    def to_python(self, value: Any) -> Any:
        if value is None:
            return None if self.null else ""
        return clean_line(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        return _cleaned_attribute(self, model_instance, super().pre_save(model_instance, add))

    def get_prep_value(self, value: Any) -> Any:
        plain = super().get_prep_value(value)
        return crypto.encrypt(plain) if plain else plain

    def from_db_value(
        self, value: str | None, _expression: Expression, _connection: BaseDatabaseWrapper
    ) -> str | None:
        return crypto.decrypt(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(
                f"“{self.verbose_name}”加密存放，不能按 {lookup_name} 查找；"
                "请用由 keyed_hash 得到的查找列。"
            )
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: models.Model) -> str:
        """dumpdata would print the secret in the clear; a backup keeps the token."""
        raise SerializationError(f"“{self.verbose_name}”加密存放，不能导出为文本；请用 backup。")

    def formfield(self, **kwargs: Any) -> Any:
        widget = forms.TextInput(attrs={"autocomplete": "off"})
        return super().formfield(
            **{"form_class": CleanLineFormField, "widget": widget, **kwargs},
        )


def _limit_length(field: _TextField) -> None:
    """Django limits a TextField in forms only; imports validate the model."""
    if field.max_length is not None:
        field.validators.append(MaxLengthValidator(field.max_length))


def _cleaned_attribute(field: _CharField | _TextField, instance: models.Model, value: Any) -> Any:
    """Write the cleaned text back, so that the object in memory and its history agree with it."""
    if value is None or isinstance(value, str):
        value = field.to_python(value)
        setattr(instance, field.attname, value)
    return value

"""How a stored value reads to a person: in lists, in the history and on the conflict page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from unions.clock import today
from unions.dates import PRECISION_SUFFIX, Precision, display_partial_date
from unions.fields import EncryptedField
from unions.text import plain_number
from unions.validators import mask_id_number, mask_phone

__all__ = [
    "Difference",
    "chip",
    "differences",
    "end_chip",
    "masked",
    "shown",
    "term_chip",
    "told_fields",
]

if TYPE_CHECKING:
    Field = models.Field[Any, Any]
else:
    Field = models.Field  # generic in the stubs only

BLANK = "（空）"
SOON = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that reads differently in two states of a row."""

    label: str
    old: str
    new: str


def chip(label: str, tone: str = "") -> SafeString:
    """A status chip; tones: ok, warn, danger, info, or none."""
    kind = format_html(" chip--{}", tone) if tone else ""
    return format_html('<span class="chip{}">{}</span>', kind, label)


def term_chip(first_day: date, last_day: date) -> SafeString:
    """How a contract stands today: one signed ahead of its term is not in force yet."""
    return chip("未生效", "info") if first_day > today() else end_chip(last_day, "到期")


def end_chip(last_day: date | None, word: str, *, running: str = "有效") -> SafeString:
    """How what runs until a day stands today; ``word`` is its ending: 到期, 届满."""
    if last_day and last_day < today():
        return chip(f"已{word}")
    soon = last_day and last_day <= today() + SOON
    return chip(f"即将{word}", "warn") if soon else chip(running, "ok")


def masked(name: str, number: str) -> str:
    """A personal number as lists and histories show it; ``name`` is the column's."""
    return mask_phone(number) if name == "phone" else mask_id_number(number)


def told_fields(model: type[models.Model]) -> list[Field]:
    """The columns a person fills in; derived ones and authorship are not told."""
    return [f for f in model._meta.concrete_fields if f.editable and not f.primary_key]


def shown(row: models.Model, field: Field) -> str:
    """The value of one column in words; personal numbers masked."""
    value = getattr(row, field.attname)
    if value is None or value == "":
        return BLANK
    if isinstance(field, EncryptedField):
        return masked(field.name, value)
    if isinstance(field, models.ForeignKey):
        return _related(field, value)
    if isinstance(field, models.DateField):
        precision = getattr(row, field.name + PRECISION_SUFFIX, Precision.DAY)
        return display_partial_date(value, precision)
    return _plain(field, value)


def differences(old: models.Model | None, new: models.Model) -> Iterator[Difference]:
    """What reads differently; without an old state, everything that is filled in."""
    for field in told_fields(_told_model(new)):
        before = shown(old, field) if old else BLANK
        after = shown(new, field)
        if before != after:
            yield Difference(str(field.verbose_name), before, after)
        elif old and isinstance(field, EncryptedField) and _differ(old, new, field):
            yield Difference(str(field.verbose_name), before, f"{after}（后几位已改）")


def _differ(old: models.Model, new: models.Model, field: Field) -> bool:
    return bool(getattr(old, field.attname) != getattr(new, field.attname))


def _told_model(row: models.Model) -> type[models.Model]:
    """The record's model of a row or of a state in its history."""
    instance_type: type[models.Model] | None = getattr(type(row), "instance_type", None)
    return instance_type or type(row)


def _related(field: Field, key: Any) -> str:
    related: Any = field.related_model
    found = related._base_manager.filter(pk=key).first()
    return str(found) if found else f"已删除的{related._meta.verbose_name}（编号{key}）"


def _plain(field: Field, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return plain_number(value) if isinstance(value, Decimal) else str(value)

"""Dates known only to the month or year, for those who read a record's page."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models

from unions.dates import PRECISION_SUFFIX, partial_date_of

__all__ = ["as_known"]


def as_known(groups: Any, model: type[models.Model]) -> list[tuple[Any, dict[str, Any]]]:
    """Field groups in which such a date reads as exactly as it is known."""
    names = {field.name for field in model._meta.fields}
    inexact = {name for name in names if name + PRECISION_SUFFIX in names}

    def swapped(field: Any) -> Any:
        if isinstance(field, list | tuple):
            return tuple(swapped(part) for part in field)
        return _reading(model, field) if field in inexact else field

    return [(title, {**options, "fields": swapped(options["fields"])}) for title, options in groups]


def _reading(model: type[models.Model], name: str) -> Callable[[models.Model], str]:
    def reading(record: models.Model) -> str:
        return str(partial_date_of(record, name))

    reading.__name__ = f"{name}_as_known"
    label = model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
    return admin.display(description=label)(reading)

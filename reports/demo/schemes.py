"""The catalogue of 创建项目, looked up by code."""

from importlib import import_module
from typing import NamedTuple

from django.apps import apps

from unions.models import Scheme, SchemeGrade

__all__ = ["Catalogue", "open_catalogue"]

# A database emptied after its migrations (flush) has lost what they shipped.
_SHIPPED = import_module("unions.migrations.0003_default_schemes")


class Catalogue(NamedTuple):
    schemes: dict[str, Scheme]
    grades: dict[tuple[str, str], SchemeGrade]  # by codes of scheme and grade

    def grade(self, scheme: str, grade: str) -> SchemeGrade | None:
        return self.grades[scheme, grade] if grade else None


def open_catalogue() -> Catalogue:
    """Adds shipped schemes that are missing; what is there stays as it is."""
    _SHIPPED.add_schemes(apps, None)
    grades = SchemeGrade.objects.select_related("scheme")
    return Catalogue(
        {scheme.code: scheme for scheme in Scheme.objects.all()},
        {(grade.scheme.code, grade.code): grade for grade in grades},
    )

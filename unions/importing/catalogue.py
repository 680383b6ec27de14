"""Which record types may be imported; settings list them, each app has its own."""

from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from unions.importing.resources import SheetResource

__all__ = ["importable"]


@cache
def importable() -> dict[str, type[SheetResource]]:
    """The Resource of each record type, by the name commands and addresses use."""
    return {name: import_string(path) for name, path in settings.IMPORTABLE_RECORDS.items()}

"""Headings by which a pasted block tells its columns: those of the sheets that are collected."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from unions.importing.catalogue import importable
from unions.importing.tables import heading_key

__all__ = ["UNION", "headings_of", "keys_of"]

UNION = "union"  # the column that names the union


def headings_of(model: type[Any]) -> Mapping[str, list[str]]:
    """Per field the keys of its headings, as the Resource of the model declares them."""
    found: dict[str, list[str]] = defaultdict(list)
    for resource in importable().values():
        if resource._meta.model is model:
            for key, name in resource.vocabulary().items():
                found[name].append(key)
            break
    return found


def keys_of(label: str, known: list[str]) -> str:
    """All of one column, as its cell in the head of the grid carries them."""
    return "|".join(dict.fromkeys([heading_key(label), *known]))

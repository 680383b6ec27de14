"""Texts of records as items of a list."""

from collections.abc import Iterable

__all__ = ["separate", "unique"]

SEPARATOR = "、"


def unique(texts: Iterable[str]) -> list[str]:
    """Each text once, in the order of first use, without blanks."""
    return [text for text in dict.fromkeys(texts) if text]


def separate(texts: Iterable[str]) -> list[str]:
    """The items of texts that list several with 、, each once."""
    return unique(item.strip() for text in texts for item in text.split(SEPARATOR))

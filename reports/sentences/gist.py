"""A pattern as a reader remembers it, to name a sentence that was left out."""

from collections.abc import Iterable, Mapping

from reports.sentences.parts import Choice, Clause, Part, SettingToken, Text

__all__ = ["gist"]

_LENGTH = 24
_MARKS = "，、；。…"


def gist(parts: Iterable[Part], settings: Mapping[str, str]) -> str:
    """The opening words of the parts, figures as …, of a choice only its first branch."""
    words = "".join(_words(part, settings) for part in parts).strip(_MARKS)
    return words if len(words) <= _LENGTH else f"{words[:_LENGTH].rstrip(_MARKS)}…"


def _words(part: Part, settings: Mapping[str, str]) -> str:
    match part:
        case Text(text=text):
            return text
        case SettingToken(name=name):
            return settings.get(name, "…")
        case Clause(parts=inner) | Choice(then=inner):
            return "".join(_words(each, settings) for each in inner)
    return "…"

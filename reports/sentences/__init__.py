"""The sentence language of outlines and of texts edited by staff.

parts: what a pattern is made of; grammar: reading; filling: figures put in; seams: punctuation
after dropping; patterns: what callers use.
"""

from reports.sentences.filling import (
    Book,
    Dropped,
    FigureLike,
    NameListLike,
    WritingContext,
    Written,
)
from reports.sentences.grammar import SentenceError
from reports.sentences.parts import SETTINGS
from reports.sentences.patterns import Pattern, check_pattern, parse, typed_numbers

__all__ = [
    "SETTINGS",
    "Book",
    "Dropped",
    "FigureLike",
    "NameListLike",
    "Pattern",
    "SentenceError",
    "WritingContext",
    "Written",
    "check_pattern",
    "parse",
    "typed_numbers",
]

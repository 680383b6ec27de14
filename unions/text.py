"""Cleaning of typed and pasted text; forms and imports use the same functions.

Sheets come over QQ, WeChat and web pages: zero-width characters, direction marks and NULs in
them make two equal names different, break PostgreSQL, and are not allowed inside xlsx and docx.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

PARAGRAPHS_MAX = 20_000  # longest accepted text of several lines, in characters

# Invisible, yet in categories that hold visible characters too: fillers, variation selectors.
_INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANKS_AND_BREAKS = re.compile(r"\s+")
_AROUND_BREAK = re.compile(r" ?\n ?")
_MANY_BREAKS = re.compile(r"\n{3,}")
_WIDE_FORMS = re.compile("[\uff00-\uffef]+")
_DASHES = re.compile("[\u2010-\u2015\u2212\u2500]")
# Control, format (zero-width, direction), lone surrogate, and unassigned (U+FFFE breaks XML).
_DROPPED_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Cn"})


def clean_line(value: str) -> str:
    """One line in NFC: nothing invisible, every run of blanks or line breaks one space, trimmed."""
    return " ".join(value.split()) if _is_plain(value) else _cleaned(value)


@lru_cache(maxsize=1024)  # bulk writes clean the same kinds and places thousands of times
def _cleaned(value: str) -> str:
    return _BLANKS_AND_BREAKS.sub(" ", _visible(value)).strip()


def clean_paragraphs(value: str) -> str:
    """As `clean_line` for every line; lines stay apart, at most one empty line in a row."""
    lines = _AROUND_BREAK.sub("\n", _BLANKS.sub(" ", _visible(value)))
    return _MANY_BREAKS.sub("\n\n", lines).strip()


def half_width(value: str) -> str:
    """One clean line with full-width letters, digits and signs, and all dashes, made ASCII.

    For codes, numbers and dates. Only the wide forms are folded: full NFKC would turn ² and ① into
    digits that nobody typed.
    """
    if _is_plain(value):
        return " ".join(value.split())
    folded = _WIDE_FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), clean_line(value))
    return _DASHES.sub("-", folded)


def plain_number(value: Decimal) -> str:
    """As people write it: 36 rather than 36.00; 12.50 yuan stay 12.50."""
    whole = value.to_integral_value()
    return f"{whole if whole == value else value:f}"


def shorten(value: str, length: int = 30) -> str:
    """What an error message quotes of a value that may be very long."""
    return value if len(value) <= length else value[:length] + "…"


def _is_plain(value: str) -> bool:
    """Most numbers and dates: nothing to drop, fold or compose, and no blank but the space."""
    return value.isascii() and value.isprintable()


def _visible(value: str) -> str:
    text = _INVISIBLE.sub("", _BREAKS.sub("\n", value).replace("\t", " "))
    if not text.isprintable():  # the slow path: a blank other than a space, or something to drop
        text = "".join(filter(_is_kept, text))
    return unicodedata.normalize("NFC", text)


def _is_kept(char: str) -> bool:
    return char == "\n" or unicodedata.category(char) not in _DROPPED_CATEGORIES

"""What happens to single characters before they are set: dangerous ones go, breaks are steered."""

import re
import unicodedata

__all__ = ["clean", "steer_breaks", "width_in_em"]

# Controls break XML and garble the text layer; direction marks can turn a line around; private
# and unassigned signs have no agreed shape. Breaks inside a run become spaces.
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff"
    "\ud800-\udfff]"
)
BREAKS = re.compile(r"[\t\n\r\u2028\u2029]+")

HANZI = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
CLOSING = "，、。；：！？）》】〕”’"
SQUARED_UNITS = "\u2103\u3380-\u33df"  # ℃ ㎡ ㎏ and the like
NUMBER_AND_UNIT = re.compile(f"(?<=[0-9%])(?=[{HANZI}{SQUARED_UNITS}])")
BEFORE_OPENING = re.compile(f"(?<=[{HANZI}{CLOSING}])(?=[“‘《〔])")
AFTER_CLOSING = re.compile(f"(?<=[”’])(?=[{HANZI}])")

WORD_JOINER = "\u2060"
BREAK_HERE = "\u200b"


def clean(text: str) -> str:
    """Text without signs that cannot be printed; a tab or line break becomes one space."""
    return UNPRINTABLE.sub("", BREAKS.sub(" ", text))


def steer_breaks(text: str) -> str:
    """Invisible marks for the line breaker of print: 142 stays with 家, a line may end before “.

    Pango takes “ and ” for signs glued on both sides, which leaves loose lines. Neither mark shows
    up in the text taken out of the PDF.
    """
    text = NUMBER_AND_UNIT.sub(WORD_JOINER, text)
    return AFTER_CLOSING.sub(BREAK_HERE, BEFORE_OPENING.sub(BREAK_HERE, text))


def width_in_em(text: str) -> float:
    """Set width in characters: a Chinese sign is 1, a digit or narrow letter one half."""
    return sum(1.0 if _is_wide(sign) else 0.5 for sign in text)


def _is_wide(sign: str) -> bool:
    return sign in "%@MWmw" or unicodedata.east_asian_width(sign) in "WFA"

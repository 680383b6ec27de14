"""What a text typed into a search box is."""

import re

from unions.text import half_width

_ID_NUMBER = re.compile(r"[0-9]{17}[0-9Xx]")


def looks_like_id_number(text: str) -> bool:
    """Whether somebody typed a whole ID number, right or wrong."""
    return bool(_ID_NUMBER.fullmatch(half_width(text).replace(" ", "")))

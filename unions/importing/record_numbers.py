"""台账编号: what stands in an exported row so that the row is known again when it comes back.

It is the record's key with four letters drawn from the key file, the record type and the key. So
a number from another installation or another list, or one typed wrong, names no record here.
"""

import hmac
import re
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import models

from unions.crypto import derived_key
from unions.text import half_width, shorten

__all__ = ["HEADING", "key_in", "numbering"]

HEADING = "台账编号"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # none is taken for another: no 0, 1, 8, 9
PAIRS = [one + other for one in LETTERS for other in LETTERS]
_SHAPE = re.compile(r"([1-9][0-9]{0,17})-([A-Z2-7]{4})")


def numbering(model: type[models.Model]) -> Callable[[int], str]:
    """What makes the numbers of one record type."""
    key = derived_key("record numbers", model._meta.label_lower.encode())

    def number(pk: int) -> str:
        drawn = int.from_bytes(hmac.digest(key, b"%d" % pk, "sha256")[:3])
        return f"{pk}-{PAIRS[drawn & 1023]}{PAIRS[drawn >> 10 & 1023]}"

    return number


def key_in(model: type[models.Model], text: str) -> int:
    """The key of the record a number was given to; ValidationError for a number not from here."""
    found = _SHAPE.fullmatch(half_width(text).strip().upper())
    if found is None or numbering(model)(int(found[1])) != found[0]:
        raise ValidationError(
            f"{HEADING}“{shorten(text)}”不是本台账这种表上的编号。"
            "请照导出的表填写，或清空这一格，按其他各列来认。",
            code="record_number",
        )
    return int(found[1])

"""Cells of the grid as they were sent: texts read as numbers, faults kept at their cell."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from unions.text import clean_line, half_width

__all__ = ["Cell", "cells_of", "number_of", "token_of"]

BLANKS = frozenset({"", "-", "/", "无"})  # "—" folds to "-"
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
MYRIAD = 10_000


@dataclass
class Cell:
    """What was typed for one figure.

    ``seen`` tells which entries the page showed (see token_of), so that a change somebody else
    made meanwhile is noticed.
    """

    code: str
    value: str
    source: str
    seen: str
    faults: dict[str, str] = field(default_factory=dict)
    is_stale: bool = False


def cells_of(posted: Mapping[str, str]) -> list[Cell]:
    """In the order of the page; where only a number was typed the common source is meant."""
    codes = [name.removeprefix("value-") for name in posted if name.startswith("value-")]
    return [_cell(posted, code, clean_line(posted.get("source", ""))) for code in codes]


def _cell(posted: Mapping[str, str], code: str, common: str) -> Cell:
    value = clean_line(posted[f"value-{code}"])
    source = clean_line(posted.get(f"source-{code}", ""))
    return Cell(code, value, source or (common if value else ""), posted.get(f"seen-{code}", ""))


def number_of(text: str, unit: str) -> Decimal | None:
    """1,200 ‖ １２００ ‖ 3.5万元 ‖ 40名 of the unit 名; None for a blank.

    ValueError in Chinese for anything else.
    """
    plain = half_width(text).replace(",", "").replace(" ", "")
    if plain in BLANKS:
        return None
    bare = plain.removesuffix(unit)
    number = bare.removesuffix("万")
    if not NUMBER.fullmatch(number):
        raise ValueError(f"“{text[:20]}”不是数，请只填数字，如 1200。")
    return Decimal(number) * (MYRIAD if number != bare else 1)


def token_of(entries: tuple[tuple[int, int], ...]) -> str:
    """(key, version) of the entries shown: "12:3,15:1", "" for none."""
    return ",".join(f"{key}:{version}" for key, version in entries)

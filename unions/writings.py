"""What somebody stored at one go, as an address names it.

The histories tell it for good: which rows, by whom, from which moment to which. An address so
stays short for 18,000 rows and still lists them when some were edited since.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self

__all__ = ["Writing"]

FIRST_YEAR, LAST_YEAR = 2000, 2100  # in which the ledger is written
_MOMENT = "%Y%m%dT%H%M%S.%fZ"
_SHAPE = re.compile(r"([0-9]{1,9})-([0-9T.]{1,30}Z)-([0-9T.]{1,30}Z)")


@dataclass(frozen=True)
class Writing:
    """All that a user wrote between two moments, both in UTC and included."""

    user: int
    since: datetime
    until: datetime

    @classmethod
    def parse(cls, text: str) -> Self:
        """ValueError for what is none, or of days no clock shows: some do not fit any zone."""
        if not (found := _SHAPE.fullmatch(text)):
            raise ValueError(text)
        since, until = map(datetime.fromisoformat, found.groups()[1:])
        if not FIRST_YEAR <= since.year <= until.year <= LAST_YEAR or until < since:
            raise ValueError(text)
        return cls(int(found[1]), since, until)

    def __str__(self) -> str:
        return f"{self.user}-{self.since:{_MOMENT}}-{self.until:{_MOMENT}}"

"""Days of the declarations, written as text."""

from datetime import date
from random import Random

from reports.demo.chance import day_between
from unions.dates import Precision, parse_partial_date

__all__ = ["day", "drawn", "known"]


def day(text: str) -> date | None:
    """None of a blank text."""
    return date.fromisoformat(text) if text else None


def known(text: str) -> tuple[date, Precision]:
    """A day with what is known of it: 2009年7月 is its last day, to the month."""
    partial = parse_partial_date(text)
    if partial.day is None:
        raise ValueError(text)
    return partial.day, partial.precision


def drawn(span: str, rng: Random) -> date | None:
    """Some day of a span "2009-03-02/2009-05-29", or the one day that stands there."""
    if not span:
        return None
    first, _, last = span.partition("/")
    return day_between(rng, date.fromisoformat(first), date.fromisoformat(last or first))

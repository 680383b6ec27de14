"""What the report commands share: the figure book named by their arguments."""

from typing import Any

from reports.book import FigureBook
from reports.scopes import book_of
from unions.commands import Refused, day_of, union_named, year_of

__all__ = ["book_from"]


def book_from(options: dict[str, Any]) -> FigureBook:
    """Refused when the union, the year or a day cannot be used."""
    root, year = union_named(options["union"]), year_of(options["year"])
    as_of, until = day_of("--as-of", options["as_of"]), day_of("--until", options.get("until"))
    try:
        return book_of(root, year, as_of, until)
    except ValueError as error:
        raise Refused(str(error)) from error

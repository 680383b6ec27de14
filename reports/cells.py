"""The rows of a family of figures, read in one query and added up figure by figure."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count

from reports.figures import Number, plain
from reports.registry import Counted, Rows

__all__ = ["Cells"]

COUNT = Count("pk")
Worth = tuple[Number | None, int]


class Cells:
    """One cell per set of rows alike in every column the family asks about.

    A figure, its parts and its values by union are sums over the same cells, so they agree.
    Without parts the cells are fewer, and quicker to read.
    """

    def __init__(self, rows: Rows, family: list[Counted], *, with_parts: bool) -> None:
        self.with_parts = with_parts
        columns = dict.fromkeys(path for figure in family for path in self._columns(figure))
        measures = dict.fromkeys([COUNT, *(figure.measure for figure in family)])
        grouped = rows.order_by().values_list(*columns)
        self._cells = list(grouped.annotate(**{f"m{n}": m for n, m in enumerate(measures)}))
        self._place = {key: place for place, key in enumerate([*columns, *measures])}

    def _columns(self, figure: Counted) -> Iterator[str]:
        yield figure.to_union
        yield from figure.only
        if self.with_parts:
            yield from (dimension.path for dimension in figure.dimensions)

    def by(self, column: str, figure: Counted) -> dict[Any, Worth]:
        """Value and number of the figure's rows for every value of the column.

        The value is None where no row tells one.
        """
        key, value, count = (self._place[name] for name in (column, figure.measure, COUNT))
        found: dict[Any, Worth] = {}
        for cell in self._of(figure):
            known, rows = found.get(cell[key], (None, 0))
            if (worth := cell[value]) is not None:
                known = worth + (known or 0)
            found[cell[key]] = known, rows + cell[count]
        return {
            part: (known if known is None else plain(known), rows)
            for part, (known, rows) in found.items()
        }

    def _of(self, figure: Counted) -> list[tuple[Any, ...]]:
        """The cells of the figure's own rows; one pass for each column it picks by."""
        cells = self._cells
        for path, values in figure.only.items():
            place = self._place[path]
            cells = [cell for cell in cells if cell[place] in values]
        return cells

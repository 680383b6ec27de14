"""Column widths of printed tables, the same in PDF and Word."""

from reports.document import Table
from reports.renderers.characters import width_in_em

__all__ = ["column_shares"]

PADDING = 0.5  # of a cell, in characters
NARROWEST, WIDEST = 3.0, 16.0  # characters; longer cells are broken over lines


def column_shares(table: Table) -> list[float]:
    """Width of each column as a fraction of the table, in proportion to its widest cell."""
    rows = (table.header, *table.rows)
    widths = [
        PADDING + max(width_in_em(row[index]) for row in rows if index < len(row))
        for index in range(len(table.header))
    ]
    bounded = [max(NARROWEST, min(WIDEST, width)) for width in widths]
    return [width / sum(bounded) for width in bounded]

"""Which record type a sheet holds: the one that knows most of its headings, mostly."""

from collections.abc import Sequence

from unions.importing.files import Sheet
from unions.importing.resources import SheetResource
from unions.importing.tables import Table, find_table

__all__ = ["Resource", "best_table", "lacking", "recognise", "whole_table"]

Resource = type[SheetResource]
_Found = tuple[Table, Resource]


def recognise(sheets: Sequence[Sheet], resources: Sequence[Resource]) -> list[Resource]:
    """The record types the file may hold, the likeliest first.

    The one with the most known headings, unless it gives way to a plainer one. Of two the one whose
    needed columns are all there: numbers of unions are no list of unions.
    """
    found = [(table, r) for r in resources if (table := best_table(sheets, r))]
    found.sort(key=lambda pair: (-len(pair[0].known), lacking(*pair)))
    most = len(found[0][0].known) if found else 0
    found = [pair for pair in found if len(pair[0].known) >= most / 2]
    plain = next((pair for pair in found if pair[1] is found[0][1].plainer), None)
    if plain and _gives_way(found[0], plain):
        return [plain[1], *(resource for _table, resource in found if resource is not plain[1])]
    return [resource for _table, resource in found]


def _gives_way(first: _Found, plain: _Found) -> bool:
    """Whether a sheet is the plainer one with a column or two more, such as 联系电话.

    It lacks what a list needs (the kind of union) and holds the plainer one nearly whole, or half
    of it under a title that says so; or it has the column that makes the plainer one's key (截至).
    """
    (table, resource), (plainly, plainer) = first, plain
    if lacking(plainly, plainer):
        return False
    is_most = 3 * len(plainly.known) >= 2 * len(table.known)
    is_titled = any(word in plainly.notes.title + plainly.sheet for word in plainer.titles)
    is_keyed = any(column.name in plainer.key for column in plainly.known)
    return (is_most and is_keyed) or (bool(lacking(table, resource)) and (is_most or is_titled))


def whole_table(sheet: Sheet, resources: Sequence[Resource]) -> Resource | None:
    """The record type whose needed columns all stand in this very sheet, with rows below them."""
    for resource in recognise([sheet], resources)[:1]:
        table = find_table(sheet, resource.vocabulary())
        if table and table.rows and not lacking(table, resource):
            return resource
    return None


def lacking(table: Table, resource: Resource) -> int:
    """How many of the columns that a new record needs are not there."""
    there = {column.name for column in table.known}
    return sum(declared.needed and name not in there for name, declared in resource.fields.items())


def best_table(sheets: Sequence[Sheet], resource: Resource) -> Table | None:
    words = resource.vocabulary()
    tables = [table for sheet in sheets if (table := find_table(sheet, words))]
    return max(tables, key=lambda table: len(table.known), default=None)

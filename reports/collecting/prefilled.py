"""下发填报表: one workbook per union with what the ledger knows, so that only news are typed.

Every row carries its 台账编号: sent back untouched it changes nothing. Personal numbers go out
masked, which tells nothing on the way back. What should be known and is not stands out in yellow.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from reports.collecting.workbooks import FormSheet, form_workbook
from unions.crypto import steady_keys
from unions.dates import display_date
from unions.exporting.columns import all_columns
from unions.importing.resources import SheetResource
from unions.models import Union

__all__ = ["FORMS", "FormKind", "write_forms"]

Row = dict[str, Any]
_UNFIT = re.compile(r'[\\/:*?"<>|\s]+')  # what file names of Windows may not hold


@dataclass(frozen=True, slots=True)
class FormKind:
    """Which records a form shows and what it asks for.

    ``known``: of the records, those the form of a day tells. ``asked``: columns whose blanks are
    marked. ``ends``: the column with the end of a return's period; a union without a return up to
    the day finds a marked row for it.
    """

    known: Callable[[Any, date], Any]
    asked: frozenset[str] = field(default_factory=frozenset)
    ends: str = ""


def _in_year(rows: Any, day: date) -> Any:
    return rows.held_between(date(day.year, 1, 1), day)


FORMS: Mapping[str, FormKind] = {
    "headcounts": FormKind(
        lambda rows, day: rows.latest_on(day),
        frozenset({"women", "migrants", "members", "women_members", "migrant_members"}),
        "as_of",
    ),
    "members": FormKind(
        lambda rows, day: rows.active_on(day),
        frozenset({"id_number", "birth_on", "joined_on", "phone", "politics", "education"}),
    ),
    "employers": FormKind(
        lambda rows, day: rows, frozenset({"unified_code", "ownership", "industry", "staff"})
    ),
    "contracts": FormKind(
        lambda rows, day: rows.unexpired_on(day),
        frozenset({"number", "expires_on", "filed_on", "covered_staff"}),
    ),
    "proposals": FormKind(
        lambda rows, day: rows.reported_between(date(day.year - 1, 1, 1), day),
        frozenset({"implemented", "benefit"}),
        "period_to",
    ),
    "training": FormKind(_in_year, frozenset({"audience", "host", "sessions"})),
    "activities": FormKind(_in_year, frozenset({"venue", "attendance"})),
}


def write_forms(
    stream: IO[bytes], resource: SheetResource, kind: FormKind, root: Union, day: date
) -> int:
    """One .xlsx for every grassroots union of the root that stands on the day; how many."""
    unions = Union.objects.subtree_of(root).grassroots().active_on(day).order_by("code")
    due = {union.path: union for union in unions}
    with steady_keys():
        rows = _rows_by_union(resource, kind, _homes(root, due), day)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:  # workbooks are packed already
        for union in due.values():
            told = rows[union] + _news(kind, rows[union], day)
            form = FormSheet(resource, union, day, rows=told, asked=kind.asked)
            bundle.writestr(_file_name(union, resource.label, day), form_workbook(form))
    return len(due)


def _homes(root: Union, due: Mapping[str, Union]) -> dict[int, Union]:
    """By key of any union, in whose form its rows stand: of a branch in that of the one above."""
    found: dict[int, Union] = {}
    for pk, path in Union.objects.subtree_of(root).values_list("pk", "path"):
        if home := next((due[above] for above in _upwards(path) if above in due), None):
            found[pk] = home
    return found


def _upwards(path: str) -> Iterator[str]:
    """/1/7/42/, /1/7/, /1/"""
    while path.strip("/"):
        yield path
        path = path.rstrip("/").rpartition("/")[0] + "/"


def _rows_by_union(
    resource: SheetResource, kind: FormKind, homes: Mapping[int, Union], day: date
) -> dict[Union, list[Row]]:
    """What an export would tell, numbers masked."""
    columns = [one for one in all_columns(resource) if one.name != "union"]
    known = resource.for_export(kind.known(resource.rows(), day))
    found: dict[Union, list[Row]] = defaultdict(list)
    for record in known.order_by("pk").iterator(chunk_size=2000):
        if union := homes.get(record.union_id):
            found[union].append({column.name: column.cell(record) for column in columns})
    return found


def _news(kind: FormKind, rows: Sequence[Row], day: date) -> list[Row]:
    """A blank row for the period when no return tells of it yet."""
    is_missing = kind.ends and day not in {row[kind.ends] for row in rows}
    return [{}] if is_missing else []


def _file_name(union: Union, label: str, day: date) -> str:
    return _UNFIT.sub("", f"{union.code}{union.name}_{label}_{display_date(day)}") + ".xlsx"

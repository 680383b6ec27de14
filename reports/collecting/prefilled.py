"""下发填报表: one workbook per union with what the ledger knows, so that only news are typed.

Every row carries its 台账编号: sent back untouched it changes nothing. Personal numbers go out
masked, which tells nothing on the way back. What should be known and is not stands out in yellow.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import IO, Any

from reports.collecting.workbooks import FormSheet, form_workbook
from unions.dates import display_date
from unions.importing import record_numbers
from unions.importing.resources import SheetResource
from unions.importing.tables import RECORD_NO
from unions.importing.widgets import PERSONAL
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
    rows = _rows_by_union(resource, kind, due, day)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as bundle:  # workbooks are packed already
        for union in due.values():
            form = FormSheet(resource, union, day, rows=rows[union], asked=kind.asked)
            bundle.writestr(_file_name(union, resource.label, day), form_workbook(form))
    return len(due)


def _rows_by_union(
    resource: SheetResource, kind: FormKind, due: Mapping[str, Union], day: date
) -> dict[Union, list[Row]]:
    """Of a branch the rows stand in the form of the union above it."""
    found: dict[Union, list[Row]] = defaultdict(list)
    known = kind.known(resource.rows(), day).select_related(*resource.related)
    number = record_numbers.numbering(resource.model)
    for record in known.order_by("pk").iterator(chunk_size=2000):
        if union := _nearest(resource.union_of(record).path, due):
            found[union].append(_row(resource, record) | {RECORD_NO: number(record.pk)})
    if kind.ends:
        for union in due.values():
            if day not in {row[kind.ends] for row in found[union]}:
                found[union].append({})
    return found


def _nearest(path: str, due: Mapping[str, Union]) -> Union | None:
    return next((due[above] for above in _upwards(path) if above in due), None)


def _upwards(path: str) -> Iterator[str]:
    """/1/7/42/, /1/7/, /1/"""
    while path.strip("/"):
        yield path
        path = path.rstrip("/").rpartition("/")[0] + "/"


def _row(resource: SheetResource, record: Any) -> Row:
    return {name: _cell(resource, name, record) for name in resource.fields}


def _cell(resource: SheetResource, name: str, record: Any) -> Any:
    declared = resource.fields[name]
    if not declared.attribute:
        return None
    value = resource.value_of(record, name)
    is_personal = isinstance(declared.widget, PERSONAL)
    return declared.widget.show(value) if is_personal else declared.widget.render(value)


def _file_name(union: Union, label: str, day: date) -> str:
    return _UNFIT.sub("", f"{union.code}{union.name}_{label}_{display_date(day)}") + ".xlsx"

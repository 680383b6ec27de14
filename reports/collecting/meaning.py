"""What a sheet is taken for, shown so that staff can change it: sheet, kind, header, columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from reports.collecting.forms import MeaningForm
from reports.models import Upload
from unions.importing import record_numbers
from unions.importing.catalogue import importable
from unions.importing.files import Lost, Value, read_sheets
from unions.importing.guards import Unreadable
from unions.importing.orders import SheetTold
from unions.importing.tables import RECORD_NO, Column, Table
from unions.importing.titles import text_of
from unions.importing.unread import is_numbering
from unions.text import shorten

__all__ = ["columns_said", "meaning_of", "sheets_in"]

EXAMPLES = 3  # cells under a heading that is to be told
# Of persons, also in groups (330281 19700520 0034): not shown in full.
_LONG_NUMBER = re.compile(r"((?:\d[\s_–—－-]?){6})(?:[\s_–—－-]?[\dXxＸｘ]){5,}")


@dataclass(frozen=True)
class ColumnShown:
    """A column with what it is taken for: a name, "-" for not used, "" for not known."""

    column: Column
    taken_for: str
    examples: str


def meaning_of(upload: Upload, table: Table | None, sheets: Sequence[SheetTold]) -> dict[str, Any]:
    """For a template: the form, and the columns with their choices as far as there are any."""
    form = MeaningForm(upload.user, initial=_initial(upload))
    form.offer(sheets, table.sheet if table else "", table.header_row if table else None)
    columns = [*_columns(upload, table)] if table and upload.resource else []
    is_said = bool(upload.header or upload.union or upload.as_of)
    return {
        "form": form,
        "columns": columns,
        "shows_examples": not all(shown.taken_for for shown in columns),
        "choices": _choices(upload),
        "is_said": is_said,
    }


def _initial(upload: Upload) -> dict[str, Any]:
    return {
        "sheet": upload.sheet,
        "resource": upload.resource,
        "header": upload.header,
        "root": upload.root,
        "union": upload.union or "",
        "as_of": upload.as_of,
    }


def _choices(upload: Upload) -> list[tuple[str, str]]:
    if not upload.resource:
        return []
    fields = importable()[upload.resource].fields
    told = [("-", "不用"), ("union", "所属工会"), (RECORD_NO, record_numbers.HEADING)]
    return told + [(name, field.column_name) for name, field in fields.items()]


def _columns(upload: Upload, table: Table) -> Iterator[ColumnShown]:
    """The first cells below stand with the headings where somebody has to say what they are."""
    for column in table.columns:
        cells = [row[column.index] for _, row in table.rows[:EXAMPLES] if column.index < len(row)]
        told = "、".join(_shown(cell) for cell in cells if cell not in (None, ""))
        is_unused = upload.columns.get(str(column.index)) == "-" or is_numbering(column)
        unused = "-" if is_unused else ""
        yield ColumnShown(column, column.name or unused, shorten(told, 40))


def _shown(cell: Value) -> str:
    if isinstance(cell, Lost):
        return "（公式）"
    if isinstance(cell, float):  # no 3.3E+17: what is a number of a person must be seen as one
        bare = f"{cell:.0f}" if abs(cell) >= 1e11 else f"{cell:.15g}"
    else:
        bare = text_of(cell).removesuffix(" 00:00:00")
    return _LONG_NUMBER.sub(r"\1******", bare)


def sheets_in(upload: Upload) -> list[SheetTold]:
    """Of a file whose table is not found; without those that hold nothing but a title."""
    try:
        sheets = read_sheets(upload.content())
    except Unreadable:
        return []
    return [SheetTold(one.name, len(one.rows), fits=False) for one in sheets if len(one.rows) > 1]


def columns_said(upload: Upload, posted: QueryDict) -> dict[str, str]:
    """What staff took columns for: posted as column-3=sex, "-" for not used."""
    if not upload.resource:
        return {}
    known = {"union", RECORD_NO, *importable()[upload.resource].fields, "-"}
    said = {
        key.removeprefix("column-"): posted.get(key, "")
        for key in posted
        if key.startswith("column-")
    }
    return {index: name for index, name in said.items() if index.isdigit() and name in known}

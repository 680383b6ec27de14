"""How a fault of a row is worded: at its cell, with what stands there, by the sheet's headings."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from unions.dates import PRECISION_SUFFIX
from unions.importing import cells, widgets
from unions.importing.drafts import Draft, Fault
from unions.importing.files import Lost
from unions.importing.tables import Column

__all__ = ["MASKED_ADVICE", "Faults", "in_sheet_words"]

MASKED_ADVICE = "号码被星号遮住了，又没有找到这一条原来的记录。请填完整的号码，或清空这一格。"
LONGEST = 60  # characters of a cell that are quoted
_BLANK = frozenset(  # Django's words for a missing value, which do not say what to do
    str(models.Field.default_error_messages[key]) for key in ("null", "blank")
)


class Faults:
    """The part of a SheetResource that tells what is wrong."""

    fields: ClassVar[Any]

    def faults_at(
        self, number: int, place: Column, cell: Any, messages: Iterable[str]
    ) -> list[Fault]:
        """Of a cell as it stands in the sheet; the column by its name until `in_sheet_words`."""
        shown = self.shown(place.name, cell)
        return [Fault(number, place.name, shown, message) for message in messages]

    def shown(self, name: str, cell: Any) -> str:
        """What is quoted of a cell; numbers of people only masked."""
        if isinstance(cell, Lost):
            return ""
        declared = self.fields.get(name)
        if declared is not None and isinstance(declared.widget, widgets.PERSONAL):
            return str(declared.widget.show(str(cell)))
        return cells.text(cell)[:LONGEST]

    def faults_of(self, draft: Draft, record: Any, error: ValidationError) -> list[Fault]:
        """Of the record's own rules."""
        by_attribute = {declared.attribute: name for name, declared in self.fields.items()}
        faults = []
        for name, messages in error.message_dict.items():
            column = by_attribute.get(name.removesuffix(PRECISION_SUFFIX), "")
            shown = self.fields[column].widget.show(getattr(record, name)) if column else ""
            label = "" if column or name == NON_FIELD_ERRORS else _label(record, name)
            faults += [
                Fault(draft.number, column, shown, _worded(label, message)) for message in messages
            ]
        return faults


def in_sheet_words(fault: Fault, headings: Mapping[str, str]) -> Fault:
    """Columns by the heading that stands in this sheet."""
    heading = headings.get(fault.column, fault.column)
    return Fault(fault.row, heading, fault.value, fault.message)


def _label(record: models.Model, name: str) -> str:
    return str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _worded(label: str, message: str) -> str:
    if message in _BLANK:
        message = "不能为空，请补填。"
    return f"{label}：{message}" if label else message

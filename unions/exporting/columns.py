"""The columns of an exported register, all of them declared in the Resource of its record type.

A column the list shows under another view (建立日期, 手机) is written as the Resource's own column,
so that it can be read back; what the Resource does not know (a status, a count of entries) goes
along to be read by people and is passed over on the way back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from django.contrib.admin.utils import label_for_field, lookup_field
from django.db import models
from django.utils.html import strip_tags
from django.utils.safestring import SafeString

from unions.exporting.workbooks import Cell, Heading
from unions.importing import record_numbers, widgets
from unions.importing.resources import SheetResource
from unions.importing.tables import RECORD_NO, heading_key

__all__ = ["Column", "all_columns", "listed_columns", "shown_columns"]

UNION = "union"
_NOTHING = frozenset({"", "—", "-", "未报"})  # what lists show for a blank; no text among numbers
_WIDTHS: tuple[tuple[type, float], ...] = (
    (widgets.IdNumberWidget, 21),
    (widgets.PhoneWidget, 15),
    (widgets.CountWidget, 8),
    (widgets.MoneyWidget, 13),
    (widgets.DayWidget, 12),
    (widgets.PartialDateWidget, 13),
    (widgets.YesNoWidget, 8),
    (widgets.ParagraphsWidget, 36),
)


@dataclass(frozen=True)
class Column:
    """A heading, and what stands below it for a record."""

    name: str
    text: str
    width: float
    read: Callable[[Any], Any]  # what is stored in a record
    render: Callable[[Any], Cell] | None = None  # how it stands in a cell; None: as it is
    is_known: bool = True  # read back when the file comes in again

    def cell(self, record: Any) -> Cell:
        value: Cell = self.read(record)
        return self.render(value) if self.render else value

    @property
    def heading(self) -> Heading:
        """Wide enough for its own words and the arrow of the filter."""
        return Heading(self.text, max(self.width, 2 * len(self.text) + 3))


def all_columns(
    resource: SheetResource, hidden: Iterable[str] = (), *, full_numbers: bool = False
) -> list[Column]:
    """Every column the Resource keeps, the union after the first, the number last."""
    left_out = {*resource.not_exported, *hidden}
    names = [name for name in resource.fields if name not in left_out]
    names[1:1] = [UNION]
    columns = (_known(resource, name, full_numbers=full_numbers) for name in names)
    return [*filter(None, columns), _number(resource)]


def shown_columns(
    resource: SheetResource, model_admin: Any, names: Sequence[str], *, full_numbers: bool = False
) -> list[Column]:
    """The columns of the list as the user sees it, and what tells the record again."""
    columns: dict[str, Column] = {}
    for name in names:
        meant = _meant_by(resource, model_admin, name)
        known = [_known(resource, one, full_numbers=full_numbers) for one in meant]
        for column in filter(None, known or [_listed(model_admin, name)]):
            columns.setdefault(column.name, column)
    if UNION not in columns:
        columns[UNION] = _union(resource)
    return [*columns.values(), _number(resource)]


def listed_columns(model_admin: Any, names: Sequence[str]) -> list[Column]:
    """The columns of a list whose record type no sheet brings in."""
    return [_listed(model_admin, name) for name in names]


def _meant_by(resource: SheetResource, model_admin: Any, name: str) -> Sequence[str]:
    """The Resource's columns that a column of the list shows; none when it knows none."""
    if name in resource.seen_as:
        return resource.seen_as[name]
    heading = heading_key(str(label_for_field(name, model_admin.model, model_admin)))
    known = resource.vocabulary().get(heading)
    return [known] if known and known not in resource.not_exported else []


def _known(resource: SheetResource, name: str, *, full_numbers: bool) -> Column | None:
    if name == UNION:
        return _union(resource)
    declared = resource.fields.get(name)
    if declared is None:
        return None
    own = getattr(resource, f"export_{name}", None)
    if own is None and not declared.attribute:
        return None  # means something only on the way in: a term in years
    widget = declared.widget
    is_masked = isinstance(widget, widgets.PERSONAL) and not full_numbers
    render = widget.show if is_masked else widget.render
    if isinstance(widget, widgets.ChoiceWidget | widgets.YesNoWidget):
        render = _Remembered(render).__getitem__
    elif type(widget).render is widgets.TextWidget.render and not is_masked:
        render = None
    width = _width(resource, widget, declared.attribute)
    return Column(name, declared.column_name, width, own or _stored(resource, name), render)


class _Remembered(dict[Any, Any]):
    """The few values of a code list, each rendered once."""

    def __init__(self, render: Callable[[Any], Cell]) -> None:
        super().__init__()
        self._render = render

    def __missing__(self, value: Any) -> Cell:
        self[value] = cell = self._render(value)
        return cell


def _stored(resource: SheetResource, name: str) -> Callable[[Any], Any]:
    """What reads a column of a record, the plain ones without a detour: there may be 100,000."""
    declared = resource.fields[name]
    is_plain = type(resource).value_of is SheetResource.value_of
    if is_plain and not declared.holds_partial_date:
        return attrgetter(declared.attribute)
    return lambda record: resource.value_of(record, name)


def _width(resource: SheetResource, widget: Any, attribute: str) -> float:
    if isinstance(widget, widgets.ChoiceWidget):
        return 2.0 * max(len(label) for label in widget.labels.values()) + 2
    for kind, width in _WIDTHS:
        if isinstance(widget, kind):
            return width
    field = next((f for f in resource.model._meta.fields if f.name == attribute), None)
    longest = getattr(field, "max_length", None) or 20
    return 10 if longest <= 60 and attribute == "name" else 14 if longest <= 60 else 28


def _union(resource: SheetResource) -> Column:
    return Column(UNION, resource.union_headings[0], 30, resource.union_name)


def _number(resource: SheetResource) -> Column:
    number = record_numbers.numbering(resource.model)
    return Column(RECORD_NO, record_numbers.HEADING, 13, attrgetter("pk"), number)


def _listed(model_admin: Any, name: str) -> Column:
    text = str(label_for_field(name, model_admin.model, model_admin))
    return Column(f"list:{name}", text, 14, partial(_as_listed, model_admin, name), is_known=False)


def _as_listed(model_admin: Any, name: str, record: Any) -> Cell:
    """What the list shows in words, without its colours; numbers and days as such."""
    field, _attribute, value = lookup_field(name, record, model_admin)
    if isinstance(field, models.Field) and field.choices:
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if value is None or isinstance(value, int | Decimal | date):
        return value
    text = strip_tags(value) if isinstance(value, SafeString) else str(value)
    if text in _NOTHING:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text

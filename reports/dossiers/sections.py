"""A section of a dossier: which rows, in which columns, and where all of them are listed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import (
    Case,
    Count,
    DecimalField,
    IntegerField,
    Model,
    QuerySet,
    Value,
    When,
    Window,
)
from django.urls import reverse
from django.utils.text import Truncator

from unions.admin.display import shown
from unions.models import Union, User
from unions.permissions import reaches

__all__ = ["MOST_ROWS", "Column", "Reader", "Section", "Shown", "Told", "page_of", "within"]

MOST_ROWS, MOST_OF_FEDERATIONS = 10, 5
LONGEST = 60  # characters of a cell
NAMES = "unions.laureate"  # who may see names of people beside officers' office contacts
Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """``names``: tells names of people, which the county does not see."""

    heading: str
    cell: Callable[[Any], Any]
    is_number: bool = False
    names: bool = False


Told = Column | str  # a column, or the name of a field told under its own label


def _column(model: type[Model], told: Told) -> Column:
    if isinstance(told, Column):
        return told
    stored: Any = model._meta.get_field(told)
    is_number = isinstance(stored, IntegerField | DecimalField) and not stored.choices
    return Column(str(stored.verbose_name), partial(_value, stored), is_number)


def _value(stored: Any, row: Model) -> str:
    blank = getattr(row, stored.attname) in {None, ""}
    return "" if blank else Truncator(shown(row, stored)).chars(LONGEST)


def within(rows: Any, union: Union) -> Any:
    """The usual rows of a section: the union's own and those of its branches."""
    return rows.subtree_of(union)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of one record type about one union.

    ``query`` narrows the list page as ``rows`` narrows the records, so that both count the same;
    None where no list page shows these rows. ``add`` fills in the add form beside the union; None
    where the rows are put in elsewhere. ``rows`` takes what the user may see.
    """

    key: str
    name: str
    model: type[Model]
    order: tuple[str, ...]
    columns: tuple[Told, ...]
    rows: Callable[[Any, Any], Rows] = within
    union_path: str = "union"
    related: tuple[str, ...] = ("union",)
    subject: str = ""  # step from a row inside a record to the record whose page it opens
    link: Callable[[Any], str] = field(default_factory=lambda: page_of)
    query: Mapping[str, str] | None = field(default_factory=dict)
    under: str = "union"  # the list page's parameter for what the dossier is about
    starts: str = "union"  # the add form's field for it
    add: Mapping[str, str] | None = field(default_factory=dict)
    at_record: str = ""  # part of the record's own page where they are put in
    is_counted_only: bool = False  # too many and too personal to be listed here


@dataclass(frozen=True, slots=True)
class Line:
    """A row as the table shows it."""

    url: str
    union: Union | None
    cells: list[tuple[Any, bool]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one reader sees of a section."""

    section: Section
    total: int
    headings: list[tuple[str, bool]]
    lines: list[Line]
    list_url: str
    add_url: str
    has_union: bool

    @property
    def is_cut(self) -> bool:
        return self.total > len(self.lines) > 0


class Reader:
    """One user looking at the dossier of a union, or of a person kept under it.

    Rights are asked of this very union.
    """

    def __init__(self, user: User, union: Union, about: Any = None) -> None:
        self.user, self.union, self.about = user, union, about or union
        below = Union.objects.subtree_of(union).exclude(pk=union.pk)
        self.has_below = about is None and below.exists()
        self.most = MOST_OF_FEDERATIONS if union.kind in Union.FEDERATIONS else MOST_ROWS

    def may(self, model: type[Model], action: str = "view") -> bool:
        return reaches(self.user, model, self.union, action)

    def may_read(self, record: str) -> bool:
        """The same of a right that is no table: "unions.laureate", "reports.statistics"."""
        return reaches(self.user, record, self.union)

    def sees(self, sections: Iterable[Section]) -> list[Shown]:
        """The sections whose record type the user may see here; the others do not exist."""
        return [self.show(section) for section in sections if self.may(section.model)]

    def show(self, section: Section) -> Shown:
        rows, total = self._rows(section)
        told = (_column(section.model, column) for column in section.columns)
        columns = [column for column in told if not column.names or self.may_read(NAMES)]
        return Shown(
            section=section,
            total=total,
            headings=[(column.heading, column.is_number) for column in columns],
            lines=[self._line(row, section, columns) for row in rows],
            list_url=self._list_url(section),
            add_url=self._add_url(section),
            has_union=self.has_below and bool(section.union_path),
        )

    def _rows(self, section: Section) -> tuple[list[Any], int]:
        """The latest rows and how many there are, in one query."""
        scoped: Any = section.model._default_manager
        rows = section.rows(scoped.visible_to(self.user), self.about)
        if section.is_counted_only:
            return [], rows.count()
        rows = rows.select_related(*section.related).order_by(*section.order)
        if self.has_below and section.union_path:
            rows = rows.order_by(self._own_first(section), *section.order)
        found = list(rows.annotate(of_all=Window(Count("pk")))[: self.most])
        return found, found[0].of_all if found else 0

    def _own_first(self, section: Section) -> Case:
        own = When(**{section.union_path: self.union}, then=Value(0))
        return Case(own, default=Value(1))

    def _line(self, row: Any, section: Section, columns: list[Column]) -> Line:
        union = row
        for step in filter(None, section.union_path.split("__")):
            union = getattr(union, step)
        cells = [(column.cell(row), column.is_number) for column in columns]
        subject = getattr(row, section.subject) if section.subject else row
        return Line(section.link(subject), union if section.union_path else None, cells)

    def _list_url(self, section: Section) -> str:
        if section.query is None:
            return ""
        query = {section.under: str(self.about.pk), **section.query}
        return f"{_admin_page(section.model, 'changelist')}?{urlencode(query)}"

    def _add_url(self, section: Section) -> str:
        if section.at_record and self.may(type(self.about), "change"):
            return f"{_admin_page(type(self.about), 'change', self.about.pk)}#{section.at_record}"
        if section.add is None or not self.may(section.model, "add"):
            return ""
        begun = {section.starts: str(self.about.pk), **section.add}
        return f"{_admin_page(section.model, 'add')}?{urlencode(begun)}"


def _admin_page(model: type[Model], action: str, *args: Any) -> str:
    opts = model._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_{action}", args=args)


def page_of(record: Any) -> str:
    """Its dossier where there is one, else its record page."""
    if hasattr(record, "get_absolute_url"):
        return str(record.get_absolute_url())
    return _admin_page(type(record), "change", record.pk)

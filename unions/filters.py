"""Filters above the lists; each costs at most one query."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone

from unions.clock import today
from unions.dates import FIRST_YEAR, LAST_YEAR
from unions.models import Union
from unions.writings import Writing

__all__ = [
    "Choices",
    "EndFilter",
    "ExpiryFilter",
    "Rows",
    "StandingFilter",
    "TownFilter",
    "UnderUnion",
    "WrittenFilter",
    "YearFilter",
]

Choices = Iterable[tuple[str, str]]
Rows = QuerySet[Any]


class YearFilter(admin.SimpleListFilter):
    """The calendar year of one date column; subclasses name the column."""

    title = "年度"
    parameter_name = "year"
    field: ClassVar[str]

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        days = model_admin.get_queryset(request).dates(self.field, "year", order="DESC")
        return [(str(day.year), f"{day.year}年") for day in days]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        year = self.value() or ""
        if not year.isdecimal() or not FIRST_YEAR <= int(year[:5]) <= LAST_YEAR:
            return queryset
        return queryset.filter(**{f"{self.field}__year": year})


class UnderUnion(admin.SimpleListFilter):
    """Rows of one union and those below it; set by links such as the one from a union's page."""

    title = "工会"
    parameter_name = "union"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Only the union asked for: a town has some 200 of them. 404 when it is out of scope."""
        self.union = self._asked(request)
        return [(str(self.union.pk), self.union.name)] if self.union else []

    def queryset(self, request: HttpRequest, queryset: Any) -> Rows:
        rows: Rows = queryset.subtree_of(self.union) if self.union else queryset
        return rows

    def _asked(self, request: HttpRequest) -> Union | None:
        key = request.GET.get(self.parameter_name)
        if not key:
            return None
        visible = Union.objects.visible_to(request.user)
        if key.isdecimal() and (union := visible.filter(pk=key).first()):
            return union
        raise Http404


class TownFilter(admin.SimpleListFilter):
    """Towns of a county; shown only to those who see more than one."""

    title = "乡镇"
    parameter_name = "town"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        visible = Union.objects.visible_to(request.user)
        towns = visible.filter(kind=Union.Kind.TOWN)
        rows = [(str(pk), path, name) for pk, path, name in towns.values_list("pk", "path", "name")]
        self.paths = {key: path for key, path, _ in rows}
        return [(key, name) for key, _, name in rows] if len(rows) > 1 else []

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        path = self.paths.get(self.value() or "")
        return queryset.filter(path__startswith=path) if path else queryset


class StandingFilter(admin.SimpleListFilter):
    """Standing or dissolved as of today."""

    title = "状态"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("yes", "现有"), ("no", "已撤销")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Rows:
        rows: Rows = queryset
        if self.value() == "yes":
            rows = queryset.active_on(today())
        elif self.value() == "no":
            rows = queryset.filter(dissolved_on__lte=today())
        return rows


class EndFilter(admin.SimpleListFilter):
    """What ends soon or has ended, seen from today; subclasses name the column of the last day."""

    title = "到期"
    parameter_name = "expiry"
    field: ClassVar[str]
    word: ClassVar[str] = "到期"
    DAYS: ClassVar[dict[str, int]] = {"30": 30, "90": 90}

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        soon = [(key, f"{days}天内{self.word}") for key, days in self.DAYS.items()]
        return [*soon, ("past", f"已{self.word}")]

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        if self.value() == "past":
            return queryset.filter(**{f"{self.field}__lt": today()})
        if days := self.DAYS.get(self.value() or ""):
            span = (today(), today() + timedelta(days=days))
            return queryset.filter(**{f"{self.field}__range": span})
        return queryset


class ExpiryFilter(EndFilter):
    """Contracts that need renewing."""

    field = "expires_on"


class WrittenFilter(admin.SimpleListFilter):
    """What somebody stored at one go; set by links such as the one from the result of a sheet."""

    title = "存入"
    parameter_name = "written"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        """Only the writing asked for. 404 when the address names none."""
        asked = request.GET.get(self.parameter_name)
        try:
            self.writing = Writing.parse(asked) if asked else None
        except ValueError as error:
            raise Http404 from error
        if self.writing is None:
            return []
        moment = timezone.localtime(self.writing.until)
        return [(str(self.writing), f"{moment:%Y-%m-%d %H:%M}收的表")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Rows:
        rows: Rows = queryset.written_in(self.writing) if self.writing else queryset
        return rows

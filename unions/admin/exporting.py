"""导出 Excel on every list: the rows as filtered, searched and ordered, or only the ticked ones.

Exports are actions of the list, so that Django's own list tells which rows are meant.
"""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from unions.exporting.columns import all_columns, listed_columns, shown_columns
from unions.exporting.registers import Register, resource_of, set_up
from unions.exporting.workbooks import TooLong
from unions.filters import UnderUnion
from unions.models import Union
from unions.pages import XLSX, download_stream
from unions.permissions import granted_paths

if TYPE_CHECKING:
    from unions.admin.guarded import GuardedAdmin

    _Admin = GuardedAdmin
else:
    _Admin = object

__all__ = ["Exporting", "file_of"]

SEEN, ALL = "export_seen", "export_all"


class Exporting(_Admin):
    """Mixed into record pages."""

    export_words: ClassVar[dict[str, str]] = {  # in the menu of the button
        SEEN: "列表中的列",
        ALL: "全部列（可改后再收回）",
    }

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(granted_paths(request.user, self.opts, "export"))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Beside the list's own; none where a list only serves to choose a row."""
        found: dict[str, Any] = super().get_actions(request)
        is_popup = IS_POPUP_VAR in request.GET
        return found if is_popup else {**found, **self.export_actions(request)}

    def export_actions(self, request: HttpRequest) -> dict[str, Any]:
        """As Django keeps actions: (function, name, words)."""
        if not self.has_export_permission(request):
            return {}
        found = {SEEN: (_export_seen, SEEN, "导出所选")}
        if resource_of(self.model):
            found[ALL] = (_export_all, ALL, "导出所选（全部列）")
        return found

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With the button that exports the whole list."""
        words = {name: self.export_words[name] for name in self.export_actions(request)}
        return super().changelist_view(request, {"exports": words, **(extra_context or {})})

    def register(
        self, request: HttpRequest, queryset: Any, *, everything: bool, full_numbers: bool = False
    ) -> Register:
        """What is exported; of the list's rows those the user may export."""
        user: Any = request.user
        root, rows = self._root(request), queryset.visible_to(user, "export")
        union = self._asked_union(request) or root
        names = [str(name) for name in self.get_list_display(request)]
        kind = resource_of(self.model)
        if kind is None:
            columns = listed_columns(self, names)
            return Register(str(self.opts.verbose_name_plural), union, columns, rows)
        resource = set_up(kind, root, user)
        if everything:
            columns = all_columns(resource, self._hidden(request), full_numbers=full_numbers)
        else:
            columns = shown_columns(resource, self, names, full_numbers=full_numbers)
        rows = resource.for_export(rows)
        if all(column.is_known for column in columns):
            rows = rows.prefetch_related(None)  # what only the list's own columns ask for
        return Register(resource.register or resource.label, union, columns, rows)

    def _hidden(self, request: HttpRequest) -> set[str]:
        """Columns that this user does not see on the record's page either."""
        everything = set(flatten_fieldsets(self.fieldsets or ()))
        return everything - set(flatten_fieldsets(self.get_fieldsets(request)))

    def _root(self, request: HttpRequest) -> Union:
        """The topmost union whose records the user may export."""
        paths = granted_paths(request.user, self.opts, "export")
        if not paths:
            raise PermissionDenied
        return Union.objects.get(path=min(paths, key=len))

    def _asked_union(self, request: HttpRequest) -> Union | None:
        """The union the list is filtered by."""
        key = request.GET.get(UnderUnion.parameter_name, "")
        if UnderUnion not in self.get_list_filter(request) or not key:
            return None
        return Union.objects.visible_to(request.user).filter(pk=key).first()


@admin.action(description="导出所选")
def _export_seen(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponseBase | None:
    return file_of(request, model_admin.register(request, queryset, everything=False))


@admin.action(description="导出所选（全部列）")
def _export_all(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponseBase | None:
    return file_of(request, model_admin.register(request, queryset, everything=True))


def file_of(request: HttpRequest, register: Register) -> HttpResponseBase | None:
    """The download; None leads back to the list, as with Django's own actions."""
    try:
        return download_stream(register.file(), XLSX, register.file_name)
    except TooLong as error:
        messages.error(request, str(error))
        return None

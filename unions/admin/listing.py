"""The list behind a list page: addresses that say what they want, and enough rows for paper."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.http import HttpRequest

from unions.filters import WrittenFilter

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object

__all__ = ["UNFILTERED", "List", "ListOfWriting"]

UNFILTERED = f"?{SEARCH_VAR}="  # not quite empty: the default view does not step in


class List(ChangeList):
    """Links that take the last filter away lead to the whole list, not to the default view."""

    unfiltered = UNFILTERED

    def get_query_string(self, new_params: Any = None, remove: Any = None) -> str:
        asked = super().get_query_string(new_params, remove)
        return UNFILTERED if asked == "?" else asked

    @property
    def without_search(self) -> str:
        return self.get_query_string(remove=[SEARCH_VAR, PAGE_VAR])

    @property
    def only_search(self) -> str:
        """The same search in the whole list."""
        kept = [name for name in self.filter_params if name != SEARCH_VAR]
        return self.get_query_string(remove=[*kept, PAGE_VAR])


class ListOfWriting(_ModelAdmin):
    """A list that a link can narrow to what was stored at one go; nothing else shows it."""

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*super().get_list_filter(request), WrittenFilter)

"""The list behind a list page: addresses that say what they want, and enough rows for paper."""

from typing import Any

from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList

__all__ = ["UNFILTERED", "List"]

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

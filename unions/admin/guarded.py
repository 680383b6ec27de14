"""Pages that do not exist for those who may not see what is on them.

A record type the role may not see at all, and a record outside the user's scope, are answered with
404; a visible record with an action that is not allowed, with 403.
"""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import Http404, HttpRequest, HttpResponse

from unions.admin.links import KEY
from unions.admin.listing import List

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = admin.ModelAdmin

__all__ = ["GuardedAdmin"]


class GuardedAdmin(_ModelAdmin):
    """Asks ``has_view_permission`` before every page; lists stay within a few queries."""

    list_per_page = 50
    list_max_show_all = 1000  # rows on paper; on screen 全部显示 is offered for fewer
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # a count per filter choice costs a query each

    def require_role(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise Http404

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[List]:
        return List

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self.require_role(request)
        return super().changelist_view(request, extra_context)

    def response_action(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """The admin asks the database for whatever was ticked; what is no key fails there."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if not all(key and KEY.fullmatch(key) for key in ticked):
            raise Http404
        return super().response_action(request, *args, **kwargs)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.require_role(request)
        return super().changeform_view(request, *args, **kwargs)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self.require_role(request)
        return super().delete_view(request, object_id, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self.require_role(request)
        return super().history_view(request, object_id, extra_context)

"""Opens a list with its user's default view."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from reports.saved_views.lists import offered

__all__ = ["DefaultViewMiddleware"]


class DefaultViewMiddleware:
    """Only where the list is opened plainly; who clears the filters says so (UNFILTERED)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        page = getattr(view, "model_admin", None)
        if page is None or not request.user.is_authenticated or not _opens_list(request):
            return None
        mine = (
            view
            for view in offered(request, page.opts.label_lower)
            if view.is_default and view.user_id == request.user.pk
        )
        chosen = next(mine, None)
        return HttpResponseRedirect(f"{request.path}?{chosen.query}") if chosen else None


def _opens_list(request: HttpRequest) -> bool:
    match = request.resolver_match
    if request.method != "GET" or request.META.get("QUERY_STRING") or match is None:
        return False
    return (match.url_name or "").endswith("_changelist")

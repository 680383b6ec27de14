"""What of a list's address is worth keeping, and which list an address is of."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from reports.models import SavedView
from unions.admin.listing import UNFILTERED

__all__ = ["UNFILTERED", "address_of", "kept_query", "list_admin", "offered", "query_as_kept"]

DATE_PARTS = ("year", "month", "day")
MOST = 40  # of one list; more would bury the list itself


def list_admin(request: HttpRequest, record_type: str) -> Any:
    """The page of the record type (unions.union); 404 unless this user may open its list."""
    try:
        model = apps.get_model(record_type)
    except (LookupError, ValueError):
        raise Http404 from None
    if not admin.site.is_registered(model):
        raise Http404
    page = admin.site.get_model_admin(model)
    if not page.has_view_permission(request):
        raise Http404
    return page


def address_of(page: Any) -> str:
    return reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")


def query_as_kept(request: HttpRequest, page: Any, query: str) -> str:
    """The same query with what the list understands alone; "" when it understands nothing of it."""
    asked = copy(request)
    asked.method, asked.GET = "GET", QueryDict(query)
    try:
        return kept_query(page.get_changelist_instance(asked))
    except IncorrectLookupParameters:
        return ""


def kept_query(changes: Any) -> str:
    """Filters, search text and order in one fixed sequence; neither page number nor other words."""
    kept = QueryDict(mutable=True)
    for name in sorted({*_names(changes)}):
        values = [value for value in changes.filter_params.get(name, []) if value.strip()]
        kept.setlist(name, values)
    return kept.urlencode()


def offered(request: HttpRequest, record_type: str) -> list[SavedView]:
    """Those above this list, own and shared; asked of the database once a request."""
    found: list[SavedView] | None = getattr(request, "saved_views", None)
    if found is None:
        user: Any = request.user
        found = list(SavedView.objects.of_list(record_type).offered_to(user)[:MOST])
        request.saved_views = found  # type: ignore[attr-defined]
    return found


def _names(changes: Any) -> Iterator[str]:
    yield ORDER_VAR
    if changes.search_fields:
        yield SEARCH_VAR
    for spec in changes.filter_specs:
        yield from (name for name in spec.expected_parameters() if name)
    if changes.date_hierarchy:
        yield from (f"{changes.date_hierarchy}__{part}" for part in DATE_PARTS)

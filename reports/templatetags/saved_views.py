"""The bar of views above a list."""

from typing import Any

from django import template

from reports.saved_views.lists import UNFILTERED, kept_query, offered

register = template.Library()


@register.inclusion_tag("reports/_saved_views.html", takes_context=True)
def saved_views(context: Any, changes: Any) -> dict[str, Any]:
    """Own views and shared ones; the one whose filters the list shows now is marked."""
    request, now = context["request"], kept_query(changes)
    views = offered(request, changes.opts.label_lower)
    same = [view for view in views if view.query == now]
    own = next((view for view in same if view.user_id == request.user.pk), None)
    return {
        "views": views,
        "query": now,
        "current": own or next(iter(same), None),
        "own": own,
        "unfiltered": UNFILTERED,
        "record_type": changes.opts.label_lower,
        "user": request.user,
        "csrf_token": context.get("csrf_token"),
    }

"""Ways from a list to the grids: buttons above it, and bulk actions on the ticked rows."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from unions.grids.copies import MOST_CHOSEN

__all__ = ["copy_ticked"]

Action = Callable[[Any, HttpRequest, Any], HttpResponse | None]


def copy_ticked(grid: str, label: str) -> Action:
    """A bulk action that opens the preview of copies of the ticked rows."""

    @admin.action(description=label, permissions=["add"])
    def action(_owner: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        keys = [str(pk) for pk in queryset.order_by("pk").values_list("pk", flat=True)]
        if len(keys) > MOST_CHOSEN:
            words = f"一次最多办理{MOST_CHOSEN}条，勾选了{len(keys)}条，请先筛选再勾选。"
            messages.error(request, words)
            return None
        return HttpResponseRedirect(f"{reverse(f'grids:{grid}')}?rows={','.join(keys)}")

    action.__name__ = grid
    return action

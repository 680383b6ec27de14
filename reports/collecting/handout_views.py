"""下发表格: what goes out to the unions to be filled in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from reports.collecting.forms import offered, roots_for
from reports.collecting.handouts import template
from reports.collecting.views import collecting
from unions.pages import XLSX, download, shell_page

__all__ = ["blank_template", "page"]


@collecting
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    context = {"title": "下发表格", "templates": offered(user)}
    return shell_page(request, "collecting/handouts.html", context)


@collecting
@require_safe
def blank_template(request: HttpRequest, name: str) -> HttpResponse:
    """Its drop-downs are those of the first town the user collects for."""
    user: Any = request.user
    labels = offered(user)
    if name not in labels:
        raise Http404
    content = template(name, roots_for(user)[0], user)
    return download(content, XLSX, f"{labels[name]}填报表（模板）.xlsx")

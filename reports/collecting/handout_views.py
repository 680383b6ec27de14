"""下发表格: what goes out to the unions to be filled in."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from reports.collecting.forms import HandoutForm, offered, roots_for
from reports.collecting.handouts import prefilled_forms, template
from reports.collecting.views import collecting
from unions.dates import display_date
from unions.pages import XLSX, download, download_stream, shell_page

__all__ = ["blank_template", "page"]


@collecting
@require_safe
def page(request: HttpRequest) -> HttpResponseBase:
    """Asked for forms, it answers with them."""
    user: Any = request.user
    form = HandoutForm(user, request.GET if "resource" in request.GET else None)
    if form.is_valid():
        if answer := _forms(user, form.cleaned_data):
            return answer
        form.add_error("as_of", "这一天还没有一家基层工会，请核对日期。")
    context = {"title": "下发表格", "form": form, "templates": offered(user)}
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


def _forms(user: Any, asked: dict[str, Any]) -> FileResponse | None:
    name, root, day = asked["resource"], asked["root"], asked["as_of"]
    if (stream := prefilled_forms(name, root, user, day)) is None:
        return None
    label = f"{root.name}{offered(user)[name]}填报表（截至{display_date(day)}）.zip"
    return download_stream(stream, "application/zip", label)

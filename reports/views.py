"""Pages of the reports layer: preview and downloads, figures and the records behind them.

Every view takes its union, year and days from ScopeForm, which knows the user's rights; a union
outside them, or a paper the role may not see at all, is 404.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from reports.book import FigureBook
from reports.drilldown import drill_down, told_to
from reports.forms import ScopeForm
from reports.papers import download_name, paper, scope_query
from reports.reconciliation import findings
from reports.registry import UnknownFigure, registry
from reports.renderers import FORMATS
from reports.renderers.html import body_html
from reports.workbooks.county import county_workbook
from unions.models import User
from unions.pages import XLSX, download, shell_page
from unions.permissions import paths_granting
from unions.text import clean_line

__all__ = ["figure", "figures", "statistics", "statistics_file", "summary", "summary_file"]

SUMMARY, STATISTICS = "reports.summary", "reports.statistics"
SUMMARY_TITLE = "年度总结和下一年思路"
ScopedView = Callable[..., HttpResponse]


def scoped(record: str) -> Callable[[ScopedView], Callable[..., HttpResponse]]:
    """Gives the view a ScopeForm over the unions whose paper the user may see.

    404 for other unions.
    """

    def decorate(view: ScopedView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def checked(request: HttpRequest, **named: Any) -> HttpResponse:
            if not paths_granting(request.user, record):
                raise Http404
            asked = request.GET.dict()
            if record == SUMMARY:  # the annual paper is of a whole year
                asked = {key: asked[key] for key in asked if key not in {"span", "start", "end"}}
            form = ScopeForm(request.user, record, asked)  # type: ignore[arg-type]
            form.is_valid()
            if "union" in form.errors:
                raise Http404
            return view(request, form, **named)

        return admin.site.admin_view(checked)

    return decorate


@scoped(SUMMARY)
def summary(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """Preview of the annual summary: every figure opens its records as of the day."""
    context: dict[str, Any] = {"title": SUMMARY_TITLE, "form": form, "formats": FORMATS}
    if not form.errors:
        book, query = form.book, scope_query(form.book.scope)
        document = paper(book, link=partial(_records_page, query))
        context |= {"paper": body_html(document), "document": document, "query": query}
        context["findings"] = [finding for finding in findings(book) if finding.holds is False]
    return shell_page(request, "reports/summary.html", context)


@scoped(SUMMARY)
def summary_file(request: HttpRequest, form: ScopeForm, suffix: str) -> HttpResponse:
    """The paper as a file; wrong days are answered with the page that says so."""
    if form.errors:
        return shell_page(request, "reports/summary.html", {"title": SUMMARY_TITLE, "form": form})
    chosen = FORMATS[suffix]
    content = chosen.render(paper(form.book))
    name = download_name(form.book.scope, "工作总结", chosen.suffix)
    return download(content, chosen.content_type, name)


@scoped(STATISTICS)
def statistics(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """What the county workbook holds, before it is downloaded."""
    context: dict[str, Any] = {"title": "报县统计表", "form": form}
    if not form.errors:
        book = form.book
        context |= {"book": book, "query": scope_query(book.scope), "findings": findings(book)}
        context["unreported"] = book.reporting.silent()
    return shell_page(request, "reports/statistics.html", context)


@scoped(STATISTICS)
def statistics_file(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    if form.errors:
        return shell_page(request, "reports/statistics.html", {"title": "报县统计表", "form": form})
    name = download_name(form.book.scope, "统计表", ".xlsx")
    reader: Any = request.user
    return download(county_workbook(form.book, reader), XLSX, name)


@scoped(STATISTICS)
def figures(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """数据项一览: every figure of the scope with last year's and its definition."""
    context: dict[str, Any] = {"title": "数据项一览", "form": form}
    if not form.errors:
        rows = _figure_rows(form.book, request.user)  # type: ignore[arg-type]
        context |= {"rows": rows, "query": scope_query(form.book.scope)}
    return shell_page(request, "reports/figures.html", context)


@scoped(STATISTICS)
def figure(request: HttpRequest, form: ScopeForm, code: str) -> HttpResponse:
    """The records behind one figure, as of the day it was counted."""
    try:
        indicator = (registry if form.errors else form.book.catalogue).find(code)
    except UnknownFigure as unknown:
        raise Http404 from unknown
    context: dict[str, Any] = {"title": indicator.name, "form": form, "indicator": indicator}
    if not form.errors:
        reader: Any = request.user
        page, part = request.GET.get("page", "1"), clean_line(request.GET.get("part", ""))
        context |= drill_down(form.book, indicator, reader, page, part)
        context["query"] = scope_query(form.book.scope)
    return shell_page(request, "reports/figure.html", context)


def _records_page(query: str, code: str) -> str:
    return f"{reverse('reports:figure', args=[code])}?{query}"


def _figure_rows(book: FigureBook, user: User) -> list[dict[str, Any]]:
    return [
        {
            "figure": told_to(user, book, indicator.code),
            "previous": told_to(user, book.previous, indicator.code),
            "indicator": indicator,
        }
        for indicator in book.catalogue
    ]

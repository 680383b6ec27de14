"""核数 in the browser: one group of figures a page, typed totals in place, one save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from reports.book import FigureBook
from reports.figures import Figure
from reports.forms import ScopeForm
from reports.lines import LINES, figures_of
from reports.models import OwnFigure, ReportedFigure
from reports.papers import scope_query
from reports.reconciliation import Finding, findings, findings_about
from reports.registry import Indicator
from reports.verification.cells import Cell, cells_of, token_of
from reports.verification.main_figures import main_figures
from reports.verification.rows import Grid, Row
from reports.verification.storing import Outcome, store
from reports.views import STATISTICS, scoped
from unions.models import Union, User
from unions.pages import shell_page
from unions.permissions import Viewer, reaches
from unions.text import clean_line

__all__ = ["check_sheet", "grid", "main_figures_page"]

PER_PAGE = 40  # rows; keeps the page under 100 KB
ALL = "all"
GRID = "reports/verification.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which figures the page shows: a line of work, or those found by name; only odd ones."""

    line: str
    words: str
    only_odd: bool
    page: str

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Shown":
        line, known = asked.get("line", ""), {ALL, *(line.key for line in LINES)}
        return cls(
            line if line in known else LINES[0].key,
            clean_line(asked.get("q", "")),
            asked.get("only") == "odd",
            asked.get("page", "1"),
        )

    @property
    def query(self) -> str:
        asked = {"line": self.line, "q": self.words, "only": "odd" if self.only_odd else ""}
        return urlencode({key: value for key, value in asked.items() if value})

    def indicators(self, book: FigureBook) -> list[Indicator]:
        if self.words:
            return [each for each in book.catalogue if self.words in each.name]
        if self.line == ALL:
            return list(book.catalogue)
        return figures_of(book.catalogue, self.line)

    def rows(self, book: FigureBook, user: User) -> tuple[Page[Indicator], list[Row]]:
        """Only the rows of the page are computed, unless odd ones have to be looked for."""
        rows, found = Grid(book, user), self.indicators(book)
        if self.only_odd:
            found = [each for each in found if rows.row(each).is_odd]
        page = Paginator(found, PER_PAGE).get_page(self.page)
        return page, rows.rows(page.object_list)


@scoped(STATISTICS)
def grid(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """核数."""
    shown = Shown.of(request.GET.dict())
    context: dict[str, Any] = {"title": "核数", "form": form, "shown": shown, "lines": LINES}
    if form.errors:
        return shell_page(request, GRID, context)
    may_type = may_type_in(request.user, form.book.scope.root)
    context |= {"may_type": may_type, "query": scope_query(form.book.scope)}
    if request.method != "POST":
        page, rows = shown.rows(form.book, _user(request))
        context |= {"page": page, "cells": _cells(rows)}
        return shell_page(request, GRID, context | _checks(form.book))
    if not may_type:
        raise PermissionDenied
    return _save(request, form.book, context)


@scoped(STATISTICS)
def check_sheet(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """数据核对表: who provided each figure signs for it on paper."""
    shown = Shown.of({"line": ALL, **request.GET.dict()})
    context: dict[str, Any] = {"title": "数据核对表", "form": form, "shown": shown, "lines": LINES}
    if not form.errors:
        rows, catalogue = Grid(form.book, _user(request)), form.book.catalogue
        chosen = [line for line in LINES if shown.line in {ALL, line.key}]
        groups = [(line, rows.rows(figures_of(catalogue, line.key))) for line in chosen]
        context |= {"groups": groups, "query": scope_query(form.book.scope)}
    return shell_page(request, "reports/check_sheet.html", context)


@scoped(STATISTICS)
def main_figures_page(request: HttpRequest, form: ScopeForm) -> HttpResponse:
    """主要数字, for a phone."""
    context: dict[str, Any] = {"title": "主要数字", "form": form}
    if not form.errors:
        groups = list(main_figures(form.book, _user(request)))
        context |= {"groups": groups, "query": scope_query(form.book.scope)}
    return shell_page(request, "reports/main_figures.html", context)


def _save(request: HttpRequest, book: FigureBook, context: dict[str, Any]) -> HttpResponse:
    """Back to the grid; with faults the rows that were sent, as they were typed."""
    cells = cells_of(request.POST.dict())
    if not {cell.code for cell in cells} <= book.catalogue.indicators.keys():
        raise Http404
    user = _user(request)
    outcome = store(lambda: FigureBook(book.scope, book.catalogue), cells, user)
    if not outcome.is_refused:
        messages.success(request, _told(outcome))
        after = FigureBook(book.scope, book.catalogue)
        for finding in findings_about(after, outcome.codes):
            if finding.holds is False:
                messages.warning(request, _contradiction(after, finding))
        row = f"#row-{outcome.codes[0]}" if outcome.codes else ""
        return HttpResponseRedirect(request.get_full_path() + row)
    rows = Grid(book, user).rows(book.catalogue.indicators[cell.code] for cell in cells)
    context |= {"cells": list(zip(rows, cells, strict=True)), "common": request.POST.get("source")}
    context["faults"] = [(row, cell) for row, cell in context["cells"] if cell.faults]
    status = 409 if any(cell.is_stale for cell in cells) else 200
    return shell_page(request, GRID, context | _checks(book), status)


def _contradiction(book: FigureBook, finding: Finding) -> str:
    figures = _figures_in(book, finding)
    told = "、".join(f"{figure.name}{figure.display}{figure.unit}" for figure in figures)
    return f"已经保存，但互相矛盾：{told}。{finding.rule.message}"


def _told(outcome: Outcome) -> str:
    parts = []
    if outcome.saved:
        parts.append(f"已保存{len(outcome.saved)}个手工填报数")
    if outcome.withdrawn:
        withdrawn = len(outcome.withdrawn)
        parts.append(f"已撤回{withdrawn}个手工填报数，原来填的可在修改记录里查到")
    return f"{'，'.join(parts)}。" if parts else "没有改动，不用保存。"


def _user(request: HttpRequest) -> User:
    user: Any = request.user
    return user  # type: ignore[no-any-return]  # admin_view lets only ours in


def may_type_in(user: Viewer, root: Union) -> bool:
    return reaches(user, ReportedFigure, root, "change")


def _cells(rows: Iterable[Row]) -> list[tuple[Row, Cell]]:
    return [(row, _as_stored(row)) for row in rows]


def _as_stored(row: Row) -> Cell:
    seen = token_of(tuple((entry.pk, entry.version) for entry in row.entries))
    return Cell(row.indicator.code, row.typed_text, row.sources, seen)


def _checks(book: FigureBook) -> dict[str, Any]:
    """审核关系 that do not hold, with the figures they speak of; own figures without a name."""
    failing = [finding for finding in findings(book) if finding.holds is False]
    shadowed = [own for own in OwnFigure.objects.known_at(book.scope.root) if own.is_shadowed]
    return {
        "shadowed": shadowed,
        "failing": [(finding, _figures_in(book, finding)) for finding in failing],
    }


def _figures_in(book: FigureBook, finding: Finding) -> list[Figure]:
    return [book.figure(code) for code in (*finding.rule.left, *finding.rule.right)]

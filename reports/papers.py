"""Papers of a figure book: the document an outline writes, and how its file is named."""

from collections.abc import Callable
from urllib.parse import urlencode

from reports.book import FigureBook
from reports.document import Document
from reports.figures import Scope
from reports.outlines import DEFAULT_OUTLINE, OUTLINES
from reports.periods import Period, span_of
from reports.writing import write_document
from unions.clock import today

__all__ = ["download_name", "paper", "scope_query"]


def paper(
    book: FigureBook, outline: str = DEFAULT_OUTLINE, link: Callable[[str], str] | None = None
) -> Document:
    """The draft of today; issuing will freeze it."""
    return write_document(OUTLINES[outline], book, created_on=today(), link=link)


def scope_query(scope: Scope) -> str:
    """The scope as a query string, the same for preview, figures and downloads."""
    days = {"as_of": scope.as_of.isoformat(), "until": scope.events_until.isoformat()}
    part = {"span": span} if (span := span_of(scope.period)) else {}
    if not span and scope.period != Period.for_year(scope.period.year):
        part = {"start": scope.period.start.isoformat(), "end": scope.period.end.isoformat()}
    return urlencode({"union": scope.root.code, "year": scope.period.year, **part, **days})


def download_name(scope: Scope, kind: str, suffix: str) -> str:
    """示范镇总工会2009年工作总结(草稿1105).docx.

    What it is and of which day, for folders full of drafts.
    """
    return f"{scope.root.name}{scope.period}{kind}(草稿{today():%m%d}){suffix}"

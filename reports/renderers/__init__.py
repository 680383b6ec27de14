"""Renderers of papers, by format."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.module_loading import import_string

from reports.document import Document

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format of papers.

    The function is named, not imported: WeasyPrint alone would add 0.7 s to every command.
    """

    suffix: str
    content_type: str
    function: str

    def render(self, document: Document) -> bytes:
        """The whole file; text formats come as UTF-8."""
        function: Callable[[Document], bytes | str] = import_string(self.function)
        content = function(document)
        return content.encode() if isinstance(content, str) else content


FORMATS: dict[str, Format] = {
    "pdf": Format(".pdf", "application/pdf", "reports.renderers.pdf.render_pdf"),
    "docx": Format(
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "reports.renderers.docx.render_docx",
    ),
    "html": Format(".html", "text/html; charset=utf-8", "reports.renderers.html.page_html"),
    "txt": Format(".txt", "text/plain; charset=utf-8", "reports.renderers.txt.render_txt"),
}

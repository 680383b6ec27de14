"""Papers as PDF. With its neighbours ``justify`` and ``weasy`` all that knows WeasyPrint.

Nothing is fetched but the packaged font files: a text that holds markup or addresses is printed
as it stands.
"""

import threading
from functools import lru_cache
from typing import Any

from reports import fonts
from reports.document import Document
from reports.renderers import justify
from reports.renderers.html import page_html
from reports.renderers.weasy import HTML, FontConfiguration, URLFetcher, URLFetcherResponse

__all__ = ["render_pdf"]

VARIANT = "pdf/a-2u"  # for the archive: every font embedded, every sign with its Unicode

# Threads of one server share the font configuration, and Pango's font map is not made for that.
_LOCK = threading.Lock()

justify.install()


class PackagedFonts(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the installed font files by their own scheme and refuses everything else."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(fonts.URL_SCHEME,), allow_redirects=False)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        path = fonts.face_urls().get(url)
        if path is None:
            raise ValueError(f"Refused address: {url}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/otf"})


@lru_cache(maxsize=2)
def _font_configuration(directory: str) -> FontConfiguration:
    """One per process and font directory: a new one for each paper would leak some 180 MB."""
    return FontConfiguration()


def render_pdf(document: Document) -> bytes:
    """The paper as PDF/A-2u. The same document gives the same bytes, on any day."""
    page = page_html(document)
    with _LOCK:
        content: bytes = HTML(string=page, url_fetcher=PackagedFonts()).write_pdf(
            font_config=_font_configuration(str(fonts.font_dir())),
            pdf_variant=VARIANT,
        )
    return content

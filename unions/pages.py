"""What every app answers with: a page inside the ledger's shell, or a file to keep."""

from collections.abc import Mapping
from typing import IO, Any

from django.contrib import admin
from django.http import FileResponse, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

__all__ = ["XLSX", "download", "download_stream", "shell_page"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def shell_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], status: int = 200
) -> TemplateResponse:
    """The template with menu, account and alerts around it."""
    shell = admin.site.each_context(request)
    return TemplateResponse(request, template, {**shell, **context}, status=status)


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Saved under its Chinese name, kept by no cache, and taken for nothing else."""
    return HttpResponse(content, headers=_headers(content_type, name))


def download_stream(stream: IO[bytes], content_type: str, name: str) -> FileResponse:
    """As `download`, in pieces; the stream is closed when the last one is sent."""
    headers = _headers(content_type, name)
    del headers["Content-Type"]  # FileResponse guesses one unless it is told so
    return FileResponse(stream, content_type=content_type, headers=headers)


def _headers(content_type: str, name: str) -> dict[str, str]:
    return {
        "Content-Type": content_type,
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }

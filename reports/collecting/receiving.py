"""Files on their way in: many in one request, held in memory only.

Sheets hold ID numbers and must not lie open in a temporary file; what is too much for the memory
is not taken in at all, and the form says so.
"""

from typing import Any

from django import forms
from django.core.files.uploadhandler import MemoryFileUploadHandler, SkipFile
from django.http import HttpRequest

from unions.importing.parcels import MAX_FILES, MAX_PARCEL

__all__ = ["ManyFilesField", "ManyFilesInput", "SheetsInMemory", "refusal"]

MAX_REQUEST = MAX_PARCEL + 4 * 2**20  # with the form around the files


class SheetsInMemory(MemoryFileUploadHandler):
    """Takes files in up to the limits; ``request.left_out`` says why others were not."""

    files = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        self.activated = content_length <= MAX_REQUEST
        if not self.activated:
            self._leave_out(f"这次交的文件一共 {content_length / 2**20:.0f} MB，一次最多收 "
                            f"{MAX_PARCEL // 2**20} MB，请分几次收。")  # fmt: skip

    def new_file(self, *args: Any, **options: Any) -> None:
        self.files += 1
        if self.files > MAX_FILES:
            self._leave_out(f"一次最多收 {MAX_FILES} 个文件，请分几次收。")
            raise SkipFile
        if not self.activated:
            raise SkipFile
        super().new_file(*args, **options)

    def _leave_out(self, reason: str) -> None:
        if self.request is not None:
            self.request.left_out = reason  # type: ignore[attr-defined]


def refusal(request: HttpRequest) -> str:
    """Why files of this request were not taken in, or ""."""
    return getattr(request, "left_out", "")


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """All files chosen, as a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list) else [data]
        if not files or files == [None]:
            return super().clean(None, initial)
        return [super(ManyFilesField, self).clean(one, initial) for one in files]

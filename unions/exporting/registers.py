"""An exported list as a file: anonymous while it is written, gone when it is closed."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings

from unions.clock import today
from unions.crypto import steady_keys
from unions.dates import display_date
from unions.exporting.columns import Column
from unions.exporting.workbooks import Cell, Sheet, write_workbook
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.drafts import Assumed
from unions.importing.resources import SheetResource
from unions.models import Union, User

__all__ = ["Register", "resource_of", "set_up"]

CHUNK = 2000  # rows held at a time


def resource_of(model: type[Any]) -> type[SheetResource] | None:
    """The Resource that could bring records of this type in again."""
    return next((r for r in importable().values() if r._meta.model is model), None)


def set_up(resource: type[SheetResource], root: Union, user: User) -> SheetResource:
    """For the way out: nothing is looked up by name there."""
    nobody = UnionDirectory(Union.objects.none())
    return resource(Assumed(root, nobody, None, today(), (today(), today()), user))


@dataclass(frozen=True)
class Register:
    """Rows of one record type under one union, as of today."""

    name: str  # 会员名册
    union: Union
    columns: Sequence[Column]
    rows: Any  # a QuerySet in the order of the list

    @property
    def file_name(self) -> str:
        return f"{self.name}（{self.union.name}）{today():%Y-%m-%d}.xlsx"

    def file(self) -> IO[bytes]:
        """The workbook, ready to be read; it has no name on the disk and is never left behind."""
        stream = tempfile.TemporaryFile(dir=_folder())  # noqa: SIM115 - the response closes it
        try:
            with steady_keys():
                write_workbook(stream, self._sheet(), self._cells())
        except BaseException:
            stream.close()
            raise
        stream.seek(0)
        return stream

    def _sheet(self) -> Sheet:
        title = f"{self.union.name}{self.name}"
        headings = [column.heading for column in self.columns]
        return Sheet(self.name, title, f"导出日期：{display_date(today())}", headings)

    def _cells(self) -> Iterator[list[Cell]]:
        columns = [(column.read, column.render) for column in self.columns]
        for record in self.rows.iterator(chunk_size=CHUNK):
            yield [render(read(record)) if render else read(record) for read, render in columns]


def _folder() -> Path:
    """Of the ledger's own: whoever may read it may read the ledger anyway."""
    path: Path = settings.SHEET_FOLDER
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path

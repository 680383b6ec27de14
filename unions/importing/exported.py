"""What a record type says of its way out; the columns are those of its way in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

__all__ = ["Exported"]


class Exported:
    """The part of a SheetResource that exports read.

    A column that is no field of the record is exported by a method ``export_<column>(record)``.
    """

    register: ClassVar[str] = ""  # what the file is called; the record type's name when empty
    seen_as: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # columns of the list by another name
    if TYPE_CHECKING:

        def union_of(self, record: Any) -> Any: ...

    not_exported: ClassVar[frozenset[str]] = frozenset()  # what stands in records of its own

    def for_export(self, rows: Any) -> Any:
        """The rows with all that their columns ask for, so that no row asks the database."""
        return rows

    def union_name(self, record: Any) -> str | None:
        """What stands in the column of the union."""
        union = self.union_of(record)
        return None if union is None else union.name

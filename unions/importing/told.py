"""How a row that would be stored is told in words, before anybody confirms it."""

from collections.abc import Collection, Container
from typing import Any, ClassVar

from unions.importing.drafts import Draft

__all__ = ["NOT_TOLD", "Told"]

NOT_TOLD = "（表里没有）"


class Told:
    """The part of a SheetResource that previews read."""

    fields: ClassVar[Any]
    derived: ClassVar[frozenset[str]] = frozenset({"sex", "birth_on"})  # from the ID number
    dated: ClassVar[tuple[str, ...]]

    @classmethod
    def is_dated_by_sheet(cls, names: Collection[str]) -> bool:
        """Whether rows with these columns take a day or period from the title."""
        return not set(cls.dated) <= set(names)

    def value_of(self, record: Any, name: str) -> Any:
        raise NotImplementedError

    def call(self, record: Any) -> str:
        """What a clerk calls the record."""
        return str(record)

    def in_words(self, draft: Draft) -> list[tuple[str, str]]:
        """Column and value of all that a new row would store; personal numbers masked."""
        return self.words_of(draft.record, self.fields, draft.values)

    def words_of(self, record: Any, names: Any, said: Container[str]) -> list[tuple[str, str]]:
        """``said``: the columns that the row tells; what we put into others is marked."""
        told = []
        for name in names:
            column = self.fields[name]
            if column.attribute and (text := column.widget.show(self.value_of(record, name))):
                is_said = name in said or name in self.derived
                told.append((column.column_name, text if is_said else f"{text}{NOT_TOLD}"))
        return told

    def besides(self, draft: Draft) -> str:
        """What else is made with a new record, or ""."""
        return ""

"""Who may be meant by a row, or by a file, that tells no ID number: by name and birth date."""

from collections.abc import Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from members.models import Member
from unions.batches import batches
from unions.importing.drafts import Draft
from unions.importing.second_keys import SecondKeys
from unions.validators import birth_date_of

__all__ = ["Likeness"]


class Likeness(SecondKeys):
    """The part of the members' Resource that finds people a second way."""

    number_column: ClassVar[str] = "id_number"

    if TYPE_CHECKING:

        def rows(self) -> Any: ...

    def place_of(self, draft: Draft) -> Hashable | None:
        name = draft.values.get("name")
        is_hidden = any(column == "id_number" for column, _mask in draft.masked)
        return (draft.union.pk, name) if name and draft.union and not is_hidden else None

    def place_of_record(self, record: Member) -> Hashable:
        return (record.union_id, record.name)

    def like(self, drafts: Sequence[Draft]) -> Iterator[Member]:
        unions = {draft.union.pk for draft in drafts if draft.union}
        for some in batches(sorted({draft.values["name"] for draft in drafts})):
            rows = self.rows().filter(union__in=unions, name__in=some)
            yield from rows.select_related("union")

    def fits(self, draft: Draft, record: Member) -> bool:
        """Who was born on the same day is the same; where that is not told, of the same sex."""
        number, sex = draft.values.get("id_number"), draft.values.get("sex")
        born = birth_date_of(number) if number else draft.values.get("birth_on")
        if number and record.id_hash:
            return False
        if born and record.birth_on:
            return bool(born == record.birth_on)
        return sex is None or sex == record.sex

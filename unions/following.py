"""Dates worked out from other fields: they follow a correction unless somebody typed another.

Reminders are made of these dates; one left behind by a corrected election would remind too early
or too late.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models

from unions.dates import display_date

__all__ = ["FollowingDate"]


class FollowingDate(models.Model):
    """Mixed into a record; its ``clean`` calls ``follow`` and its warnings tell what came of it."""

    FOLLOWING: ClassVar[str]  # the name of the date
    _read: tuple[date | None, date | None] | None = None  # it and the worked-out one, as stored

    class Meta:
        abstract = True

    def worked_out(self) -> date | None:
        """The date as the other fields would have it."""
        raise NotImplementedError

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are of a later Django
        cls, db: str | None, field_names: Collection[str], values: Sequence[Any]
    ) -> Self:
        row = super().from_db(db, field_names, values)
        if not row.get_deferred_fields():
            row._read = row._date, row.worked_out()
        return row

    @property
    def _date(self) -> date | None:
        day: date | None = getattr(self, self.FOLLOWING)
        return day

    def follow(self) -> None:
        """Fills the date where it is blank, and moves it where it was worked out before."""
        was_worked_out = self._read is not None and self._read[0] == self._read[1]
        is_as_read = self._read is not None and self._read[0] == self._date
        if self._date is None or (was_worked_out and is_as_read):
            setattr(self, self.FOLLOWING, self.worked_out())

    def warnings(self) -> list[str]:
        """Told once, after the saving that changed what the date is worked out from."""
        expected, day = self.worked_out(), self._date
        if not (self._read and expected and day) or expected == self._read[1]:
            return []
        label = self._meta.get_field(self.FOLLOWING).verbose_name  # type: ignore[union-attr]
        if day == expected:
            return [f"{label}按改正后的内容推算，现在是{display_date(day)}。"]
        if day != self._read[0]:
            return []
        wanted = display_date(expected)
        return [f"{label}仍是{display_date(day)}，按改正后的内容推算是{wanted}，请核对。"]

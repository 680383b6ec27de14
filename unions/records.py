"""What every record inherits: union, version against lost updates, authorship, history, scope.

A record is counted and seen through its union. Stocks at a past day are computed from dates, so
nothing here keeps "current" flags.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.base import ModelState

from unions.bulk_rows import locked_and_moved, write_changed, write_new
from unions.history_rows import History, copy_to_history
from unions.permissions import Viewer, granted_paths
from unions.writings import Writing

if TYPE_CHECKING:
    from unions.models import Union

__all__ = [
    "Part",
    "Record",
    "RecordManager",
    "RecordQuerySet",
    "ScopedManager",
    "ScopedQuerySet",
    "StaleRecord",
    "Tracked",
]

S = TypeVar("S", bound=models.Model)
M = TypeVar("M", bound="Tracked")


class StaleRecord(Exception):
    """Somebody else saved this record since it was opened (刚被×××改过)."""

    def __init__(self, record: Tracked) -> None:
        super().__init__(f"{record._meta.verbose_name}刚被别人改过，请核对后重新保存。")
        self.record = record


class ScopedQuerySet(models.QuerySet[S]):
    """Every row belongs to a union; these are the only two ways to narrow rows by it."""

    def subtree_of(self, root: Union) -> Self:
        """Rows of ``root`` and of every union below it."""
        return self.under([root.path])

    def visible_to(self, user: Viewer, action: str = "view") -> Self:
        """Rows on which a role of the user grants ``action``; none without a role."""
        return self.under(granted_paths(user, self.model._meta, action))

    def under(self, paths: Iterable[str]) -> Self:
        """Rows of the unions at these paths and of every union below them."""
        scope: str = self.model.SCOPE  # type: ignore[attr-defined]  # Part and Tracked have it
        lookup = f"{scope}__path" if scope else "path"
        condition = Q(pk__in=[])
        for path in paths:
            condition |= Q(**{f"{lookup}__startswith": path})
        return self.filter(condition)


class RecordQuerySet(ScopedQuerySet[M]):
    """Bulk writes that advance the version and leave the same history as single ones."""

    def written_in(self, writing: Writing) -> Self:
        """Those stored then and there, whatever became of them since."""
        history: Any = self.model.history.model
        moments = {"history_date__gte": writing.since, "history_date__lte": writing.until}
        written = history.objects.filter(history_user=writing.user, **moments)
        return self.filter(pk__in=written.order_by().values(self.model._meta.pk.name))

    def update(self, **changes: Any) -> int:
        with transaction.atomic():
            keys = list(self.order_by().values_list("pk", flat=True))
            count = super().update(version=F("version") + 1, **changes)
            written = self.model._base_manager.filter(pk__in=keys).only("pk")
            self._write_history(written, update=True)
        return count

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_create(self, objs: Iterable[M], *args: Any, **options: Any) -> list[M]:
        with transaction.atomic():
            created = super().bulk_create(objs, *args, **options)
            self._write_history(created, update=False)
        return created

    def bulk_update(
        self, objs: Iterable[M], fields: Iterable[str], batch_size: int | None = None
    ) -> int:
        rows = list(objs)
        with transaction.atomic():  # on the plain manager: Django's own calls update() per batch
            plain = self.model._base_manager.all()
            count = plain.bulk_update(rows, fields, batch_size=batch_size)
            plain.filter(pk__in=[row.pk for row in rows]).update(version=F("version") + 1)
            for row in rows:
                row.version += 1
            self._write_history(rows, update=True)
        return count

    def save_together(self, rows: Iterable[M]) -> None:
        """Stores new rows and stored ones whole, each as save() would: all, or StaleRecord.

        A few statements for any number of rows. They must have been validated and signed, and
        derived columns that the model's own save() sets must have been set. As after save(), the
        rows are not put back when a transaction around this one is.
        """
        new: list[M] = []
        stored: list[M] = []
        for row in rows:
            (new if row._state.adding else stored).append(row)
        stored.sort(key=lambda row: int(row.pk))  # two who store wait, never for ever
        self._for_write = True
        with transaction.atomic():
            if moved := locked_and_moved(self.model, stored, self.db):
                raise StaleRecord(moved)
            write_new(self.model, new, self.db)
            if write_changed(self.model, stored, self.db) != len(stored):
                raise StaleRecord(stored[0])  # one of them stands there twice
            for row in stored:
                row.version += 1
            self._write_history(new, update=False)
            self._write_history(stored, update=True)

    def _write_history(self, rows: Iterable[M], *, update: bool) -> None:
        copy_to_history(self.model, rows, self.db, update=update)


ScopedManager = models.Manager.from_queryset(ScopedQuerySet)
RecordManager = models.Manager.from_queryset(RecordQuerySet)


class Part(models.Model):
    """A row inside another record (a covered employer, a prize): seen, changed and told with it."""

    SCOPE: ClassVar[str]

    objects = ScopedManager()

    class Meta:
        abstract = True


class Tracked(models.Model):
    """Version, authorship and history.

    The base of Union and of rows that belong to another record.
    """

    SCOPE: ClassVar[str] = "union"  # path of lookups from the row to its union

    version = models.PositiveIntegerField("版本", default=1, editable=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="登记人",
    )
    updated_at = models.DateTimeField("修改时间", auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="修改人",
    )
    # The reason also tells what changed in the rows inside a record (Part), which have no history.
    history: ClassVar[Any] = History(
        inherit=True, history_change_reason_field=models.TextField(null=True)
    )
    objects = RecordManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        """StaleRecord when the stored version is no longer the one this row was read at."""
        if self._state.adding:
            super().save(*args, **options)
            return
        with transaction.atomic():
            self._claim_version()
            if (only := options.get("update_fields")) is not None:
                options["update_fields"] = {*only, "version", "updated_at"}
            super().save(*args, **options)

    def _claim_version(self) -> None:
        same = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not same.update(version=F("version") + 1):
            raise StaleRecord(self)
        self.version += 1

    @classmethod
    def blank(cls) -> Self:
        """A new row with its defaults, in a twentieth of the constructor's time: a sheet has
        thousands of rows. TypeError of a model whose defaults are made anew for every row."""
        made = cls.__new__(cls)
        made.__dict__ = _pattern(cls).__dict__.copy()  # its keys stay shared, as the memory's worth
        made._state = ModelState()
        return made

    def sign(self, user: Any) -> None:
        """Says who saves it; of a new one, who made it."""
        self.updated_by = user
        if self._state.adding:
            self.created_by = user

    def warnings(self) -> list[str]:
        """What looks wrong but may be right; shown after saving, never refused."""
        return []

    @classmethod
    def warnings_of(cls, rows: Iterable[Self]) -> list[list[str]]:
        """The warnings of many rows; overridden where one row's would ask the database."""
        return [row.warnings() for row in rows]


@cache
def _pattern(model: type[M]) -> M:
    if made := [f.name for f in model._meta.fields if f.has_default() and callable(f.default)]:
        raise TypeError(f"{model._meta.label} makes {made} anew for every row")
    return model()


class Record(Tracked):
    """A record kept under one union."""

    union = models.ForeignKey(
        "unions.Union", models.PROTECT, verbose_name="所属工会", related_name="%(class)ss"
    )

    class Meta:
        abstract = True

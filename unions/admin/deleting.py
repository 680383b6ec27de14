"""Deleting a record: files go with it, what stands in the way is counted, what is lost is told."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from django.contrib.admin.utils import NestedObjects
from django.db import router, transaction
from django.http import HttpRequest

from unions.attachments import discard, files_of
from unions.undo import lost_parts

if TYPE_CHECKING:
    from unions.admin.guarded import GuardedAdmin

    _Admin = GuardedAdmin
else:
    _Admin = object

__all__ = ["Deleting"]


class Deleting(_Admin):
    """Mixed into record pages."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        with transaction.atomic():
            key, lost = obj.pk, list(lost_parts(obj))
            discard(files_of(obj))
            super().delete_model(request, obj)
            self._note_lost(key, lost)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        with transaction.atomic():
            lost = {record.pk: list(lost_parts(record)) for record in queryset}
            for record in queryset:
                discard(files_of(record))
            super().delete_queryset(request, queryset)
            for key, lines in lost.items():
                self._note_lost(key, lines)

    def _note_lost(self, key: Any, lines: list[str]) -> None:
        """Into the history of the deleted record, where 最近删除 reads it."""
        if lines and (state := self.model.history.filter(id=key, history_type="-").first()):
            state.history_change_reason = "\n".join(lines)
            state.save(update_fields=["history_change_reason"])

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What stands in the way is counted by kind instead of listed one by one."""
        nested, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return nested, counts, lacking, _obstacles(objs) if protected else []


def _obstacles(objs: Any) -> list[str]:
    collector = NestedObjects(using=router.db_for_write(objs[0]._meta.model))
    collector.collect(objs)
    kinds = Counter(str(row._meta.verbose_name) for row in collector.protected)
    return [f"{kind}{count}条：请先删除或改到别处，再删除这一条。" for kind, count in kinds.items()]

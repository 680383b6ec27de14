"""Writes that touch more than one record."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from unions.models import Union
from unions.records import StaleRecord

__all__ = ["save_in_tree"]


def save_in_tree(union: Union) -> int:
    """Saves a union; under a new parent its subtree moves too. Returns how many unions moved along.

    The rows below keep their own parent; only their paths, and with them the scope of every record
    under them, change. Raises StaleRecord when the union was saved by somebody else meanwhile, or
    the new parent was moved below it.
    """
    with transaction.atomic():
        _lock_tree()
        before = Union.objects.filter(pk=union.pk).values_list("path", flat=True).first()
        if union.parent_id:
            union.parent = Union.objects.get(pk=union.parent_id)
        if before and union.parent and union.parent.path.startswith(before):
            raise StaleRecord(union)
        union.save()
        if before is None or before == union.path:
            return 0
        tail = Substr("path", len(before) + 1)
        below = Union.objects.filter(path__startswith=before).exclude(pk=union.pk)
        return below.update(path=Concat(Value(union.path), tail))


def _lock_tree() -> None:
    """One change of the tree at a time: paths and the next free code are read, then written."""
    list(Union.objects.select_for_update(no_key=True).filter(parent=None).values_list("pk"))

"""Writes that touch more than one record."""

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from unions.models import Union

__all__ = ["save_in_tree"]


def save_in_tree(union: Union) -> int:
    """Saves a union; under a new parent its subtree moves too. Returns how many unions moved along.

    The rows below keep their own parent; only their paths, and with them the scope of every record
    under them, change. Raises StaleRecord when the union was saved by somebody else meanwhile.
    """
    with transaction.atomic():
        stored = Union.objects.select_for_update().filter(pk=union.pk)
        before = stored.values_list("path", flat=True).first()
        union.save()
        if before is None or before == union.path:
            return 0
        tail = Substr("path", len(before) + 1)
        below = Union.objects.filter(path__startswith=before).exclude(pk=union.pk)
        return below.update(path=Concat(Value(union.path), tail))

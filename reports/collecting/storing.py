"""Storing what was shown: one file in one transaction, once, whoever clicks how often."""

from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.utils import timezone

from reports.collecting.orders import order_of, refused_workbook
from reports.collecting.results import result_of
from reports.models import Upload
from unions.importing.orders import Order
from unions.importing.plans import Moved, Plan, as_shown, store
from unions.records import StaleRecord

__all__ = ["store_upload"]


def store_upload(
    upload: Upload,
    digest: str,
    *,
    partial: bool,
    order: Callable[[Upload], Order] = order_of,
) -> Plan | None:
    """The plan as it was stored; None when a second click finds the file stored already.

    Moved and StaleRecord when the records are no longer what was shown. Without ``partial`` a plan
    with refused rows stores nothing.
    """
    try:
        return _store(upload, digest, order, partial=partial)
    except (Moved, StaleRecord, IntegrityError, FileNotFoundError) as error:
        if _is_stored(upload):
            return None
        if isinstance(error, IntegrityError):  # somebody else stored the same meanwhile
            raise Moved from error
        raise


def _store(
    upload: Upload, digest: str, order: Callable[[Upload], Order], *, partial: bool
) -> Plan | None:
    """Planned before the transaction, which keeps every other writer waiting."""
    if _is_stored(upload):
        return None
    rows = Upload.objects.select_related("user", "root", "union", "guessed")
    plan = as_shown(order(rows.get(pk=upload.pk)), digest)
    if plan.refused and not partial:
        return plan
    refused = refused_workbook(plan) if plan.refused else None
    with transaction.atomic():
        if Upload.objects.select_for_update().get(pk=upload.pk).result is not None:
            raise Moved
        since = timezone.now()
        store(plan)
        upload.result = result_of(plan, upload, since)
        upload.save(update_fields=["result"])
        if refused is not None:
            upload.keep_refused(refused)
    upload.discard()  # the sheet itself is no longer needed; its refused rows live on for the hour
    return plan


def _is_stored(upload: Upload) -> bool:
    upload.result = Upload.objects.get(pk=upload.pk).result
    return upload.result is not None

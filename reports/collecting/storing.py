"""Storing what was shown: one file in one transaction, once, whoever clicks how often."""

from collections.abc import Callable

from django.db import IntegrityError, transaction

from reports.collecting.orders import order_of, refused_workbook
from reports.models import Upload
from unions.importing.plans import Moved, Order, Plan, confirm

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
        with transaction.atomic():
            rows = Upload.objects.select_related("user", "root", "union", "guessed")
            kept = rows.select_for_update(of=("self",)).get(pk=upload.pk)
            if kept.result is not None:
                upload.result = kept.result
                return None
            plan = confirm(order(kept), digest, partial=partial)
            if plan.refused and not partial:
                return plan
            upload.result = plan.counts
            upload.save(update_fields=["result"])
            if plan.refused:
                upload.keep_refused(refused_workbook(plan))
    except IntegrityError as error:  # somebody else stored the same meanwhile
        upload.result = None
        raise Moved from error
    upload.discard()  # the sheet itself is no longer needed; its refused rows live on for the hour
    return plan

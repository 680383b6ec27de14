"""说明后通过: letting rows pass a check with a reason, and taking that back."""

import re
from datetime import date
from typing import Any

from django import forms
from django.db import transaction

from reports.data_checks.check import Check
from reports.models import Waiver
from unions.fields import CleanLineFormField
from unions.models import Union, User

__all__ = ["WaiveForm", "waive"]


class WaiveForm(forms.Form):
    """The rows ticked and the reason.

    A tick tells the row and the state the page showed it in ("12:3/7"), so that nobody lets pass
    what somebody else changed meanwhile.
    """

    rows = forms.Field(
        label="记录",
        widget=forms.MultipleHiddenInput,
        error_messages={"required": "请先在要通过的记录前打勾。"},
    )
    reason = CleanLineFormField(
        label="说明",
        max_length=200,
        error_messages={"required": "请写明为什么可以通过。"},
    )

    def __init__(self, check: Check, root: Union, day: date, data: Any = None) -> None:
        super().__init__(data)
        self.open = check.open(root, day)

    def clean_rows(self) -> list[Any]:
        seen = dict(tick.partition(":")[::2] for tick in self.cleaned_data["rows"])
        if not all(re.fullmatch("[0-9]{1,18}", key) for key in seen):
            raise forms.ValidationError("打勾的记录不存在，请重新核对后再办。")
        rows = list(self.open.filter(pk__in=seen))
        if {str(row.pk): row.stamp for row in rows} != seen:
            raise forms.ValidationError("打勾的记录刚有变动，请重新核对后再办。")
        return rows


def waive(check: Check, rows: Any, reason: str, by: User) -> int:
    """Lets the rows pass as they stand now; an earlier waiver of theirs is renewed."""
    with transaction.atomic():
        for row in rows:
            given = {"stamp": row.stamp, "reason": reason, "updated_by": by, "union": _home(row)}
            Waiver.objects.update_or_create(
                check_code=check.code,
                key=row.pk,
                defaults=given,
                create_defaults={**given, "created_by": by},
            )
    return len(rows)


def _home(row: Any) -> Union:
    for step in filter(None, row.SCOPE.split("__")):
        row = getattr(row, step)
    home: Union = row
    return home

"""Exports with full numbers: a reason is asked for, and every exported record noted under it."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from members.forms import NumbersForm
from unions.admin.exporting import file_of
from unions.pages import shell_page

__all__ = ["NUMBERS", "export_numbers"]

NUMBERS = "export_numbers"


@admin.action(description="导出所选（完整号码）")
def export_numbers(
    model_admin: Any, request: HttpRequest, queryset: Any
) -> HttpResponseBase | None:
    """Asks why first; the note is written before the file is."""
    form = NumbersForm(request.POST if "reason" in request.POST else None, label_suffix="")
    if not form.is_valid():
        return _page(model_admin, request, form)
    everything = form.cleaned_data["columns"] == NumbersForm.ALL
    register = model_admin.register(request, queryset, everything=everything, full_numbers=True)
    user: Any = request.user  # signed in: the list sees to it
    with transaction.atomic():
        form.instance.user = user
        disclosure = form.save()
        count = disclosure.note_all(register.rows)
        disclosure.reason = f"导出{register.name}{count}条：{disclosure.reason}"
        disclosure.save()
    return file_of(request, register)


def _page(model_admin: Any, request: HttpRequest, form: NumbersForm) -> HttpResponseBase:
    context = {
        "title": "导出完整号码",
        "opts": model_admin.opts,
        "form": form,
        "action": NUMBERS,
        "across": request.POST.get("select_across") == "1",
        "chosen": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "checkbox": ACTION_CHECKBOX_NAME,
    }
    return shell_page(request, "records/export_numbers.html", context)

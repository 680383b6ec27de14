"""Bulk actions in three steps: ask, say what follows, do. Nothing is written before the last.

The second page names every refused row with its reason; going on does the others, whole or not at
all. What changed between the second and the third step shows the second page anew.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.crypto import constant_time_compare

from unions.forms import word_required
from unions.models import User
from unions.records import StaleRecord

__all__ = ["BulkAction", "BulkForm", "Consequence", "Plan", "Refusal"]

DONE = "bulk_done"  # in the session: what was confirmed lately, so that a second click is told so
DONE_KEPT = 20
MOST = 2000  # rows at once; more would hold the database for seconds
SHOWN = 30  # names on the page before they are only counted
NAMED = 20


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is left as it is, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Consequence:
    """What follows for records of one kind; ``by_hand``: what remains for the clerk to do."""

    what: str
    count: str
    then: str
    by_hand: str = ""


@dataclass(frozen=True)
class Plan:
    """What the action would do; ``carry_out`` does it and returns the sentence that tells so."""

    rows: Sequence[models.Model]
    carry_out: Callable[[], str]
    refused: Sequence[Refusal] = ()
    follows: Sequence[Consequence] = field(default_factory=tuple)

    @property
    def names(self) -> str:
        """Whom the button is about to change."""
        shown = "、".join(str(row) for row in self.rows[:NAMED])
        return shown if len(self.rows) <= NAMED else f"{shown}等{len(self.rows)}条"


class BulkForm(forms.Form):
    """What the action needs to know; ``rows`` are those it was asked for."""

    required_css_class = "required"

    def __init__(self, *args: Any, user: User, rows: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.user, self.rows = user, rows
        word_required(self.fields)


class BulkAction:
    """One entry of the bar above the list; subclasses say what they ask and plan."""

    title: ClassVar[str]
    lead: ClassVar[str] = ""
    form: ClassVar[type[BulkForm]]

    def plan(self, rows: list[Any], asked: dict[str, Any], user: User) -> Plan:
        raise NotImplementedError

    def __call__(self, admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """None leads back to the list, as with Django's own actions."""
        user: Any = request.user
        if _was_done(request):
            return None
        rows = list(queryset.visible_to(user, "change")[: MOST + 1])
        if len(rows) > MOST:
            messages.error(request, f"一次最多办{MOST}条，请先用筛选分成几批再办。")
            return None
        step = request.POST.get("step", "")
        form = self.form(request.POST if step else None, user=user, rows=rows)
        if step not in {"look", "do"} or not form.is_valid():
            return self._page(admin, request, rows, form=form)
        return self._look_or_do(admin, request, rows, form)

    def _look_or_do(
        self, admin: Any, request: HttpRequest, rows: list[Any], form: BulkForm
    ) -> HttpResponse | None:
        with transaction.atomic():
            versions = _locked(rows)
            plan = self.plan(rows, form.cleaned_data, form.user)
            seen = _digest(versions, plan)
            if request.POST["step"] == "do":
                if plan.rows and constant_time_compare(seen, request.POST.get("seen", "")):
                    return self._carry_out(admin, request, plan, form)
                if _was_done(request):  # by the first of two clicks, while this one waited
                    return None
                messages.warning(request, "还没有办理：刚有人改过其中的台账，请再核对一遍。")
        return self._page(admin, request, rows, form=form, plan=plan, seen=seen)

    def _carry_out(
        self, admin: Any, request: HttpRequest, plan: Plan, form: BulkForm
    ) -> HttpResponse | None:
        """What a record refuses stands above the form, and nothing has been done."""
        try:
            with transaction.atomic():
                done = plan.carry_out()
                _remember(request)
        except ValidationError as error:
            faults = error.messages
        except (StaleRecord, IntegrityError):
            faults = ["别人刚保存过有关的台账，或已有同名的一条，请核对后再办。"]
        else:
            messages.success(request, done)
            return None
        for fault in faults:
            form.add_error(None, f"没有办理：{fault}")
        as_stored = type(plan.rows[0])._base_manager.filter(pk__in=[row.pk for row in form.rows])
        return self._page(admin, request, list(as_stored), form=form)

    def _page(
        self, admin: Any, request: HttpRequest, rows: list[Any], **context: Any
    ) -> HttpResponse:
        across = request.POST.get("select_across") == "1"
        shell = {
            **admin.admin_site.each_context(request),
            "opts": admin.opts,
            "media": context["form"].media,
            "title": self.title,
            "lead": self.lead,
            "rows": rows[:SHOWN],
            "count": len(rows),
            "chosen": [] if across else request.POST.getlist(ACTION_CHECKBOX_NAME),
            "across": across,
            "action": request.POST.get("action", ""),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "records/bulk.html", {**shell, **context})


def _remember(request: HttpRequest) -> None:
    """Stored with the work itself: who waits for the rows finds it when they are free."""
    request.session[DONE] = [*request.session.get(DONE, []), request.POST["seen"]][-DONE_KEPT:]
    request.session.save()


def _was_done(request: HttpRequest) -> bool:
    """Whether this very confirmation was carried out already; the second click says so."""
    if request.POST.get("step") != "do":
        return False
    stored = type(request.session)(request.session.session_key)
    is_done = request.POST.get("seen", "") in stored.get(DONE, [])
    if is_done:
        messages.info(request, "已办理，不用再点一次。")
    return is_done


def _locked(rows: list[Any]) -> list[tuple[int, int]]:
    """Key and version of every row, held until the end of the transaction."""
    if not rows:
        return []
    held = type(rows[0])._base_manager.select_for_update(no_key=True)
    chosen = held.filter(pk__in=[row.pk for row in rows]).order_by("pk")
    return list(chosen.values_list("pk", "version"))


def _digest(versions: list[tuple[int, int]], plan: Plan) -> str:
    told = (versions, [row.pk for row in plan.rows], list(plan.refused), list(plan.follows))
    return hashlib.sha256(repr(told).encode()).hexdigest()

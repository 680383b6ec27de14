"""Pages for going back: 恢复到此版本 from the history, 最近删除 from the list."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from unions import undo
from unions.admin.display import Difference, differences, told_fields
from unions.admin.links import choices_of
from unions.records import StaleRecord, Tracked

if TYPE_CHECKING:
    from unions.admin.guarded import GuardedAdmin

    _Admin = GuardedAdmin
else:
    _Admin = object

__all__ = ["UndoPages"]

RECENT = timedelta(days=30)
TWICE = "没有恢复：和现有的一条重复了（编号、名称或号码相同），请先核对那一条。"


class UndoPages(_Admin):
    """For those who may write; every step back is itself an entry of the history."""

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        return [
            path("deleted/", wrap(self.deleted_view), name=f"{name}_deleted"),
            path("deleted/<int:state>/", wrap(self.undelete_view), name=f"{name}_undelete"),
            path("<int:pk>/restore/<int:state>/", wrap(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    def address_of(self, name: str, *args: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def _answer(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        shell = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**shell, **context})

    # An earlier state

    def restore_view(self, request: HttpRequest, pk: int, state: int) -> HttpResponse:
        self.require_role(request)
        record = self.get_object(request, unquote(str(pk)))
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        states = self.model.history.filter(id=pk).exclude(history_type="-")
        then = get_object_or_404(states, pk=state)
        fixed = {str(name) for name in self.get_readonly_fields(request, record)}
        names = {field.name for field in told_fields(self.model)} - fixed
        changes = list(_changes(record, then, names))
        faults: list[str] = []
        if request.method == "POST" and changes:
            faults = self._restored(request, record, then, names)
            if not faults:
                messages.success(request, f"已恢复到{undo.stamp(then)}的内容。")
                return HttpResponseRedirect(self.address_of("history", pk))
            record = self.get_object(request, str(pk))
        return self._answer(
            request,
            "records/restore.html",
            title="恢复到此版本",
            record=record,
            when=undo.stamp(then),
            changes=changes,
            kept=list(_changes(record, then, fixed)),
            parts=self._parts_told(request, record),
            faults=faults,
        )

    def _restored(
        self, request: HttpRequest, record: Tracked, then: Any, names: set[str]
    ) -> list[str]:
        """Why it could not be done; nothing when it is."""
        typed = request.POST.get("version", "")
        record.version = int(typed) if typed.isdecimal() and len(typed) < 9 else 0
        before = {name: getattr(record, name, None) for name in names}
        undo.set_back(record, then, names)
        try:
            self._refuse_foreign(request, record, before)
            record.full_clean()
            with transaction.atomic():  # as from the form: files follow, warnings are told
                self.save_model(request, record, None, True)
        except ValidationError as error:
            return _sentences(record, error)
        except StaleRecord:
            return ["没有恢复：这一条刚被别人改过，请对照下表再决定。"]
        except IntegrityError:
            return [TWICE]
        return []

    def _refuse_foreign(self, request: HttpRequest, record: Tracked, before: Any) -> None:
        """A link goes back only to where the user could lead it by hand."""
        for field in told_fields(self.model):
            if not field.is_relation or field.name not in before:
                continue
            key = getattr(record, field.attname)
            was = getattr(before[field.name], "pk", None)
            allowed = choices_of(field, request.user)
            if key is None or key == was or allowed is None:
                continue
            if not allowed.filter(pk=key).exists():
                fault = f"“{field.verbose_name}”当时的那一条已经删除，或不在您的管理范围内。"
                raise ValidationError(fault)

    def _parts_told(self, request: HttpRequest, record: Any) -> str:
        """The kinds of rows that stand on the record's page and do not go back with it."""
        inlines = self.get_inline_instances(request, record)
        return "、".join(str(inline.opts.verbose_name) for inline in inlines)

    # A deleted record

    def _require_entry(self, request: HttpRequest) -> None:
        self.require_role(request)
        if not (self.has_add_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied

    def deleted_view(self, request: HttpRequest) -> HttpResponse:
        """最近删除: of thirty days, or all."""
        self._require_entry(request)
        user: Any = request.user
        states = undo.deleted_states(self.model, user)
        every = request.GET.get("all") == "1"
        if not every:
            states = states.filter(history_date__gte=timezone.now() - RECENT)
        states = states.select_related("history_user", *_home_step(self.model))
        page = Paginator(states, self.list_per_page).get_page(request.GET.get("p"))
        rows = [(state, _name(state), self.address_of("undelete", state.pk)) for state in page]
        title = f"最近删除的{self.opts.verbose_name}"
        return self._answer(
            request, "records/deleted.html", title=title, rows=rows, page=page, every=every
        )

    def undelete_view(self, request: HttpRequest, state: int) -> HttpResponse:
        self._require_entry(request)
        user: Any = request.user
        then = undo.deleted_states(self.model, user).filter(pk=state).first()
        if then is None:
            raise Http404
        faults: list[str] = []
        if request.method == "POST":
            try:
                record = undo.undelete(then, by=user)
            except ValidationError as error:
                faults = _sentences(then.instance, error)
            except IntegrityError:
                faults = [TWICE]
            else:
                messages.success(request, f"已恢复“{record}”。")
                return HttpResponseRedirect(self.address_of("change", record.pk))
        return self._answer(
            request,
            "records/undelete.html",
            title=f"恢复“{_name(then)}”",
            name=_name(then),
            when=undo.stamp(then),
            who=then.history_user,
            values=list(differences(None, then)),
            along=(along := undo.went_along(then)),
            along_kind="、".join({str(s.instance_type._meta.verbose_name) for s in along}),
            lost=(then.history_change_reason or "").splitlines(),
            faults=faults,
        )


def _changes(record: Tracked, then: Any, names: set[str]) -> list[Difference]:
    labels = {str(f.verbose_name) for f in told_fields(type(record)) if f.name in names}
    return [d for d in differences(record, then) if d.label in labels]


def _home_step(model: type[Tracked]) -> list[str]:
    return [step] if (step := model.SCOPE.partition("__")[0]) else []


def _name(state: Any) -> str:
    """How the record read; its union comes with the state instead of a query for each."""
    record = state.instance
    for step in _home_step(type(record)):
        setattr(record, step, getattr(state, step))
    return str(record)


def _sentences(record: Any, error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    labels = {f.name: str(getattr(f, "verbose_name", "")) for f in record._meta.get_fields()}
    return [
        f"{labels[name]}：{text}" if name in labels else text
        for name, texts in error.message_dict.items()
        for text in texts
    ]

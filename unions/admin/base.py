"""What every record page does: scope, rights, version, authorship, history."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from unions.admin.attachments import file_card
from unions.admin.conflicts import conflict_response
from unions.admin.deleting import Deleting
from unions.admin.exporting import Exporting
from unions.admin.guarded import GuardedAdmin
from unions.admin.histories import entries, part_notes, stored_rows, write_part_notes
from unions.admin.known_dates import as_known
from unions.admin.links import ScopedFields, choices_of, path_of
from unions.admin.listing import ListOfWriting
from unions.admin.undo import UndoPages
from unions.attachments import follow
from unions.clock import today
from unions.forms import PartForm, RecordForm
from unions.permissions import granted_paths
from unions.records import StaleRecord, Tracked

if TYPE_CHECKING:
    _TabularInline = admin.TabularInline[Any, Any]
else:
    _TabularInline = admin.TabularInline

__all__ = ["PartInline", "RecordAdmin", "TrackedInline"]


class _Inside(ScopedFields, _TabularInline):
    """Rows inside a record; a right to them must reach the union of that very record."""

    def _may(self, request: HttpRequest, action: str, parent: Any = None) -> bool:
        paths = granted_paths(request.user, self.opts, action)
        if not isinstance(parent, Tracked) or parent.pk is None:
            return bool(paths)
        return path_of(parent).startswith(tuple(paths))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)


class PartInline(_Inside):
    """Rows without a history of their own; their changes are told in the record's."""

    form = PartForm
    extra = 1


class TrackedInline(_Inside):
    """Rows that carry a version and a history of their own."""

    form = RecordForm
    extra = 0

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = super().get_fields(request, obj)
        return (*fields, "version") if self.is_editable(request, obj) else fields

    def is_editable(self, request: HttpRequest, obj: Any) -> bool:
        """Rows are edited with the record they stand in, never without it."""
        parent: Any = self.admin_site.get_model_admin(self.parent_model)
        return bool(parent.has_change_permission(request, obj))


class RecordAdmin(ListOfWriting, UndoPages, Deleting, Exporting, ScopedFields, GuardedAdmin):
    """A ModelAdmin over what ``visible_to`` lets the user see."""

    form = RecordForm
    list_select_related: ClassVar[Any] = ("union",)
    starts_at_home: ClassVar[bool] = False  # a new one belongs, as a rule, to the user's own union
    starts_today: ClassVar[tuple[str, ...]] = ()  # dates that are, as a rule, those of the entry
    told_with: ClassVar[tuple[str, ...]] = ()  # relations whose rows are told in the history
    list_tools: ClassVar[tuple[tuple[str, str], ...]] = ()  # (words, address) of grids, above lists

    # Scope and rights

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.visible_to(request.user)

    def _may(self, request: HttpRequest, action: str, obj: Any = None) -> bool:
        paths = granted_paths(request.user, self.opts, action)
        if obj is None or obj.pk is None:
            return bool(paths)
        return path_of(obj).startswith(tuple(paths))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self._may(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    # Pages

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """With the ways to grids and to 最近删除 for those who may enter records."""
        also: dict[str, Any] = {}
        if self.has_add_permission(request):
            also["list_tools"] = self.list_tools
            if self.has_delete_permission(request):
                also["deleted_url"] = self.address_of("deleted")
        return super().changelist_view(request, {**also, **(extra_context or {})})

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form, or the conflict page when somebody else saved first.

        When somebody stored the same key between check and write, the second check finds it.
        """
        ask = partial(super().changeform_view, request, object_id, form_url, extra_context)
        try:
            try:
                return ask()
            except IntegrityError:
                return ask()
        except StaleRecord as stale:
            return conflict_response(self, request, stale.record)
        except IntegrityError:
            messages.error(request, "没有保存：刚有人登记了同样的一条，请先在列表里核对。")
            return HttpResponseRedirect(request.get_full_path())

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        self.require_role(request)
        record = self.get_object(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"修改记录：{record}",
            "opts": self.opts,
            "object": record,
            "original": record,
            "entries": entries(record, self.told_with, self._hidden_parts(request, record)),
            "can_restore": self.has_change_permission(request, record),
            "restore_name": f"admin:{self.opts.app_label}_{self.opts.model_name}_restore",
        }
        return TemplateResponse(request, "records/history.html", context)

    def render_change_form(  # noqa: PLR0917 - the signature of Django
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """With the card of files beside a record that is stored."""
        if obj:
            context.update(file_card(request, obj))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The record's dossier, where it has one (settings.ABSOLUTE_URL_OVERRIDES)."""
        return obj.get_absolute_url() if hasattr(obj, "get_absolute_url") else None

    def before_files(self, request: HttpRequest, record: Any) -> str:
        """Where the user has to go before a file of the record may be fetched; "" for nowhere."""
        return ""

    def _hidden_parts(self, request: HttpRequest, record: Any) -> list[str]:
        """Kinds of rows this user may not see on the record's page, nor in its history."""
        inlines = (inline(self.model, self.admin_site) for inline in self.inlines)
        return [
            str(inline.opts.verbose_name)
            for inline in inlines
            if not inline.has_view_permission(request, record)
        ]

    # The form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Who only reads sees dates as exactly as they are known."""
        groups = super().get_fieldsets(request, obj)
        reads_only = obj is not None and not self.has_change_permission(request, obj)
        return as_known(groups, self.model) if reads_only else groups

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Of a new record: today, this year, and the union entered last."""
        names = {field.name for field in self.opts.fields}
        likely: dict[str, Any] = dict.fromkeys(self.starts_today, today())
        likely |= {"year": today().year} if "year" in names else {}
        asked = dict(super().get_changeform_initial_data(request))
        if "union" in names and "union" not in asked:
            likely["union"] = self._likely_union(request)
        return {**likely, **asked}

    def _likely_union(self, request: HttpRequest) -> Any:
        choices = choices_of(self.opts.get_field("union"), request.user)
        first_two = choices.order_by("path")[:2]
        if self.starts_at_home or len(first_two) == 1:
            return first_two[0].pk if first_two else None
        mine = self.get_queryset(request).filter(created_by=request.user, union__in=choices)
        return mine.order_by("-pk").values_list("union", flat=True).first()

    # Saving

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.sign(request.user)
        self.store(request, obj, form, change=change)
        if change:
            follow(obj)
        for warning in obj.warnings():
            messages.warning(request, warning)

    def store(self, request: HttpRequest, obj: Any, form: Any, *, change: bool) -> None:
        """The write itself; overridden where it goes over more than one model."""
        obj.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        if issubclass(formset.model, Tracked):
            for row in formset.forms:
                row.instance.sign(request.user)
            super().save_formset(request, form, formset, change)
            return
        before = stored_rows(formset)
        super().save_formset(request, form, formset, change)
        form.part_notes = [*getattr(form, "part_notes", []), *part_notes(formset, before)]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        write_part_notes(form.instance, getattr(form, "part_notes", []))

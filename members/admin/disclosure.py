"""The register of who saw full numbers: one's own, and for the chair those of the town's people."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse

from members.models import DisclosedRecord, Disclosure
from unions.models import Assignment
from unions.permissions import Role

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Disclosure]
    _TabularInline = admin.TabularInline[DisclosedRecord, Disclosure]
else:
    _ModelAdmin, _TabularInline = admin.ModelAdmin, admin.TabularInline


class DisclosedInline(_TabularInline):
    model = DisclosedRecord
    fields = readonly_fields = ("whose", "shown_at")
    verbose_name_plural = "显示过的记录"
    can_delete = False
    extra = max_num = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the page of the disclosure decides

    @admin.display(description="台账记录")
    def whose(self, row: DisclosedRecord) -> str:
        model = apps.get_model(row.record)
        found = model._base_manager.filter(pk=row.key).first()
        return f"{model._meta.verbose_name}：{found or '已删除'}"


@admin.register(Disclosure)
class DisclosureAdmin(_ModelAdmin):
    list_display = ("opened_at", "user", "reason")
    list_select_related = ("user",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("reason", "user__name")
    search_help_text = "可按查看原因、查看人查找"
    fields = ("user", "opened_at", "reason")
    inlines = (DisclosedInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Disclosure]:
        """Chairs oversee the accounts that hold a role in their town; others see their own."""
        user: Any = request.user
        led = Q(pk__in=[])
        for role, path in user.role_paths:
            led |= Q(union__path__startswith=path) if role == Role.CHAIR else Q(pk__in=[])
        people = Assignment.objects.filter(led).values("user")
        return super().get_queryset(request).filter(Q(user=user) | Q(user__in=people))

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        self._require_role(request)
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._require_role(request)
        return super().changeform_view(request, *args, **kwargs)

    def _require_role(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise Http404

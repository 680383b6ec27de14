"""The register of who saw full numbers: one's own, and for the chair those of the town's people."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from members.models import DisclosedRecord, Disclosure
from unions.admin.guarded import GuardedAdmin
from unions.models import Assignment
from unions.permissions import Role

if TYPE_CHECKING:
    _TabularInline = admin.TabularInline[DisclosedRecord, Disclosure]
else:
    _TabularInline = admin.TabularInline


MOST_SHOWN = 200


class DisclosedInline(_TabularInline):
    model = DisclosedRecord
    fields = readonly_fields = ("whose", "shown_at")
    verbose_name_plural = f"显示过的记录（最多列{MOST_SHOWN}条）"
    can_delete = False
    extra = max_num = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # the page of the disclosure decides

    def get_queryset(self, request: HttpRequest) -> QuerySet[DisclosedRecord]:
        """The first of them: an export shows thousands, and its reason tells how many."""
        self.viewer = request.user  # an inline lives for one request
        self.names: dict[str, dict[str, str]] = {}
        match: Any = request.resolver_match
        shown = super().get_queryset(request).filter(disclosure=match.kwargs["object_id"])
        first = shown.order_by("pk").values_list("pk", flat=True)[:MOST_SHOWN]
        return shown.filter(pk__in=list(first))

    @admin.display(description="台账记录")
    def whose(self, row: DisclosedRecord) -> str:
        """The name only where the reader may see the record: accounts may reach other towns."""
        label = str(apps.get_model(row.record)._meta.verbose_name)
        return f"{label}：{self._names_of(row).get(row.key, '已删除，或不在您的管理范围内')}"

    def _names_of(self, row: DisclosedRecord) -> dict[str, str]:
        """All those of a record type at once."""
        if row.record not in self.names:
            model: Any = apps.get_model(row.record)
            keys = self._keys_beside(row)
            visible = model._default_manager.visible_to(self.viewer).filter(pk__in=keys)
            self.names[row.record] = {str(record.pk): str(record) for record in visible}
        return self.names[row.record]

    def _keys_beside(self, row: DisclosedRecord) -> list[str]:
        same = DisclosedRecord.objects.filter(disclosure=row.disclosure_id, record=row.record)
        return list(same.order_by("pk").values_list("key", flat=True)[:MOST_SHOWN])


@admin.register(Disclosure)
class DisclosureAdmin(GuardedAdmin):
    list_display = ("opened_at", "user", "reason")
    list_select_related = ("user",)
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

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

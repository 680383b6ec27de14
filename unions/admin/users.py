"""Accounts and roles; for system administrators only."""

from typing import Any

import django.contrib.auth.admin  # noqa: F401 - registers Group, which is taken out below
from axes.utils import reset
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from unions.admin.base import PartInline
from unions.admin.display import chip
from unions.admin.guarded import GuardedAdmin
from unions.forms import UserForm
from unions.models import Assignment, Union, User
from unions.permissions import granted_paths

admin.site.unregister(Group)  # rights come from roles (unions/permissions.py)


class AssignmentInline(PartInline):
    """Roles are given only where the administrator keeps accounts; seeing a union is no ground."""

    model = Assignment
    fields = ("role", "union")
    autocomplete_fields = ("union",)

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        if db_field.name != "union":
            return super().get_field_queryset(db, db_field, request)
        return Union.objects.under(granted_paths(request.user, self.opts, "add"))


@admin.register(User)
class UserAdmin(GuardedAdmin):
    """An administrator keeps the accounts that hold no role outside his or her own scope."""

    form = UserForm
    list_display = ("username", "name", "roles", "state", "last_login")
    list_filter = ("is_active", "assignments__role")
    search_fields = ("username", "name")
    search_help_text = "可按用户名、姓名查找"
    inlines = (AssignmentInline,)
    actions = ("unlock",)
    fieldsets = (
        ("账号", {"fields": ("username", "name", "is_active")}),
        ("密码", {"fields": ("new_password", "again")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        inside = Union.objects.under(granted_paths(request.user, self.opts))
        elsewhere = Assignment.objects.filter(user=OuterRef("pk")).exclude(union__in=inside)
        rows = super().get_queryset(request).prefetch_related("assignments__union")
        return rows.filter(~Exists(elsewhere))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What a person did stays under his or her name; who leaves is switched off."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        if change and form.cleaned_data.get("new_password"):
            obj._change_reason = "重设了密码"
        super().save_model(request, obj, form, change)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return not lookup.startswith("password") and super().lookup_allowed(lookup, value, request)

    @admin.action(description="解除登录锁定", permissions=["change"])
    def unlock(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Lets people in again who mistyped their password too often."""
        for user in users:
            reset(username=user.username)
        messages.success(request, f"已解除{len(users)}个账号的登录锁定，现在可以重新登录。")

    @admin.display(description="角色")
    def roles(self, user: User) -> str:
        return "、".join(f"{a.get_role_display()}（{a.union}）" for a in user.assignments.all())

    @admin.display(description="状态", ordering="is_active")
    def state(self, user: User) -> SafeString:
        return chip("启用", "ok") if user.is_active else chip("停用")

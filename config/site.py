"""The one admin site: shell of every page."""

from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

NOT_RECOGNISED = "用户名或密码不对，请核对后重新输入；字母要分清大小写。"


class SignInForm(AdminAuthenticationForm):
    """Says the same whether the name or the password is wrong."""

    error_messages: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "invalid_login": NOT_RECOGNISED,
        "inactive": NOT_RECOGNISED,
    }


class LedgerSite(AdminSite):
    """Its pages lie under templates/admin; the menu comes from config/menu.py."""

    site_header = site_title = "工会工作台账"
    index_title = "首页"
    site_url = None
    login_form = SignInForm
    enable_nav_sidebar = False
    empty_value_display = "—"

    def get_urls(self) -> list[Any]:
        own = [path("shortcuts/", self.admin_view(self.shortcuts), name="shortcuts")]
        return [*own, *filter(_keeps_scope, super().get_urls())]

    def shortcuts(self, request: HttpRequest) -> HttpResponse:
        """快捷键: the keys that work on every page."""
        context = {**self.each_context(request), "title": "快捷键", "breadcrumbs": []}
        return render(request, "ledger/shortcuts.html", context)


def _keeps_scope(address: Any) -> bool:
    """Django's short way to any record by type and key would tell strangers what exists."""
    return getattr(address, "name", "") != "view_on_site"

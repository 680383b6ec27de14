"""The one admin site: shell of every page."""

from typing import Any, ClassVar

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

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

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """A record type the role may not see does not exist for it, here too."""
        try:
            return super().autocomplete_view(request)
        except PermissionDenied as refused:
            raise Http404 from refused

"""The admin of this project is one site of our own (docs/adr/0001)."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class LedgerAdminConfig(SimpleAdminConfig):
    """The pages are loaded by config.urls: a command that shows none does not pay for them."""

    default_site = "config.site.LedgerSite"

    def ready(self) -> None:
        checks.register(check_pages, checks.Tags.admin)


def check_pages(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Django's own checks of the admin, once there is something to check."""
    admin.autodiscover()
    return [*check_dependencies(**options), *check_admin_app(app_configs, **options)]

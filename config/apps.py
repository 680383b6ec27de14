"""The admin of this project is one site of our own (docs/adr/0001)."""

from django.contrib.admin.apps import AdminConfig


class LedgerAdminConfig(AdminConfig):
    default_site = "config.site.LedgerSite"

"""The one admin site: shell of every page."""

from django.contrib.admin import AdminSite


class LedgerSite(AdminSite):
    """Its pages lie under templates/admin; the menu comes from config/menu.py."""

    site_header = site_title = "工会工作台账"
    index_title = "首页"
    site_url = None
    enable_nav_sidebar = False
    empty_value_display = "—"

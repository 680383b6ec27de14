"""Addresses: our own pages first, the admin's list stack under the root."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView

from reports.workbench.views import desk
from unions import account_changes, start_page
from unions.admin.choices import ChoiceView

admin.autodiscover()  # here and not when the apps load: see config.apps


class Favicon(RedirectView):
    """Browsers ask for it unbidden; error pages would log a fault each time."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        return static("ledger/mark.svg")


urlpatterns = [
    path("", desk, name="desk"),  # before the admin's own index, whose name and address it takes
    path("attachments/", include("unions.urls")),
    path("accounts/changes/", admin.site.admin_view(account_changes.page), name="account_changes"),
    path("backups/", include("unions.backups.urls")),
    path("favicon.ico", Favicon.as_view()),
    path("grids/", include("unions.grids.urls")),
    path("members/", include("members.urls")),
    path("reports/", include("reports.urls")),
    # In place of the admin's own, and known by its name: admin:autocomplete.
    path("autocomplete/", admin.site.admin_view(ChoiceView.as_view(admin_site=admin.site))),
    path("start/", start_page.start, name="start"),
    path("", admin.site.urls),
]

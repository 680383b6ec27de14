"""Addresses: our own pages first, the admin's list stack under the root."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("attachments/", include("unions.urls")),
    path("members/", include("members.urls")),
    path("reports/", include("reports.urls")),
    path("", admin.site.urls),
]

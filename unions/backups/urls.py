"""Addresses of the backup page."""

from django.contrib import admin
from django.urls import path

from unions.backups import views

app_name = "backups"
urlpatterns = [
    path("", admin.site.admin_view(views.page), name="page"),
    path("download/", admin.site.admin_view(views.download), name="download"),
    path("drive/", admin.site.admin_view(views.write_to_drive), name="drive"),
]

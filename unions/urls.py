"""Addresses of the files beside records."""

from django.contrib import admin
from django.urls import path

from unions import views

app_name = "unions"
urlpatterns = [
    path(
        "to/<slug:app>/<slug:model>/<int:pk>/", admin.site.admin_view(views.attach), name="attach"
    ),
    path("<slug:token>/", admin.site.admin_view(views.attachment), name="attachment"),
    path("<slug:token>/delete/", admin.site.admin_view(views.detach), name="detach"),
]

"""Addresses of the pages beside the record lists of members."""

from django.contrib import admin
from django.urls import path

from members import views

app_name = "members"
urlpatterns = [
    path("find/", admin.site.admin_view(views.find), name="find"),
    path("disclose/", admin.site.admin_view(views.disclose), name="disclose"),
    path("move/<int:pk>/", admin.site.admin_view(views.move), name="move"),
]

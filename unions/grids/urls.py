"""Addresses of the grids, named like the grid."""

from django.contrib import admin
from django.urls import path

from unions.grids import views
from unions.grids.copies import COPY_GRIDS
from unions.grids.entry import ENTRY_GRIDS

app_name = "grids"
entry, copies = admin.site.admin_view(views.entry), admin.site.admin_view(views.copies)
urlpatterns = [
    *(path(f"{grid.name}/", entry, {"grid": grid}, name=grid.name) for grid in ENTRY_GRIDS),
    *(path(f"{grid.name}/", copies, {"grid": grid}, name=grid.name) for grid in COPY_GRIDS),
]

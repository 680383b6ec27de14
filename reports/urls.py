"""Addresses of the reports layer."""

from django.contrib import admin
from django.urls import path, register_converter

from reports import views
from reports.collecting import (
    chase_views,
    lot_views,
    meaning_views,
    transfer_views,
    upload_views,
)
from reports.collecting import handout_views as handouts
from reports.collecting import views as collecting
from reports.data_checks import views as checks
from reports.deadlines import views as deadlines
from reports.dossiers import archive_views
from reports.dossiers import views as dossiers
from reports.renderers import FORMATS
from reports.saved_views import views as saved
from reports.verification import views as verification
from reports.workbench import views as workbench

app_name = "reports"


class PaperFormat:
    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(PaperFormat, "paper")

urlpatterns = [
    path("summary/", views.summary, name="summary"),
    path("summary.<paper:suffix>", views.summary_file, name="summary_file"),
    path("statistics/", views.statistics, name="statistics"),
    path("statistics.xlsx", views.statistics_file, name="statistics_file"),
    path("checks/", admin.site.admin_view(checks.data_checks), name="data_checks"),
    path("checks/<str:code>/", admin.site.admin_view(checks.data_check), name="data_check"),
    path("verification/", verification.grid, name="verification"),
    path("check-sheet/", verification.check_sheet, name="check_sheet"),
    path("main-figures/", verification.main_figures_page, name="main_figures"),
    path("figures/", views.figures, name="figures"),
    path("figures/<str:code>/", views.figure, name="figure"),
    path("archives/", admin.site.admin_view(archive_views.archives), name="archives"),
    path(
        "archive-kinds/",
        admin.site.admin_view(archive_views.archive_kinds),
        name="archive_kinds",
    ),
    path("collect/", upload_views.collect, name="collect"),
    path("collect/lots/<uuid:pk>/", lot_views.lot_page, name="collect_lot"),
    path("collect/lots/<uuid:pk>/say/", lot_views.say_of_lot, name="collect_lot_say"),
    path("collect/lots/<uuid:pk>/store/", lot_views.store_lot, name="collect_lot_store"),
    path("collect/lots/<uuid:pk>/refused.zip", lot_views.lot_refused, name="collect_lot_refused"),
    path("collect/<uuid:pk>/", collecting.preview, name="collect_preview"),
    path("collect/<uuid:pk>/reread/", meaning_views.reread, name="collect_reread"),
    path("collect/<uuid:pk>/whose/", meaning_views.whose, name="collect_whose"),
    path("collect/<uuid:pk>/apart/", meaning_views.apart, name="collect_apart"),
    path("collect/<uuid:pk>/transfers/", transfer_views.transfers, name="collect_transfers"),
    path("collect/<uuid:pk>/store/", collecting.store, name="collect_store"),
    path("collect/<uuid:pk>/outcome.xlsx", collecting.outcome, name="collect_outcome"),
    path("collect/<uuid:pk>/refused.xlsx", collecting.refused, name="collect_refused"),
    path("chase/", chase_views.chase, name="chase"),
    path("handouts/", handouts.page, name="handouts"),
    path("handouts/<slug:name>.xlsx", handouts.blank_template, name="blank_template"),
    path("unions/<int:pk>/", admin.site.admin_view(dossiers.union_page), name="union_page"),
    path("desk/<slug:code>/", workbench.panel, name="panel"),
    path("deadlines/", deadlines.deadlines, name="deadlines"),
    path("deadlines/snooze/", deadlines.snooze, name="snooze"),
    path("deadlines/resume/", deadlines.resume, name="resume"),
    path("saved-views/", saved.save_view, name="save_view"),
    path("saved-views/<int:pk>/", saved.change_view, name="change_view"),
    path("members/<int:pk>/", admin.site.admin_view(dossiers.member_page), name="member_page"),
    path("aid/<int:pk>/", admin.site.admin_view(dossiers.aid_page), name="aid_page"),
]

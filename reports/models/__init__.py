"""Numbers and words that come from people rather than from records."""

from reports.models.archives import ArchiveKind, ArchiveKindSetting
from reports.models.numbers import ReportedFigure, Target
from reports.models.own_figures import OwnFigure, catalogue_at
from reports.models.plans import Passage, PlanItem, ReportHead
from reports.models.saved_views import SavedView
from reports.models.snoozes import Snooze
from reports.models.uploads import State, Upload, UploadLot
from reports.models.waivers import Waiver

__all__ = [
    "ArchiveKind",
    "ArchiveKindSetting",
    "OwnFigure",
    "Passage",
    "PlanItem",
    "ReportHead",
    "ReportedFigure",
    "SavedView",
    "Snooze",
    "State",
    "Target",
    "Upload",
    "UploadLot",
    "Waiver",
    "catalogue_at",
]

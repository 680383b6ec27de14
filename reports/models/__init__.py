"""Numbers and words that come from people rather than from records."""

from reports.models.archives import ArchiveKind, ArchiveKindSetting
from reports.models.numbers import ReportedFigure, Target
from reports.models.plans import Passage, PlanItem, ReportHead
from reports.models.snoozes import Snooze
from reports.models.uploads import Upload
from reports.models.waivers import Waiver

__all__ = [
    "ArchiveKind",
    "ArchiveKindSetting",
    "Passage",
    "PlanItem",
    "ReportHead",
    "ReportedFigure",
    "Snooze",
    "Target",
    "Upload",
    "Waiver",
]

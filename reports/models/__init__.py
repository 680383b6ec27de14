"""Numbers and words that come from people rather than from records."""

from reports.models.numbers import ReportedFigure, Target
from reports.models.plans import Passage, PlanItem, ReportHead

__all__ = ["Passage", "PlanItem", "ReportHead", "ReportedFigure", "Target"]

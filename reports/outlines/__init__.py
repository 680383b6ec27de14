"""The outlines shipped with the product, by the name used on the command line."""

from reports.outlines.base import Marks, Outline, Part, Section
from reports.outlines.summary_and_plan import SUMMARY_AND_PLAN

__all__ = ["DEFAULT_OUTLINE", "OUTLINES", "Marks", "Outline", "Part", "Section"]

OUTLINES: dict[str, Outline] = {SUMMARY_AND_PLAN.name: SUMMARY_AND_PLAN}

DEFAULT_OUTLINE = SUMMARY_AND_PLAN.name

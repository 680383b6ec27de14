"""数据检查: missing and contradictory data, by check and by union; one module per line of work."""

from reports.data_checks.check import Check
from reports.data_checks.finding import Finding, findings, outcomes
from reports.data_checks.register import CHECKS

__all__ = ["CHECKS", "Check", "Finding", "findings", "outcomes"]

"""Every check, in the order of the menu; a code stands in waivers and is never reused."""

from reports.data_checks import aid, contracts, members, organisation, proposals
from reports.data_checks.check import Check

__all__ = ["BY_CODE", "CHECKS"]

CHECKS: tuple[Check, ...] = (
    *organisation.CHECKS,
    *members.CHECKS,
    *contracts.CHECKS,
    *aid.CHECKS,
    *proposals.CHECKS,
)
BY_CODE = {check.code: check for check in CHECKS}

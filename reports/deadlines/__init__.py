"""本月要办: what ends or falls due. Each module declares rules of one line of work as data."""

from reports.deadlines import aid, bodies, certificates, committees, contracts, disputes
from reports.deadlines.rules import Rule

__all__ = ["LINES", "RULES"]

MODULES = (committees, bodies, certificates, contracts, disputes, aid)
RULES: dict[str, Rule] = {rule.code: rule for module in MODULES for rule in module.RULES}
LINES: tuple[str, ...] = tuple(dict.fromkeys(rule.line for rule in RULES.values()))

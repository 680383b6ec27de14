"""The only "today" of the project, so that a demo or a test can stand on any day."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

SHANGHAI = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """The day in China, or settings.LEDGER_TODAY when that is set (read at every call)."""
    fixed: date | None = getattr(settings, "LEDGER_TODAY", None)
    return fixed or timezone.localdate(timezone=SHANGHAI)

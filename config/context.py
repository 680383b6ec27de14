"""What the shell shows on every page, computed only when a template asks for it."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from config.menu import Section, menu_for
from reports.demo import accounts
from unions import clock
from unions.backups.state import LastGood, is_overdue, last_good
from unions.models import Union
from unions.permissions import Role

GREETINGS = ((6, "夜深了"), (9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"))
EVENING = "晚上好"
KEEPERS = {Role.STAFF, Role.ADMINISTRATOR}  # who see that the backup is overdue


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request)}


class Shell:
    """Menu, own union and the day the ledger stands on."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def menu(self) -> tuple[Section, ...]:
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ()
        return menu_for(user, self._request.path)

    @cached_property
    def section(self) -> Section | None:
        """The menu group the page belongs to."""
        return next((section for section in self.menu if section.is_current), None)

    @cached_property
    def home(self) -> Union | None:
        """Own town (or county): the topmost union the user is assigned to."""
        user = getattr(self._request, "user", None)
        return user.home_union() if user is not None and user.is_authenticated else None

    @property
    def today(self) -> date:
        return clock.today()

    @property
    def demo_day(self) -> date | None:
        """The fixed day of a demonstration; None in real use."""
        day: date | None = settings.LEDGER_TODAY
        return day

    @cached_property
    def is_demo(self) -> bool:
        """Whether the records are invented ones."""
        return bool(settings.LEDGER_TODAY) or (settings.DATA_DIR / accounts.FILE).exists()

    @cached_property
    def alarm(self) -> str:
        """Why staff and administrator must care for a backup now; "" when all is well."""
        user = getattr(self._request, "user", None)
        roles = {role for role, _ in getattr(user, "role_paths", [])}
        if self.is_demo or not roles & KEEPERS:
            return ""
        return alarm_words(last_good())

    @property
    def greeting(self) -> str:
        hour = timezone.localtime().hour
        return next((words for until, words in GREETINGS if hour < until), EVENING)


def alarm_words(found: LastGood | None) -> str:
    if found is None:
        return "还没有做过备份，电脑坏了台账就没有了。"
    if not is_overdue(found):
        return ""
    made, hours = timezone.localtime(found.made_at), int(found.age.total_seconds() // 3600)
    age = f"{hours // 24}天" if hours >= 48 else f"{hours}小时"
    return f"最近一次完好的备份是{made:%-m月%-d日%H:%M}的，已经过了{age}。"

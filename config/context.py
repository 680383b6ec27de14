"""What the shell shows on every page, computed only when a template asks for it."""

from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from config.menu import Section, menu_for
from unions import clock
from unions.models import Union

GREETINGS = ((6, "夜深了"), (9, "早上好"), (12, "上午好"), (14, "中午好"), (18, "下午好"))
EVENING = "晚上好"


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

    @property
    def greeting(self) -> str:
        hour = timezone.localtime().hour
        return next((words for until, words in GREETINGS if hour < until), EVENING)

"""Idle logout: an unattended screen in an open office must not stay signed in."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

LAST_SEEN = "last_seen"
WRITE_EVERY = 60  # seconds; the session row is not rewritten at every click


class IdleLogoutMiddleware:
    """Signs a user out after SESSION_IDLE_SECONDS without a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            self._refresh(request)
        return self.get_response(request)

    def _refresh(self, request: HttpRequest) -> None:
        now = int(time.time())
        last_seen = request.session.get(LAST_SEEN, now)
        if now - last_seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
        elif now - last_seen >= WRITE_EVERY or LAST_SEEN not in request.session:
            request.session[LAST_SEEN] = now

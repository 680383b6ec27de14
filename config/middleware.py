"""What stands before every page.

Idle logout: an unattended screen in an open office must not stay signed in. First start: an empty
installation has one page only.
"""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse

from unions.crypto import KeyringError
from unions.starting import is_fresh

START = "start"
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


class FirstStartMiddleware:
    """Leads every page to 正式启用 while there is neither a union nor an account.

    Somebody who is signed in proves that there is one; visitors are asked for only until the first
    account was seen.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._may_be_fresh = True

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if self._may_be_fresh and not request.user.is_authenticated:
            self._may_be_fresh = is_fresh()
            start = reverse(START)
            if self._may_be_fresh and request.path != start:
                return HttpResponseRedirect(start)
        return self.get_response(request)


class KeyTroubleMiddleware:
    """Missing or wrong keys are the administrator's matter: 503 says so, the log says which."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, KeyringError):
            return None
        logging.getLogger(__name__).error("%s", error)
        return HttpResponse(render_to_string("503.html"), status=503)  # needs no session

"""Old engines get one page that says how to switch; half-working forms would lose what is typed."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

# Internet Explorer, and Chinese two-engine browsers while they stand in 兼容模式.
OLD_ENGINE = re.compile(r"MSIE \d|Trident/")


class OldEngineMiddleware:
    """Answers every page with 请切换到极速模式 when the browser runs on the IE engine."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if OLD_ENGINE.search(request.headers.get("User-Agent", "")):
            return HttpResponse(render_to_string("ledger/old_browser.html"))
        return self.get_response(request)

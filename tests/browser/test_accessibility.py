"""Twelve main pages: no serious axe finding, clean under the CSP, as wide as a phone at most."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [
    pytest.mark.engine_independent,
    pytest.mark.browser,
    pytest.mark.xdist_group("browser"),
]
SCOPE = "union=D01&year=2009&as_of=2009-10-31&until=2009-12-31"
UNIONS, UNION = "/unions/union/", "the page of the first union in the list"
PAGES = (
    "/",
    "/reports/deadlines/?union=D01",
    UNIONS,
    UNION,
    "/members/member/",
    "/members/aidcase/add/",
    "/grids/headcounts/?union=D01",
    "/reports/verification/?union=D01",
    "/reports/collect/",
    f"/reports/summary/?{SCOPE}",
    f"/reports/figures/members.total/?{SCOPE}",
    "/reports/checks/?union=D01",
)
STATUS = "performance.getEntriesByType('navigation')[0].responseStatus"
GRAVE = {"serious", "critical"}


def opened(page: Page) -> Iterator[str]:
    """Opens one page after the other; an error page would be clean for the wrong reason."""
    for address in PAGES:
        if address == UNION:
            page.goto(UNIONS)
            page.goto(page.get_attribute("main a[href*='/reports/unions/']", "href") or "")
        else:
            page.goto(address)
        assert page.evaluate(STATUS) == 200, address
        yield address


def grave_findings(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_the_main_pages_and_the_login_have_no_serious_accessibility_finding(desk_of):
    page = desk_of("ganshi").page  # a console error on any page fails it, too
    faults = [fault for _ in opened(page) for fault in grave_findings(page)]
    page.context.clear_cookies()
    page.goto("/login/")
    assert faults + grave_findings(page) == []


def test_the_main_pages_fit_a_phone(desk_of):
    page = desk_of("ganshi", width=390).page
    assert [address for address in opened(page) if is_too_wide(page)] == []

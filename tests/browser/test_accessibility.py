"""Twelve main pages: no serious axe finding, clean under the CSP, as wide as a phone at most."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

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
DESK, PHONE = (ViewportSize(width=width, height=850) for width in (1366, 390))
# Rows made of the same elements are alike to axe, which looks at each for long: three of each stay.
THIN = """() => {
    const seen = {};
    for (const row of document.querySelectorAll("tbody > tr")) {
        const parts = [row, ...row.querySelectorAll("*")];
        const look = parts.map(part => part.tagName + part.className + part.type).join();
        seen[look] = (seen[look] || 0) + 1;
        if (seen[look] > 3) row.remove();
    }
}"""


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
    page.evaluate(THIN)
    found = Axe().run(page).response["violations"]
    return [
        f"{page.url} {fault['id']}: {node['html'][:160]}"
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def is_too_wide(page: Page) -> bool:
    page.set_viewport_size(PHONE)
    wide = bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
    page.set_viewport_size(DESK)
    return wide


def test_the_main_pages_have_no_serious_accessibility_finding_and_fit_a_phone(desk_of):
    page = desk_of("ganshi").page  # a console error on any page fails it, too
    faults, wide = [], []
    for address in opened(page):
        wide += [address] if is_too_wide(page) else []
        faults += grave_findings(page)
    page.context.clear_cookies()
    page.goto("/login/")
    assert (faults + grave_findings(page), wide) == ([], [])

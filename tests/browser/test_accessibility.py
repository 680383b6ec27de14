"""Ten main pages: no serious axe finding, clean under the CSP, no sideways scrolling on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SCOPE = "union=D01&year=2009&as_of=2009-10-31&until=2009-12-31"
PAGES = (
    "/",
    "/unions/union/",
    "/unions/union/add/",
    "/members/member/",
    "/unions/collectivecontract/add/",
    "/members/aidcase/add/",
    f"/reports/summary/?{SCOPE}",
    f"/reports/statistics/?{SCOPE}",
    f"/reports/figures/members.total/?{SCOPE}",
    "/reports/checks/?union=D01",
)
GRAVE = {"serious", "critical"}


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


def test_ten_main_pages_and_the_login_have_no_serious_accessibility_finding(desk_of, site):
    page = desk_of("ganshi").page  # a console error on any page fails it, too
    faults = []
    for address in PAGES:
        page.goto(address)
        faults += grave_findings(page)
    page.context.clear_cookies()
    page.goto("/login/")
    faults += grave_findings(page)
    assert faults == []


def test_ten_main_pages_fit_a_phone(desk_of):
    page = desk_of("ganshi", width=390).page
    wide = []
    for address in PAGES:
        page.goto(address)
        if is_too_wide(page):
            wide.append(address)
    assert wide == []

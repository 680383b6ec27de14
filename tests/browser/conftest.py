"""A real server on the demo county, as ``make run`` starts it, and Debian's Chromium."""

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.installation import ROOT, Installation

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STARTS_WITHIN = 30  # seconds


@dataclass
class Site:
    """The running server: its address and the demo accounts' passwords by user name."""

    address: str
    passwords: dict[str, str]


@dataclass
class Desk:
    """A signed-in user's browser page; console errors are collected and fail the test."""

    page: Page
    errors: list[str] = field(default_factory=list)

    def note(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture(scope="session")
def site(seeded: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    installation = seeded.copy_to(tmp_path_factory.mktemp("site") / "data")
    for command in ("collectstatic --no-input", "demo_accounts"):
        installation.must(*command.split())
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind=127.0.0.1:{port}",
         "--worker-class=gthread", "--threads=4"],
        cwd=ROOT,
        env=installation.environment | {"DJANGO_SETTINGS_MODULE": "config.settings"},
    )  # fmt: skip
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address)
        yield Site(address, _passwords(installation.folder / "demo_accounts.txt"))
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")  # its event loop must end before other tests ask the database
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
        yield chromium
        chromium.close()


@pytest.fixture
def desk_of(site: Site, browser: Browser) -> Iterator[Callable[..., Desk]]:
    """Signs in by user name; every page must stay clean under the strict CSP."""
    desks: list[Desk] = []

    def sign_in(username: str, width: int = 1366) -> Desk:
        context = browser.new_context(
            base_url=site.address, viewport={"width": width, "height": 850}, locale="zh-CN"
        )
        desk = Desk(context.new_page())
        desk.page.on("console", desk.note)
        desk.page.goto("/login/")
        desk.page.fill("input[name=username]", username)
        desk.page.fill("input[name=password]", site.passwords[username])
        desk.page.click("[type=submit]")
        desk.page.wait_for_url(re.compile(r"/$"))
        desks.append(desk)
        return desk

    yield sign_in
    for desk in desks:
        desk.page.context.close()
    assert [error for desk in desks for error in desk.errors] == []


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"{address}/login/", timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"the server did not answer at {address}")


def _passwords(accounts: Path) -> dict[str, str]:
    """User name and password are the last two words of each account's line."""
    pairs = re.findall(r"\b([a-z]+)\s+(\S{10,})\s*$", accounts.read_text("utf-8"), re.MULTILINE)
    return dict(pairs)

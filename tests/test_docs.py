"""What the documents say must be true: paths, commands, settings, screen labels, definitions."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import CommandError

from reports.management.commands import indicator_catalogue
from reports.registry import registry

pytestmark = pytest.mark.engine_independent

ROOT = Path(settings.BASE_DIR)
HANDBOOK = sorted((ROOT / "docs" / "handbook").glob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
MADE_LATER = ("var/", ".venv/", "demo_accounts.txt")  # by make install and make run
VARIABLE = re.compile(r"\b(?:LEDGER_[A-Z_]*[A-Z]|DATABASE_URL|PORT)\b")
FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]*)+|[\w-]+\.(?:py|md|toml|sh|lock|css|txt|html)|Makefile")
SETTINGS_PAGE = ROOT / "docs" / "settings.md"


def text_of(page):
    return page.read_text(encoding="utf-8")


def named_paths(page):
    """Every `path` in backticks outside code blocks; placeholders such as <name> are none."""
    quoted = re.findall(r"`([^`\n]+)`", FENCE.sub("", text_of(page)))
    return {
        path
        for path in quoted
        if PATH.fullmatch(path) and re.search("[a-z]", path) and not path.startswith(MADE_LATER)
    }


def sources(*patterns):
    found = (path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file())
    return "\n".join(text_of(path) for path in found)


@pytest.fixture(scope="module")
def screen_texts():
    """Everything the program can print on a page."""
    return sources(
        "templates/**/*.html", "static/**/*.js", "config/*.py", "[rmu]*/*.py", "[rmu]*/*/*.py"
    )


def test_pages_are_found():
    assert len(HANDBOOK) >= 9
    assert len(PAGES) > len(HANDBOOK)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_named_in_a_page_exists(page):
    missing = {
        path
        for path in named_paths(page)
        if not any(ROOT.glob(path.rstrip("/"))) and not any(page.parent.glob(path.rstrip("/")))
    }
    assert missing == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_in_a_page_leads_to_a_file(page):
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", text_of(page))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_in_a_page_exists(page):
    named = set(re.findall(r"manage\.py ([a-z]\w*)", text_of(page)))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_named_in_a_page_exists(page):
    named = set(re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", text_of(page), re.MULTILINE))
    targets = set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


def test_every_variable_of_the_settings_is_documented():
    read = set(VARIABLE.findall(sources("config/*.py", "config/install/*")))
    rows = set(re.findall(r"^\| `([A-Z_]+)` \|", text_of(SETTINGS_PAGE), re.MULTILINE))
    assert read - rows == set()


def test_no_documented_variable_is_made_up():
    read = set(VARIABLE.findall(sources("config/*.py", "config/install/*", "Makefile")))
    assert set(VARIABLE.findall(text_of(SETTINGS_PAGE))) - read == set()


def test_the_catalogue_of_indicators_is_current():
    call_command("indicator_catalogue", "--check")


def test_an_outdated_catalogue_is_refused_with_exit_status_1(monkeypatch, tmp_path):
    monkeypatch.setattr(indicator_catalogue, "PATH", tmp_path / "indicators.md")
    with pytest.raises(CommandError, match="已过时") as refused:
        call_command("indicator_catalogue", "--check")
    assert refused.value.returncode == 1


def test_a_written_catalogue_passes_the_check(monkeypatch, tmp_path):
    monkeypatch.setattr(indicator_catalogue, "PATH", tmp_path / "indicators.md")
    call_command("indicator_catalogue", "--write")
    call_command("indicator_catalogue", "--check")


def test_every_indicator_has_its_definition_in_a_sentence():
    short = [i.code for i in registry if len(i.definition) <= 8 or i.definition[-1] != "。"]
    assert short == []


def test_every_indicator_stands_in_the_catalogue():
    catalogue = text_of(ROOT / "docs" / "indicators.md")
    lines = {i.code: f"| `{i.code}` | {i.name} | {i.unit} |" for i in registry}
    assert [code for code, line in lines.items() if line not in catalogue] == []


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_the_handbook_names_only_labels_that_the_screen_shows(page, screen_texts):
    """A 【label】 of the handbook; 【新增会员】 is made of 新增 and the name of the record."""
    labels = set(re.findall(r"【([^】]+)】", text_of(page)))
    assert {label for label in labels if label.removeprefix("新增") not in screen_texts} == set()


@pytest.mark.parametrize("page", HANDBOOK, ids=lambda page: page.name)
def test_the_handbook_is_free_of_program_talk(page):
    assert re.findall(r"\b(?:SQL|URL|HTTP|API|Django|admin)\b", text_of(page)) == []

"""What ``manage.py check`` says of fonts, the subset library and the spreadsheet reader."""

import openpyxl
import pytest

from config.install.fonts import SOURCES
from reports import checks, fonts

pytestmark = pytest.mark.engine_independent


def test_missing_fonts_are_named_with_the_remedy(settings, tmp_path):
    settings.LEDGER_FONT_DIR = tmp_path
    (warning,) = checks.check_fonts(None)
    assert warning.id == "reports.W002"
    assert all(face.file in warning.msg for face in fonts.FACES)
    assert "make install" in str(warning.hint)


def test_a_complete_font_set_gives_no_warning(settings, tmp_path):
    settings.LEDGER_FONT_DIR = tmp_path
    for face in fonts.FACES:
        (tmp_path / face.file).touch()
    assert checks.check_fonts(None) == []


def test_an_absent_subset_library_is_reported(monkeypatch):
    monkeypatch.setattr(checks, "SUBSET_LIBRARY", "libnot-there.so.0")
    assert [message.id for message in checks.check_subsetter(None)] == ["reports.W001"]


def test_the_subset_library_is_present_here():
    assert checks.check_subsetter(None) == []


def test_an_unprotected_spreadsheet_reader_is_an_error(monkeypatch):
    assert checks.check_spreadsheet_reader(None) == []
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    (error,) = checks.check_spreadsheet_reader(None)
    assert error.id == "reports.E001"
    assert error.is_serious()


def test_the_installer_provides_every_face_that_papers_use():
    installed = {file for files in SOURCES.values() for file in files.values()}
    assert {face.file for face in fonts.FACES} <= installed

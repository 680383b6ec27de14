"""WeasyPrint starts without what only fonts that are not ours need, and finds it when asked."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.engine_independent

AFTER_A_PAPER = """
import sys
from tests.reports.papers import paper, paragraph
from reports.renderers.pdf import render_pdf

assert render_pdf(paper(paragraph("新建工会18家。"))).startswith(b"%PDF")
print("fontTools.subset" in sys.modules, "fontTools.varLib" in sys.modules)

from weasyprint.pdf import fonts
print(type(fonts.subset.Options()).__module__)
try:
    fonts.instantiateVariableFont()
except TypeError as error:  # the real function, asking for its font
    print(error)
"""


def test_a_paper_is_made_without_the_tools_for_other_fonts_and_they_come_when_called():
    found = subprocess.run(
        [sys.executable, "-c", AFTER_A_PAPER], check=True, capture_output=True, text=True
    )
    loaded, options, complaint = found.stdout.splitlines()
    assert loaded == "False False"
    assert options == "fontTools.subset"
    assert "varfont" in complaint

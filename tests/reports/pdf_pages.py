"""Reads printed lines back from a PDF with poppler, which shares no code with WeasyPrint."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

MM = 72 / 25.4
WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)
TOP, BOTTOM = 37.0, 262.0  # of the text block


@dataclass(frozen=True)
class Line:
    """A printed line; positions in millimetres from the upper left corner of the sheet."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


def run_poppler(tool, pdf, *arguments):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        path.write_bytes(pdf)
        command = [tool, *(str(path) if item == "FILE" else item for item in arguments)]
        return subprocess.run(command, capture_output=True, check=True).stdout


def all_lines(pdf):
    """Lines of each page from top to bottom, margins included."""
    pages = run_poppler("pdftotext", pdf, "-bbox", "FILE", "-").decode().split("<page ")[1:]
    return [_lines_of(page) for page in pages]


def body_lines(pdf):
    """Lines of each page inside the text block."""
    return [
        [line for line in page if line.top > TOP - 2 and line.bottom < BOTTOM + 2]
        for page in all_lines(pdf)
    ]


def _lines_of(page):
    rows: dict[float, list[Any]] = {}
    for match in WORD.finditer(page):
        x_min, y_min, x_max, y_max = (float(match[index]) / MM for index in range(1, 5))
        key = next((row for row in rows if abs(row - y_max) < 1.5), y_max)
        rows.setdefault(key, []).append((x_min, x_max, y_min, y_max, unescape(match[5])))
    return [_merge(sorted(words)) for _, words in sorted(rows.items())]


def _merge(words):
    return Line(
        text="".join(word[4] for word in words),
        left=words[0][0],
        right=max(word[1] for word in words),
        top=min(word[2] for word in words),
        bottom=max(word[3] for word in words),
    )

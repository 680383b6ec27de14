"""Straight right edges for Chinese text in WeasyPrint.

WeasyPrint 70 justifies by widening U+0020 only, so lines of Chinese stay ragged by up to 11 mm.
This replaces its ``justify_line`` by one that spreads the rest between the Chinese characters and
leaves numbers and words closed. It leans on internals: installed only into the version it was
written for, and any other version keeps its own, ragged but valid lines.
"""

import re
from collections.abc import Iterator
from typing import Any

from reports.renderers.weasy import (
    TO_UNITS,
    Layout,
    boxes,
    ffi,
    inline,
    line_size,
    pango,
    weasyprint,
)

__all__ = ["install", "is_supported"]

VERSIONS = ("70.",)
# Everything set full width: hanzi, Chinese punctuation and the marks shared with Latin text.
WIDE = re.compile(
    "[\u2014\u2018-\u201d\u2026\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00020000-\U0003ffff]+"
)
MARKS = re.compile("[\u200b\u2060]")  # their work is done once the line is broken
MAX_SPREAD = 0.5  # of the font size; a line emptier than that stays short

widen_spaces = inline.justify_line


def is_supported() -> bool:
    return bool(weasyprint.__version__.startswith(VERSIONS))


def install() -> bool:
    """Put our rule in place; False when this WeasyPrint is not one we know."""
    if is_supported():
        inline.justify_line = justify_line
    return is_supported()


class SpreadLayout(Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """A text layout with extra space after its wide characters.

    Pango's part is made only when needed: WeasyPrint sets a layout up again to draw it.
    """

    def __init__(self, text: str, spread: float) -> None:
        self.text, self.spread = text, spread
        self.justification_spacing, self.max_width = 0, None

    def set_text(self, text: str, justify: bool = False) -> None:
        super().set_text(text, justify)
        current = pango.pango_layout_get_attributes(self.layout)
        attributes = (
            ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            if current == ffi.NULL
            else current
        )
        for start, end in _byte_spans(self.text):
            attribute = pango.pango_attr_letter_spacing_new(int(self.spread * TO_UNITS))
            attribute.start_index, attribute.end_index = start, end
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)

    def measure(self, style: Any) -> float:
        """Width in CSS px with the extra space."""
        self.reactivate(style)
        width, _ = line_size(self.get_first_line()[0], style)
        self.deactivate()
        return float(width)


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Spread ``extra_width`` (CSS px) over the line's wide characters, measured, not estimated."""
    texts = list(_text_boxes(line))
    wide = sum(len(run) for box in texts for run in WIDE.findall(box.text))
    if wide < 2:
        widen_spaces(context, line, extra_width)
        return
    for box in texts:
        box.text = MARKS.sub("", box.text)
    trial = extra_width / wide
    gains = [SpreadLayout(box.text, trial).measure(box.style) - box.width for box in texts]
    factor = extra_width / (sum(gains) + trial * (len(texts) - 1))
    spread = trial * factor
    if spread <= MAX_SPREAD * line.style["font_size"]:
        grown = {id(box): gain * factor for box, gain in zip(texts, gains, strict=True)}
        _apply(line, spread, grown, 0.0)


def _apply(box: Any, spread: float, grown: dict[int, float], shift: float) -> float:
    """Move and widen a box and what it holds; returns the shift for what follows it."""
    if isinstance(box, boxes.TextBox):
        box.position_x += shift
        box.width += grown[id(box)]
        box.pango_layout = SpreadLayout(box.text, spread)
        return shift + grown[id(box)] + spread
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(shift, 0)
        return shift
    box.position_x += shift
    end = shift
    for child in box.children:
        if child.is_in_normal_flow():
            end = _apply(child, spread, grown, end)
    box.width += end - shift
    return end


def _text_boxes(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            yield from _text_boxes(child)


def _byte_spans(text: str) -> Iterator[tuple[int, int]]:
    for match in WIDE.finditer(text):
        start = len(text[: match.start()].encode())
        yield start, start + len(match.group().encode())

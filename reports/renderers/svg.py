"""A small bar chart as SVG, the same on screen and in the PDF."""

from decimal import Decimal
from html import escape

from reports.document import Chart
from reports.renderers.characters import clean, width_in_em

__all__ = ["bar_chart", "value_label"]

WIDTH = 600  # user units; the page scales the picture to the text width
FONT_SIZE = 16
STEP = 34
BAR_HEIGHT = 18
LABEL_LIMIT = 14  # characters; longer names are cut with …
GAP = 10


def value_label(value: float, unit: str) -> str:
    """Value as printed beside its bar: no exponent, no rounding, no empty decimals."""
    text = f"{Decimal(str(value)):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}{unit}"


def bar_chart(chart: Chart, font_family: str) -> str:
    """Horizontal bars, one per label, each with its value: long union names need the room.

    The family must be named, else the renderer picks Japanese shapes for some hanzi; WeasyPrint
    takes a space after a comma in an SVG attribute for part of the name.
    """
    labels = [_short(clean(label)) for label in chart.labels]
    values = [value_label(value, clean(chart.unit)) for value in chart.values]
    left = _widest(labels) * FONT_SIZE + GAP
    room = WIDTH - left - _widest(values) * FONT_SIZE - 2 * GAP
    top = max([0.0, *chart.values])
    lengths = [room * max(0.0, value) / top if top else 0.0 for value in chart.values]
    bars = "".join(
        _bar(index, left, length, label, value)
        for index, (label, length, value) in enumerate(zip(labels, lengths, values, strict=True))
    )
    return _frame(chart, bars, left, len(labels) * STEP, font_family)


def _frame(chart: Chart, bars: str, left: float, height: int, font_family: str) -> str:
    families = escape(font_family.replace(", ", ","))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"'
        f' viewBox="0 0 {WIDTH} {height}" font-size="{FONT_SIZE}"'
        f' font-family="{families}"><title>{escape(clean(chart.caption))}</title>'
        f'{bars}<path d="M{left:.1f} 0V{height}" stroke="#666666" fill="none"/></svg>'
    )


def _bar(index: int, left: float, length: float, label: str, value: str) -> str:
    middle = index * STEP + STEP / 2
    baseline = middle + FONT_SIZE * 0.36
    return (
        f'<rect x="{left:.1f}" y="{middle - BAR_HEIGHT / 2:.1f}" width="{length:.1f}"'
        f' height="{BAR_HEIGHT}" fill="#8c8c8c"/>'
        f'<text x="{left - GAP:.1f}" y="{baseline:.1f}" text-anchor="end">{escape(label)}</text>'
        f'<text x="{left + length + GAP:.1f}" y="{baseline:.1f}">{escape(value)}</text>'
    )


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LIMIT else f"{label[: LABEL_LIMIT - 1]}…"


def _widest(texts: list[str]) -> float:
    return max((width_in_em(text) for text in texts), default=0.0)

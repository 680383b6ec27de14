"""Papers as plain text, for pasting into QQ, WeChat or a form."""

from collections.abc import Callable
from typing import Any

from reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Salutation,
    Signature,
    Table,
    Title,
)
from reports.renderers.characters import clean, width_in_em
from reports.renderers.numbering import HeadingNumbers
from reports.renderers.svg import value_label
from reports.wording import date_words

__all__ = ["render_txt"]

INDENT = "　　"
LINE = 28  # characters


def render_txt(document: Document) -> str:
    """The words of the paper in reading order; tables and charts as tab-separated lines."""
    numbers = HeadingNumbers()
    return "\n".join(_block(block, numbers) for block in document.blocks) + "\n"


def _block(block: Block, numbers: HeadingNumbers) -> str:
    if isinstance(block, Heading):
        return _heading(block, numbers)
    return WRITERS[type(block)](block)


def _title(title: Title) -> str:
    return "\n".join(_centred(clean(line)) for line in title.lines) + "\n"


def _salutation(salutation: Salutation) -> str:
    return f"{clean(salutation.text)}："


def _paragraph(paragraph: Paragraph) -> str:
    return INDENT + clean(paragraph.text)


def _heading(heading: Heading, numbers: HeadingNumbers) -> str:
    text = clean(heading.text)
    if not heading.numbered:
        numbers.restart_below(heading.level - 1)
        return f"\n{_centred(text)}\n"
    return f"{INDENT}{numbers.next(heading.level)}{text}"


def _table(table: Table) -> str:
    lines = ["\t".join(clean(cell) for cell in row) for row in (table.header, *table.rows)]
    return "\n".join([clean(table.caption), *lines] if table.caption else lines)


def _chart(chart: Chart) -> str:
    values = (value_label(value, chart.unit) for value in chart.values)
    lines = [
        f"{clean(label)}\t{clean(value)}" for label, value in zip(chart.labels, values, strict=True)
    ]
    return "\n".join([clean(chart.caption), *lines])


def _signature(signature: Signature) -> str:
    """Unsealed form: the date begins two characters right of the name, both two from the edge."""
    name, day = clean(signature.name), date_words(signature.signed_on)
    width = max(width_in_em(name), width_in_em(day) + 2)
    indent = "　" * max(0, int(LINE - 2 - width))
    return f"\n{indent}{name}\n{indent}{INDENT}{day}"


def _centred(line: str) -> str:
    return "　" * max(0, int((LINE - width_in_em(line)) / 2)) + line


WRITERS: dict[type, Callable[[Any], str]] = {
    Title: _title,
    Salutation: _salutation,
    Paragraph: _paragraph,
    Table: _table,
    Chart: _chart,
    Signature: _signature,
}

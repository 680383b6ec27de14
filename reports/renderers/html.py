"""Papers as HTML: a marked fragment for the preview and a whole page for print.

Every text is escaped here and nowhere else; the blocks hold plain text.
"""

from collections.abc import Callable, Iterable
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from reports import fonts
from reports.document import (
    Block,
    Chart,
    Document,
    Heading,
    Paragraph,
    Run,
    RunKind,
    Salutation,
    Signature,
    Table,
    Title,
)
from reports.renderers.characters import clean, steer_breaks
from reports.renderers.numbering import HeadingNumbers
from reports.renderers.svg import bar_chart
from reports.renderers.tables import column_shares
from reports.renderers.wording import DRAFT_MARK
from reports.wording import date_words

__all__ = ["MAX_PRINT_ROWS", "body_html", "page_html"]

STYLE_SHEET = Path(__file__).resolve().parents[2] / "static" / "reports" / "gongwen.css"
MAX_PRINT_ROWS = 200  # longer tables take minutes to lay out and belong in the workbook
SHORT_TABLE = 10  # rows; a table up to this length is not broken over pages
SCREEN_FONTS = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'


def body_html(document: Document) -> str:
    """The blocks as a fragment for the preview: figures link to the records behind them."""
    return _Screen().blocks(document.blocks)


def page_html(document: Document) -> str:
    """A complete page with its style sheet inline, as WeasyPrint prints it.

    Font addresses in it are of our own scheme: in a browser the page falls back to system fonts.
    """
    styles = f"{fonts.css()}\n{_style_sheet()}"
    body = _Print().blocks(document.blocks)
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head>{_head(document)}<style>{styles}</style></head>'
        f'<body class="{"draft" if document.is_draft else "final"}">\n{body}\n</body></html>\n'
    )


@cache
def _style_sheet() -> str:
    return STYLE_SHEET.read_text(encoding="utf-8").replace("{draft}", DRAFT_MARK)


def _head(document: Document) -> str:
    created = document.created_on.isoformat()
    metadata = {
        "author": document.author,
        "keywords": ", ".join(document.keywords),
        "dcterms.created": created,
        "dcterms.modified": created,
    }
    tags = "".join(
        f'<meta name="{name}" content="{escape(clean(text))}">'
        for name, text in metadata.items()
        if text
    )
    return f'<meta charset="utf-8"><title>{escape(clean(document.title))}</title>{tags}'


class _Screen:
    """Blocks for the preview. The site's policy allows no style attributes, so there are none."""

    chart_fonts = SCREEN_FONTS

    def __init__(self) -> None:
        self._numbers = HeadingNumbers()
        self._writers: dict[type, Callable[[Any], str]] = {
            Title: self._title,
            Salutation: self._salutation,
            Heading: self._heading,
            Paragraph: self._paragraph,
            Table: self._table,
            Chart: self._chart,
            Signature: self._signature,
        }

    def blocks(self, blocks: Iterable[Block]) -> str:
        return "\n".join(self._writers[type(block)](block) for block in blocks)

    def text(self, text: str) -> str:
        return escape(clean(text))

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(self._run(run) for run in runs)

    def columns(self, table: Table) -> str:
        return ""

    def rows(self, table: Table) -> tuple[tuple[str, ...], ...]:
        return table.rows

    def _run(self, run: Run) -> str:
        text = self.text(run.text)
        if run.kind is RunKind.TEXT:
            return text
        code = f' data-code="{escape(run.code)}"' if run.code else ""
        if run.href:
            return f'<a class="{run.kind}" href="{escape(run.href)}"{code}>{text}</a>'
        return f'<span class="{run.kind}"{code}>{text}</span>'

    def _title(self, title: Title) -> str:
        return f"<h1>{'<br>'.join(escape(clean(line)) for line in title.lines)}</h1>"

    def _salutation(self, salutation: Salutation) -> str:
        return f'<p class="salutation">{self.text(salutation.text)}：</p>'

    def _paragraph(self, paragraph: Paragraph) -> str:
        return f"<p>{self.runs(paragraph.runs)}</p>"

    def _heading(self, heading: Heading) -> str:
        """Title h1, part titles and levels 1–4 below it: h2 to h5. A part restarts the numbers."""
        text = escape(clean(heading.text))
        if not heading.numbered:
            self._numbers.restart_below(heading.level - 1)
            return f'<h2 class="part">{text}</h2>'
        tag = f"h{heading.level + 1}"
        number = self._numbers.next(heading.level)
        return f'<{tag} class="level-{heading.level}">{number}{text}</{tag}>'

    def _table(self, table: Table) -> str:
        caption = f"<caption>{self.text(table.caption)}</caption>" if table.caption else ""
        head = "".join(f'<th scope="col">{self.text(cell)}</th>' for cell in table.header)
        body = "".join(self._row(row, table.numeric) for row in self.rows(table))
        size = ' class="short"' if len(table.rows) <= SHORT_TABLE else ""
        return (
            f"<table{size}>{caption}{self.columns(table)}<thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>"
        )

    def _row(self, row: tuple[str, ...], numeric: frozenset[int]) -> str:
        cells = (
            f'<td class="number">{self.text(cell)}</td>'
            if index in numeric
            else f"<td>{self.text(cell)}</td>"
            for index, cell in enumerate(row)
        )
        return f"<tr>{''.join(cells)}</tr>"

    def _chart(self, chart: Chart) -> str:
        picture = bar_chart(chart, self.chart_fonts)
        return f"<figure>{picture}<figcaption>{self.text(chart.caption)}</figcaption></figure>"

    def _signature(self, signature: Signature) -> str:
        return (
            f'<div class="signature"><p class="name">{self.text(signature.name)}</p>'
            f'<p class="date">{date_words(signature.signed_on)}</p></div>'
        )


class _Print(_Screen):
    """Blocks for paper: no marks of origin, line breaks steered, tables of bounded size."""

    chart_fonts = fonts.stack("fang")

    def text(self, text: str) -> str:
        return escape(steer_breaks(clean(text)))

    def runs(self, runs: Iterable[Run]) -> str:
        """One text, so that a number and the unit after it are seen together."""
        return self.text("".join(run.text for run in runs))

    def columns(self, table: Table) -> str:
        """Fixed widths: they are laid out ten times faster than widths found from the cells."""
        shares = column_shares(table)
        columns = "".join(f'<col style="width:{share:.1%}">' for share in shares)
        return f"<colgroup>{columns}</colgroup>"

    def rows(self, table: Table) -> tuple[tuple[str, ...], ...]:
        if len(table.rows) <= MAX_PRINT_ROWS:
            return table.rows
        note = f"共{len(table.rows)}行，此处印前{MAX_PRINT_ROWS}行，全表见统计表。"
        blank = ("",) * (len(table.header) - 2)
        return (*table.rows[:MAX_PRINT_ROWS], ("……", note, *blank)[: len(table.header)])

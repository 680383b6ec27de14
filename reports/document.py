"""Blocks between outline and renderers: one text structure feeds HTML, PDF, Word and plain text.

An outline is written into a Document once; every renderer draws the same blocks, so the formats
cannot disagree. Blocks hold plain text only. Renderers escape, number headings
(一、（一）1.（1）) and lay out.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

__all__ = [
    "Block",
    "Chart",
    "Document",
    "Heading",
    "Paragraph",
    "Run",
    "RunKind",
    "Salutation",
    "Signature",
    "Table",
    "Title",
]


class RunKind(StrEnum):
    """Where a piece of text comes from; the preview marks the kinds, print does not."""

    TEXT = "text"
    FIGURE = "figure"  # value drawn from the registry; ``href`` opens its records
    NAMES = "names"  # list of names drawn from records
    SETTING = "setting"  # own name, year and the like


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one origin.

    ``code`` is the indicator, ``href`` the page of its records.
    """

    text: str
    kind: RunKind = RunKind.TEXT
    code: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Title of the paper, one string per printed line."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Salutation:
    """主送机关: the addressee, without its colon."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Heading of level 1–4 without its number.

    ``numbered`` False for the titles of the two parts.
    """

    level: int
    text: str
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body paragraph, indented by two characters."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table; cells of ``numeric`` columns (by index) stand right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one series; values and their printed labels come from figures."""

    caption: str
    labels: tuple[str, ...]
    values: tuple[float, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """落款: issuing body and date (unsealed form of GB/T 9704)."""

    name: str
    signed_on: date


Block = Title | Salutation | Heading | Paragraph | Table | Chart | Signature


@dataclass(frozen=True, slots=True)
class Document:
    """A whole paper: blocks in printing order and what goes into the file's metadata.

    ``notes`` are remarks for the preview (clauses dropped for want of data); they are never
    printed.
    """

    title: str
    author: str
    created_on: date
    blocks: tuple[Block, ...]
    is_draft: bool = True
    keywords: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """All words of the paper in reading order, without heading numbers."""
        return "\n".join(_text_of(block) for block in self.blocks)


def _text_of(block: Block) -> str:
    match block:
        case Title(lines=lines):
            return "".join(lines)
        case Paragraph():
            return block.text
        case Heading(text=text) | Salutation(text=text):
            return text
        case Table(caption=caption, header=header, rows=rows):
            return "\n".join([caption, "\t".join(header), *("\t".join(row) for row in rows)])
        case Chart(caption=caption):
            return caption
        case Signature(name=name, signed_on=day):
            return f"{name}\n{day.year}年{day.month}月{day.day}日"

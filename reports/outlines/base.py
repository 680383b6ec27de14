"""What an outline (底稿) is made of: headings and sentence patterns, as data without logic."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Marks", "Outline", "Part", "Section"]


class Marks(StrEnum):
    """How the items of a section are set; one item that stands alone carries no mark."""

    NONE = "none"  # each a paragraph
    IN_TURN = "in_turn"  # each a paragraph: 一是…。
    RUNNING = "running"  # one paragraph: 一是…；二是…。
    ARABIC = "arabic"  # each a paragraph: 1.…。


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its words, all of them patterns of reports.sentences.

    ``level`` is 1–4 for a heading that renderers number, 0 for paragraphs without heading.
    ``lead`` opens the section only if something follows it, here or in a deeper section.
    ``items`` are marked and counted after dropping. Order: lead, paragraphs, items.
    """

    level: int
    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    marks: Marks = Marks.IN_TURN

    def patterns(self) -> Iterator[str]:
        yield from (self.heading, *self.lead, *self.paragraphs, *self.items)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the paper; its ``heading``, if any, is printed without a number."""

    sections: tuple[Section, ...]
    heading: str = ""

    def patterns(self) -> Iterator[str]:
        yield self.heading
        for section in self.sections:
            yield from section.patterns()


@dataclass(frozen=True, slots=True)
class Outline:
    """A kind of paper. ``name`` is used on the command line, ``label`` on screen.

    ``title`` holds one pattern per printed line, broken by sense; ``salutation`` names the addressee.
    """

    name: str
    label: str
    title: tuple[str, ...]
    parts: tuple[Part, ...]
    salutation: str = ""

    def patterns(self) -> Iterator[str]:
        """Every pattern of the outline that is not empty, in reading order."""
        yield from filter(None, (*self.title, self.salutation))
        for part in self.parts:
            yield from filter(None, part.patterns())

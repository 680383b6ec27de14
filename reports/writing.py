"""Writing an outline into a Document: figures put in, empty sections left out, items counted."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reports.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Run,
    Salutation,
    Signature,
    Title,
)
from reports.outlines.base import Marks, Outline, Part, Section
from reports.sentences import Book, WritingContext, Written, parse
from reports.wording import as_of_words, in_turn

__all__ = ["ScopeLike", "SummaryBook", "settings_of", "write_document"]

_OWN_PLACE = {
    "county": "我县",
    "town": "我镇",
    "town_joint": "我镇",
    "village": "我村（社区）",
    "village_joint": "我村",
}


class _UnionLike(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def parent(self) -> "_UnionLike | None": ...
    @property
    def own_place(self) -> str: ...


class _PeriodLike(Protocol):
    @property
    def end(self) -> date: ...


class ScopeLike(Protocol):
    """Whose paper it is, of which period, counted until which day."""

    @property
    def root(self) -> _UnionLike: ...
    @property
    def period(self) -> _PeriodLike: ...
    @property
    def as_of(self) -> date: ...


class SummaryBook(Book, Protocol):
    """Figures of one scope."""

    @property
    def scope(self) -> ScopeLike: ...


@dataclass(frozen=True, slots=True)
class _WrittenSection:
    level: int
    heading: Written
    lead: tuple[Written, ...]
    body: tuple[Written, ...]  # paragraphs and marked items that say something
    notes: tuple[str, ...]


def write_document(
    outline: Outline,
    book: SummaryBook,
    *,
    created_on: date,
    link: Callable[[str], str] | None = None,
    is_draft: bool = True,
    settings: Mapping[str, str] | None = None,
) -> Document:
    """The paper of ``book.scope``, signed by its root union on ``created_on``.

    ``link`` gives the page behind a figure's code; without it figures carry no address (print).
    ``settings`` overrides settings_of. Raises SentenceError for a name that no figure or list has.
    """
    values = {**settings_of(book.scope), **(settings or {})}
    context = WritingContext(book, values, link) if link else WritingContext(book, values)
    lines = tuple(parse(line).write(context).text for line in outline.title)
    blocks, notes = _parts(outline.parts, context)
    return Document(
        title="".join(lines),
        author=values["本会"],
        created_on=created_on,
        blocks=(
            Title(lines),
            *_salutation(outline, context),
            *blocks,
            Signature(values["本会"], created_on),
        ),
        is_draft=is_draft,
        keywords=(values["本会"], f"{values['年']}年"),
        notes=notes,
    )


def settings_of(scope: ScopeLike) -> dict[str, str]:
    """Values of the setting tokens: years, names and forms of address of the root union."""
    year, root = scope.period.end.year, scope.root
    return {
        "年": str(year),
        "上年": str(year - 1),
        "下年": str(year + 1),
        "截至": as_of_words(scope.as_of, year),
        "本会": root.name,
        "上级": root.parent.name if root.parent else "上级工会",
        "我镇": root.own_place or _OWN_PLACE.get(root.kind, "本单位"),
    }


def _salutation(outline: Outline, context: WritingContext) -> tuple[Salutation, ...]:
    text = parse(outline.salutation).write(context).text
    return (Salutation(text),) if text else ()


def _parts(parts: Iterable[Part], context: WritingContext) -> tuple[list[Block], tuple[str, ...]]:
    blocks: list[Block] = []
    notes: list[str] = []
    for part in parts:
        written = [_section(section, context) for section in part.sections]
        if part.heading:
            blocks.append(Heading(1, parse(part.heading).write(context).text, numbered=False))
        blocks.extend(_blocks(written))
        notes.extend(note for section in written for note in section.notes)
        notes.extend(_omissions(written))
    return blocks, tuple(dict.fromkeys(notes))


def _blocks(sections: list[_WrittenSection]) -> Iterator[Block]:
    for number, section in enumerate(sections):
        if not _says_something(sections, number):
            continue
        if section.level:
            yield Heading(section.level, section.heading.text)
        yield from (Paragraph(written.runs) for written in (*section.lead, *section.body))


def _says_something(sections: list[_WrittenSection], number: int) -> bool:
    """True if the section, or a deeper one under it, has words of its own."""
    section = sections[number]
    if section.body:
        return True
    for later in sections[number + 1 :]:
        if later.level <= section.level:
            return False
        if later.body:
            return True
    return False


def _omissions(sections: list[_WrittenSection]) -> Iterator[str]:
    for number, section in enumerate(sections):
        if section.level and not _says_something(sections, number):
            yield f"“{section.heading.text}”一节没有可写的内容，已整节略去。"


def _section(section: Section, context: WritingContext) -> _WrittenSection:
    heading = parse(section.heading).write(context)
    lead = _written(section.lead, context)
    paragraphs = _written(section.paragraphs, context)
    items = _written(section.items, context)
    notes = [note for each in (*lead, *paragraphs, *items) for note in _notes(each)]
    return _WrittenSection(
        level=section.level,
        heading=heading,
        lead=_kept(lead),
        body=_kept(paragraphs) + _marked(_kept(items), section.marks),
        notes=tuple(notes),
    )


def _written(patterns: Iterable[str], context: WritingContext) -> list[Written]:
    return [parse(pattern).write(context) for pattern in patterns]


def _kept(written: Iterable[Written]) -> tuple[Written, ...]:
    return tuple(each for each in written if not each.is_empty)


def _marked(items: tuple[Written, ...], marks: Marks) -> tuple[Written, ...]:
    """Items with their marks, counted over those that are left."""
    if len(items) > 1 and marks is Marks.IN_TURN:
        return tuple(Written((Run(in_turn(n)), *item.runs)) for n, item in enumerate(items, 1))
    if len(items) > 1 and marks is Marks.ARABIC:
        return tuple(Written((Run(f"{n}."), *item.runs)) for n, item in enumerate(items, 1))
    if marks is Marks.RUNNING and items:
        return (_running(items),)
    return items


def _running(items: tuple[Written, ...]) -> Written:
    """One paragraph: 一是…；二是…。"""
    runs: list[Run] = []
    for number, item in enumerate(items, 1):
        mark = in_turn(number) if len(items) > 1 else ""
        end = "；" if number < len(items) else "。"
        runs += [*([Run(mark)] if mark else []), *item.runs, Run(end)]
    return Written(tuple(runs))


def _notes(written: Written) -> Iterator[str]:
    for name in dict.fromkeys(written.missing):
        yield f"“{name}”尚未填报，文中以“（待填：{name}）”标出。"
    for dropped in written.dropped:
        yield f"“{dropped.gist}”未写入：{dropped.reason}。"

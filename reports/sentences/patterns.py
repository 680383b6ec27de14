"""Parsed patterns, and the checks that shipped and edited texts must pass."""

import itertools
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from reports.sentences.filling import WritingContext, Written, write_parts
from reports.sentences.grammar import SentenceError, near_misses, read_parts
from reports.sentences.parts import (
    SETTINGS,
    Choice,
    FigureToken,
    NamesToken,
    Operand,
    Part,
    Text,
    walk,
)

__all__ = ["Pattern", "check_pattern", "parse", "typed_numbers"]

# What is no count although it is written in digits: years, days, articles of law, paper numbers.
_NOT_COUNTED = re.compile(
    r"〔\d{4}〕\d+号|(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|底|初|份|[上中下]旬)|第\d+[条款项号届次]"
)
_TYPED_NUMBER = re.compile(r"\d+(?:\.\d+)?%?")

_Reference = FigureToken | NamesToken | Operand


@dataclass(frozen=True)
class Pattern:
    """A parsed pattern; equal sources are equal patterns."""

    source: str
    parts: tuple[Part, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Figures used, conditions included, each once."""
        return tuple(dict.fromkeys(ref.name for ref in _references(self.parts) if _is_figure(ref)))

    @cached_property
    def lists(self) -> tuple[str, ...]:
        """Lists of names used, conditions included, each once."""
        references = _references(self.parts)
        return tuple(dict.fromkeys(ref.name for ref in references if not _is_figure(ref)))

    def write(self, context: WritingContext) -> Written:
        """Put figures and names in. Raises SentenceError for a name the book does not know."""
        return write_parts(self.parts, context)


@lru_cache(maxsize=4096)
def parse(text: str) -> Pattern:
    """Read a pattern once and keep it. Raises SentenceError with place and remedy."""
    return Pattern(text, read_parts(text))


def check_pattern(
    text: str,
    known_names: Collection[str],
    known_lists: Collection[str],
    changes: Collection[str] | None = None,
) -> list[str]:
    """What is wrong with a text, as Chinese sentences; empty if it can be written.

    ``changes`` are the indicators that compare with last year: only they may be worded 比上年.
    """
    try:
        pattern = parse(text)
    except SentenceError as error:
        return [str(error)]
    return [
        *_unknown_names(pattern, known_names, known_lists),
        *_doubly_approximate(pattern.parts),
        *_false_comparisons(
            pattern, set(known_names) - set(known_names if changes is None else changes)
        ),
    ]


def typed_numbers(pattern: Pattern) -> list[str]:
    """Arabic numbers typed into the wording instead of drawn from records, in reading order."""
    texts = (part.text for part in walk(pattern.parts) if isinstance(part, Text))
    return [number for text in texts for number in _numbers_in(text)]


def _numbers_in(text: str) -> list[str]:
    return _TYPED_NUMBER.findall(_NOT_COUNTED.sub(" ", text))


def _references(parts: Iterable[Part]) -> Iterator[_Reference]:
    for part in walk(parts):
        if isinstance(part, FigureToken | NamesToken):
            yield part
        elif isinstance(part, Choice):
            sides = (side for each in part.conditions for side in (each.left, each.right))
            yield from (side for side in sides if side.name)


def _is_figure(reference: _Reference) -> bool:
    if isinstance(reference, Operand):
        return not reference.is_list
    return isinstance(reference, FigureToken)


def _unknown_names(
    pattern: Pattern, known_names: Collection[str], known_lists: Collection[str]
) -> Iterator[str]:
    for reference in _references(pattern.parts):
        is_figure = _is_figure(reference)
        if reference.name in (known_names if is_figure else known_lists):
            continue
        kind = "数据项" if is_figure else "名单"
        near = near_misses(reference.name, [*known_names, *SETTINGS] if is_figure else known_lists)
        yield f"第{reference.position}字：没有名为“{reference.name}”的{kind}，{_advice(near)}"


def _advice(suggestion: str) -> str:
    return f"是不是{suggestion}？请改正。" if suggestion else "请到“数据项”页查准名称后改正。"


def _doubly_approximate(parts: tuple[Part, ...]) -> Iterator[str]:
    """An exact number followed by 余 or 多, as in 4291余人 (D9-50)."""
    for part, after in itertools.pairwise(parts):
        if not (isinstance(part, FigureToken) and isinstance(after, Text)):
            continue
        if part.display.mode == "数" and after.text.startswith(("余", "多")):
            word = after.text[0]
            yield (
                f"第{part.position}字：准确数后面不能写“{word}”，"
                f"请删去“{word}”，或改为{{{part.name}|{word}100}}。"
            )


def _false_comparisons(pattern: Pattern, not_changes: Collection[str]) -> Iterator[str]:
    """Figures worded 比上年 although they are no comparison: 184家 would print 增加184家."""
    tokens = (part for part in walk(pattern.parts) if isinstance(part, FigureToken))
    for token in tokens:
        if token.display.mode == "比上年" and token.name in not_changes:
            yield (
                f"第{token.position}字：“{token.name}”不是与上年比较的数据项，"
                f"不能写“比上年”，请改用“…净增数”一类的数据项。"
            )

"""Putting figures and names into a pattern.

A figure nobody has reported (None) drops the clause it stands in; outside a clause it prints
（待填：…）, so that no paper hides a gap. A clause whose figures are all zero is dropped too.
"""

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from reports.document import Run, RunKind
from reports.sentences.gist import gist
from reports.sentences.grammar import SentenceError
from reports.sentences.parts import (
    Choice,
    Clause,
    Comparison,
    FigureToken,
    NamesToken,
    Operand,
    Part,
    SettingToken,
    Text,
)
from reports.sentences.seams import mended
from reports.wording import Number, join_names

__all__ = [
    "Book",
    "Dropped",
    "FigureLike",
    "NameListLike",
    "WritingContext",
    "Written",
    "write_parts",
]


_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "≠": operator.ne,
    ">": operator.gt,
    "≥": operator.ge,
    "<": operator.lt,
    "≤": operator.le,
}


class FigureLike(Protocol):
    """What a sentence needs of a figure; ``value`` None means not reported."""

    @property
    def code(self) -> str: ...
    @property
    def value(self) -> Number | None: ...
    @property
    def unit(self) -> str: ...
    @property
    def decimals(self) -> int: ...


class NameListLike(Protocol):
    """Names drawn from records; ``total`` may exceed the items given."""

    @property
    def items(self) -> tuple[str, ...]: ...
    @property
    def total(self) -> int: ...


class Book(Protocol):
    """Figures and lists by their Chinese names; an unknown name raises KeyError."""

    def figure(self, name: str, /) -> FigureLike: ...
    def names(self, name: str, /) -> NameListLike: ...


def _no_link(code: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class WritingContext:
    """Figures, the values of SETTINGS, and the address of a figure's records ("" for print)."""

    book: Book
    settings: Mapping[str, str] = field(default_factory=dict)
    link: Callable[[str], str] = _no_link

    def figure(self, token: FigureToken | Operand) -> FigureLike:
        try:
            return self.book.figure(token.name)
        except KeyError as error:
            raise _unknown(token.position, "数据项", token.name) from error

    def names(self, token: NamesToken | Operand) -> NameListLike:
        try:
            return self.book.names(token.name)
        except KeyError as error:
            raise _unknown(token.position, "名单", token.name) from error

    def value(self, operand: Operand) -> Number | None:
        """A side of a condition; the value of a list is its length."""
        if operand.number is not None:
            return operand.number
        return self.names(operand).total if operand.is_list else self.figure(operand).value


@dataclass(frozen=True, slots=True)
class Dropped:
    """A clause that was left out: its opening words, and why, as Chinese phrases."""

    gist: str
    reason: str


@dataclass(frozen=True, slots=True)
class Written:
    """A pattern, or a part of one, in words.

    ``missing`` are names that print （待填：…）: TEXT runs that carry the code to be filled in.
    ``weights`` tell of each figure, list and clause whether it says anything.
    """

    runs: tuple[Run, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    missing: tuple[str, ...] = ()
    weights: tuple[bool, ...] = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def is_empty(self) -> bool:
        """True if nothing is left but punctuation."""
        return not re.search(r"\w", self.text)

    def __add__(self, other: "Written") -> "Written":
        return Written(
            self.runs + other.runs,
            self.dropped + other.dropped,
            self.missing + other.missing,
            self.weights + other.weights,
        )


def write_parts(parts: Iterable[Part], context: WritingContext) -> Written:
    """Words of the parts. Raises SentenceError for a name the book does not know."""
    whole = _write_all(parts, context)
    return replace(whole, runs=mended(whole.runs))


def _write_all(parts: Iterable[Part], context: WritingContext) -> Written:
    return sum((_write(part, context) for part in parts), Written())


def _write(part: Part, context: WritingContext) -> Written:
    match part:
        case Text(text=text):
            return Written(runs=(Run(text),))
        case SettingToken(name=name):
            return _setting(name, context)
        case FigureToken():
            return _figure(part, context)
        case NamesToken():
            return _names(part, context)
        case Clause():
            return _clause(part, context)
        case Choice():
            return _choice(part, context)


def _setting(name: str, context: WritingContext) -> Written:
    text = context.settings.get(name, "")
    if not text:
        return _to_be_filled(name)
    return Written(runs=(Run(text, RunKind.SETTING),))


def _figure(token: FigureToken, context: WritingContext) -> Written:
    figure = context.figure(token)
    link = context.link(figure.code)
    if figure.value is None:
        return _to_be_filled(token.name, figure.code, link)
    words = token.display.words(figure.value, figure.unit, figure.decimals)
    run = Run(words, RunKind.FIGURE, figure.code, link)
    return Written(runs=(run,), weights=(figure.value != 0,))


def _names(token: NamesToken, context: WritingContext) -> Written:
    """A list; one that is empty or all blank is a gap, so that its clause is dropped."""
    names = context.names(token)
    if not any(names.items):
        return _to_be_filled(token.name)
    words = join_names(names.items, names.total, token.limit, token.last)
    return Written(runs=(Run(words, RunKind.NAMES),), weights=(True,))


def _to_be_filled(name: str, code: str = "", link: str = "") -> Written:
    return Written(runs=(Run(f"（待填：{name}）", code=code, href=link),), missing=(name,))


def _clause(clause: Clause, context: WritingContext) -> Written:
    inner = _write_all(clause.parts, context)
    if inner.missing:
        reason = _lack(inner.missing)
    elif inner.weights and not any(inner.weights):
        reasons = dict.fromkeys(each.reason for each in inner.dropped)
        reason = "；".join(reasons) or "有关数据都为零"
    else:
        return Written(inner.runs, inner.dropped, weights=(True,))
    left_out = Dropped(gist((clause,), context.settings), reason)
    return Written(dropped=(left_out,), weights=(False,))


def _choice(choice: Choice, context: WritingContext) -> Written:
    if all(_holds(condition, context) for condition in choice.conditions):
        return _write_all(choice.then, context)
    other = _write_all(choice.otherwise, context)
    unknown = _unknown_names(choice, context)
    if other.runs or not unknown:
        return other
    left_out = Dropped(gist((choice,), context.settings), _lack(unknown))
    return other + Written(dropped=(left_out,))


def _holds(condition: Comparison, context: WritingContext) -> bool:
    left, right = context.value(condition.left), context.value(condition.right)
    if left is None or right is None:
        return False
    return bool(_COMPARE[condition.sign](left, right))


def _unknown_names(choice: Choice, context: WritingContext) -> list[str]:
    sides = [side for each in choice.conditions for side in (each.left, each.right)]
    return [side.name for side in sides if context.value(side) is None]


def _lack(names: Iterable[str]) -> str:
    return f"没有{'、'.join(f'“{name}”' for name in dict.fromkeys(names))}的记录"


def _unknown(position: int, kind: str, name: str) -> SentenceError:
    problem = f"没有名为“{name}”的{kind}，请到“数据项”页查准名称后改正。"
    return SentenceError(position, problem)

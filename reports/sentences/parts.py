"""What a sentence pattern is made of: immutable parts, without figures or database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.wording import Number, approximate, change, exact, plain, ten_thousands

__all__ = [
    "SETTINGS",
    "Choice",
    "Clause",
    "Comparison",
    "Display",
    "FigureToken",
    "NamesToken",
    "Operand",
    "Part",
    "SettingToken",
    "Text",
    "walk",
]

SETTINGS = ("年", "上年", "下年", "截至", "本会", "上级", "我镇")


@dataclass(frozen=True, slots=True)
class Display:
    """How an exact value is worded: 数, 万元, 比上年, or an approximate word with its step."""

    mode: str = ""
    step: int = 0

    def words(self, value: Number, unit: str, decimals: int) -> str:
        match self.mode:
            case "数":
                return plain(value, decimals)
            case "万元":
                return ten_thousands(value, unit)
            case "比上年":
                return change(value, unit, decimals)
            case "":
                return exact(value, unit, decimals)
        return approximate(value, unit, self.mode, self.step, decimals)


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class SettingToken:
    name: str


@dataclass(frozen=True, slots=True)
class FigureToken:
    name: str
    display: Display
    position: int


@dataclass(frozen=True, slots=True)
class NamesToken:
    name: str
    limit: int | None
    last: str
    position: int


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of a condition: a number, a figure, or the length of a list."""

    name: str = ""
    number: Decimal | None = None
    is_list: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    left: Operand
    sign: str
    right: Operand


@dataclass(frozen=True, slots=True)
class Clause:
    parts: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Choice:
    conditions: tuple[Comparison, ...]
    then: "tuple[Part, ...]"
    otherwise: "tuple[Part, ...]"


Part = Text | SettingToken | FigureToken | NamesToken | Clause | Choice


def walk(parts: Iterable[Part]) -> Iterator[Part]:
    """All parts, those inside clauses and both branches of choices included."""
    for part in parts:
        yield part
        if isinstance(part, Clause):
            yield from walk(part.parts)
        elif isinstance(part, Choice):
            yield from walk(part.then + part.otherwise)

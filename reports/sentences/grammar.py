"""Grammar of the sentence language: text to parts, without figures or database.

    {新增会员数}  {培训人次|多100}        a figure, plain or in a display mode
    {名单:参赛规模企业|前10}              a list of names
    {年}                                 a setting of the paper (SETTINGS)
    〔，其中企业工会{新建企业工会数}〕     a clause that is dropped for want of figures
    〔入会率>=90且职工数?甲|乙〕          a choice
    {{ }} 〔〔2009〕〕                     the brackets themselves

Full-width ｜ ： ？ typed by a Chinese keyboard mean the same as | : ?.
"""

import difflib
import itertools
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from reports.sentences.parts import (
    SETTINGS,
    Choice,
    Clause,
    Comparison,
    Display,
    FigureToken,
    NamesToken,
    Operand,
    Part,
    SettingToken,
    Text,
    walk,
)
from reports.wording import APPROXIMATE_WORDS

__all__ = ["SentenceError", "near_misses", "read_parts"]

_LEXEMES = re.compile(
    r"(?P<literal>\{\{|\}\}|〔〔[^{}〔〕|｜?？]*〕〕)"
    r"|(?P<token>\{[^{}〔〕]*\})"
    r"|(?P<open>〔(?:(?P<condition>[^{}〔〕|｜。，；?？]+)[?？])?)"
    r"|(?P<close>〕)|(?P<bar>[|｜])|(?P<stray>[{}])|(?P<text>[^{}〔〕|｜]+)"
)
_CONDITION = re.compile(
    r"(?P<left>[^<>=≠≥≤＜＞＝]+)(?:(?P<sign>[<>]=|[<>=≠≥≤＜＞＝])(?P<right>.+))?"
)
_SIGNS = {">=": "≥", "<=": "≤", "＞": ">", "＜": "<", "＝": "="}
_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)%?")
_APPROXIMATE = re.compile(rf"([{''.join(APPROXIMATE_WORDS)}])(\d*)")
_NAMES_MODE = re.compile(r"(?:前(?P<limit>[1-9]\d*))?(?P<last>和?)")
_MODES = "数、万元、比上年、多100、余100、近100、约100"


class SentenceError(ValueError):
    """A pattern that cannot be read or written; ``position`` counts characters from 1."""

    def __init__(self, position: int, problem: str) -> None:
        super().__init__(f"第{position}字：{problem}")
        self.position = position


def near_misses(name: str, known: Iterable[str]) -> str:
    """“职工数”或“女职工数”: what a mistyped name may have meant, "" if nothing comes near."""
    found = difflib.get_close_matches(name, list(known), n=3, cutoff=0.5)
    return "或".join(f"“{match}”" for match in found)


def read_parts(text: str) -> tuple[Part, ...]:
    """Read a pattern. Raises SentenceError naming the place and the remedy."""
    return _Reader(text).parts(ends=())


class _Reader:
    """Recursive descent over the lexemes of one text."""

    def __init__(self, text: str) -> None:
        self._lexemes = list(_LEXEMES.finditer(text))
        self._at = 0

    def parts(self, ends: tuple[str, ...]) -> tuple[Part, ...]:
        found: list[Part] = []
        while self._at < len(self._lexemes) and self._lexemes[self._at].lastgroup not in ends:
            self._at += 1
            found.append(self._part(self._lexemes[self._at - 1]))
        return tuple(_joined(found))

    def _part(self, lexeme: re.Match[str]) -> Part:
        kind, text, position = lexeme.lastgroup, lexeme[0], lexeme.start() + 1
        match kind:
            case "token":
                return _token(text[1:-1], position)
            case "literal":
                return Text(text[1:-1] if len(text) > 2 else text[0])
            case "stray" if text == "{":
                raise SentenceError(position, "“{”没有配上“}”，请补上；要打出花括号请写两个。")
            case "stray":
                raise SentenceError(position, "多出一个“}”，请删去；要打出花括号请写两个。")
            case "close":
                raise SentenceError(position, "多出一个“〕”，请删去，或在前面补上“〔”。")
            case "text" | "bar":
                return Text(text)
        return self._bracket(lexeme)

    def _bracket(self, opening: re.Match[str]) -> Part:
        if opening["condition"] is None:
            return self._clause(opening)
        conditions = _conditions(opening["condition"], opening.start("condition") + 1)
        then = self.parts(ends=("bar", "close"))
        has_other = self._at < len(self._lexemes) and self._lexemes[self._at].lastgroup == "bar"
        self._at += has_other
        otherwise = self.parts(ends=("close",)) if has_other else ()
        self._close(opening)
        return Choice(conditions, then, otherwise)

    def _clause(self, opening: re.Match[str]) -> Clause:
        clause = Clause(self.parts(ends=("close",)))
        self._close(opening)
        if not any(isinstance(part, FigureToken | NamesToken) for part in walk(clause.parts)):
            problem = (
                "这段〔〕里没有数据项，永远不会省略；请去掉〔〕，要打出括号请写“〔〔”和“〕〕”。"
            )
            raise SentenceError(opening.start() + 1, problem)
        return clause

    def _close(self, opening: re.Match[str]) -> None:
        """Step over the closing bracket."""
        if self._at >= len(self._lexemes):
            raise SentenceError(opening.start() + 1, "“〔”没有配上“〕”，请在这一段末尾补上。")
        self._at += 1


def _joined(parts: Iterable[Part]) -> Iterator[Part]:
    """Neighbouring texts as one, so that checks see 〔2009〕46号 whole."""
    for is_text, group in itertools.groupby(parts, key=lambda part: isinstance(part, Text)):
        if is_text:
            yield Text("".join(part.text for part in group if isinstance(part, Text)))
        else:
            yield from group


def _token(body: str, position: int) -> Part:
    name, _, mode = (piece.strip() for piece in body.replace("｜", "|").partition("|"))
    listed = _list_name(name)
    if not name or listed == "":
        raise SentenceError(position, "花括号里没有名称，请填上数据项的名称，如“{会员数}”。")
    if listed is not None:
        return _names_token(listed, mode, position)
    if name in SETTINGS:
        return SettingToken(name)
    return FigureToken(name, _display(mode, position), position)


def _list_name(name: str) -> str | None:
    label, colon, rest = name.replace("：", ":").partition(":")
    return rest.strip() if colon and label.strip() == "名单" else None


def _names_token(name: str, mode: str, position: int) -> NamesToken:
    found = _NAMES_MODE.fullmatch(mode)
    if not found:
        problem = f"名单没有“{mode}”这种写法，可用：前10、和、前10和。"
        raise SentenceError(position, problem)
    limit = int(found["limit"]) if found["limit"] else None
    return NamesToken(name, limit, found["last"] or "、", position)


def _display(mode: str, position: int) -> Display:
    if mode in ("", "数", "万元", "比上年"):
        return Display(mode)
    if found := _APPROXIMATE.fullmatch(mode):
        return Display(found[1], int(found[2] or 0))
    raise SentenceError(position, f"数据项没有“{mode}”这种写法，可用：{_MODES}。")


def _conditions(text: str, position: int) -> tuple[Comparison, ...]:
    return tuple(_condition(piece.strip(), position) for piece in text.split("且"))


def _condition(text: str, position: int) -> Comparison:
    found = _CONDITION.fullmatch(text)
    if not found:
        problem = f"看不懂条件“{text}”，请写成“会员数”“会员数>=100”或“会员数=职工数”。"
        raise SentenceError(position, problem)
    left = _operand(found["left"], position)
    if found["sign"] is None:
        return Comparison(left, "≠", Operand(number=Decimal(0)))
    return Comparison(
        left, _SIGNS.get(found["sign"], found["sign"]), _operand(found["right"], position)
    )


def _operand(text: str, position: int) -> Operand:
    text = text.strip()
    if found := _NUMBER.fullmatch(text):
        return Operand(number=Decimal(found[1]))
    listed = _list_name(text)
    return Operand(listed or text, is_list=listed is not None, position=position)

"""Search keys: the name itself, its pinyin initials and its full pinyin."""

import os
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

# Of the 47,000 phrases pypinyin knows those that are not read as their characters alone are: the
# others tell nothing, and cost each process 40 MiB and a quarter of a second.
READINGS = Path(__file__).with_name("readings.txt")

# Surnames whose reading differs from the usual one; both readings stay searchable.
SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "解": "xie", "任": "ren", "区": "ou", "查": "zha",
    "盖": "ge", "朴": "piao", "尉": "yu", "缪": "miao", "覃": "qin", "华": "hua", "纪": "ji",
    "冼": "xian", "翟": "zhai", "折": "she", "黑": "he", "秘": "bi", "员": "yun", "召": "shao",
    "乐": "yue", "祭": "zhai", "繁": "po", "种": "chong", "逄": "pang", "晟": "cheng",
}  # fmt: skip


def search_keys(*texts: str) -> str:
    """Space-separated keys of all non-empty texts, at most 400 characters."""
    words = [word for text in texts if text for word in (text, *_readings(text))]
    return " ".join(dict.fromkeys(words))[:400]


def person_keys(name: str) -> str:
    """Keys of a person's name, with the surname's own reading beside the usual one."""
    surname = SURNAMES.get(name[:1], "")
    keys = [name, *_readings(name)]
    if surname:
        syllables = [surname, *_syllables(name[1:])]
        keys += ["".join(part[0] for part in syllables), "".join(syllables)]
    return " ".join(dict.fromkeys(keys))[:200]


def _readings(text: str) -> list[str]:
    """Pinyin initials and full pinyin; signs without a reading are skipped."""
    syllables = _syllables(text)
    if not syllables:
        return []
    return ["".join(part[0] for part in syllables), "".join(syllables)]


def _syllables(text: str) -> list[str]:
    engine = _engine()
    found = engine.pinyin(text, style=engine.Style.NORMAL, errors="ignore")
    return [options[0] for options in found]


@cache
def _engine() -> Any:
    """pypinyin reads 100 ms of dictionaries, which commands that only count need not pay."""
    os.environ |= {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
    engine = import_module("pypinyin")
    lines = READINGS.read_text(encoding="utf-8").splitlines()
    words = {
        word: syllables.split() for word, _, syllables in (line.partition(" ") for line in lines)
    }
    engine.load_phrases_dict({word: [[one] for one in told] for word, told in words.items()})
    return engine

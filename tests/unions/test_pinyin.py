"""Readings of names: our short list of phrases against the whole dictionary it was drawn from."""

import json
import os
import subprocess
import sys

import pytest

from unions.pinyin import READINGS, person_keys, search_keys

pytestmark = pytest.mark.engine_independent

WHOLE = """
import json, pypinyin
from pypinyin import Style
from pypinyin.constants import PHRASES_DICT
def read(text):
    return " ".join(found[0] for found in pypinyin.pinyin(text, style=Style.NORMAL))
alone = {word: " ".join(map(read, word)) for word in PHRASES_DICT}
print(json.dumps({word: read(word) for word in PHRASES_DICT if read(word) != alone[word]}))
"""


def test_the_list_holds_every_phrase_that_is_not_read_as_its_characters_are():
    """After another version of pypinyin: write the lines this finds, sorted, into the file."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("PYPINYIN")}
    told = subprocess.run(
        [sys.executable, "-c", WHOLE], env=plain, capture_output=True, text=True, check=True
    )
    whole = json.loads(told.stdout)
    lines = READINGS.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(f"{word} {syllables}" for word, syllables in whole.items())


def test_a_character_is_read_as_in_its_phrase():
    assert "lichangzheng" in person_keys("李长征")
    assert "chongqing" in search_keys("重庆公司工会")

"""The same name must be the same string, whatever program it was copied from."""

import pytest

from unions.text import clean_line, clean_paragraphs, half_width, shorten

pytestmark = pytest.mark.engine_independent


@pytest.mark.parametrize(
    "pasted",
    [
        "\ufeff良山\u200b机械厂",  # byte order mark, zero-width space
        "良山\u202e机械\u202c厂",  # direction marks
        "\x00良山机械\x07厂",
        "良\u2060山\u00ad机\u200d械厂\ufe0f",
        "\u3000良山机械厂\u00a0\r\n",
        "良山\ud800机械厂\uffff",  # a lone surrogate and a noncharacter break UTF-8 and XML
        "良山机械厂\u3164",
    ],
)
def test_invisible_characters_do_not_make_another_name(pasted):
    assert clean_line(pasted) == "良山机械厂"


def test_line_breaks_and_runs_of_blanks_become_one_space():
    assert clean_line(" 良山\r\n机械厂 \t\u3000工会\x0b委员会\u2028") == "良山 机械厂 工会 委员会"


def test_rare_characters_and_the_middle_dot_of_names_stay():
    assert clean_line("𠮷山·买买提㐂") == "𠮷山·买买提㐂"


def test_composed_and_decomposed_letters_are_equal():
    assert clean_line("Cafe\u0301") == "Caf\u00e9"


def test_full_width_punctuation_of_prose_stays():
    assert clean_line("签订１份合同，（新签）") == "签订１份合同，（新签）"


def test_paragraphs_keep_their_lines_without_indents():
    assert clean_paragraphs("\u3000\u3000一、工作  总结 \r\n\u3000\u3000二、思路\r三\u200b") == (
        "一、工作 总结\n二、思路\n三"
    )


def test_paragraphs_keep_one_empty_line_at_most():
    assert clean_paragraphs("\n甲\n \n\u3000\n\n乙\n") == "甲\n\n乙"


@pytest.mark.parametrize("clean", [clean_line, clean_paragraphs, half_width])
def test_cleaning_twice_changes_nothing_more(clean):
    once = clean(" \u200b甲\u200b \u200b 乙\n\u200b\n\n\n丙\u0301 \u2028e\u200b\u0301")
    assert clean(once) == once


def test_wide_letters_digits_and_dashes_of_codes_become_ascii():
    assert half_width("（０５７１）８８—Ｘｘ－1–2") == "(0571)88-Xx-1-2"


def test_a_superscript_or_circled_figure_does_not_become_a_digit():
    assert half_width("3² ①") == "3² ①"


def test_a_megabyte_is_quoted_in_thirty_characters():
    assert shorten("工" * 1_000_000) == "工" * 30 + "…"
    assert shorten("工" * 30) == "工" * 30

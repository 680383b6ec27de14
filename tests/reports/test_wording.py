from datetime import date
from decimal import Decimal

import pytest

from reports.wording import (
    approximate,
    as_of_words,
    change,
    chinese_number,
    date_words,
    exact,
    in_turn,
    join_names,
    plain,
    ten_thousands,
)

pytestmark = pytest.mark.engine_independent


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "words"),
    [
        (184, "家", 0, "184家"),
        (18299, "名", 0, "18299名"),
        (Decimal(1791500) / 18299, "%", 1, "97.9%"),
        (Decimal("0.285"), "%", 2, "0.29%"),
        (Decimal("85.0"), "%", 1, "85%"),
        (Decimal("41926.00"), "元", 2, "41926元"),
        (Decimal("41926.5"), "元", 2, "41926.50元"),
        (0, "份", 0, "0份"),
    ],
)
def test_an_exact_value_has_its_unit_and_no_thousands_mark(value, unit, decimals, words):
    assert exact(value, unit, decimals) == words


def test_a_rate_just_below_all_does_not_claim_all():
    assert plain(Decimal("99.96"), 1) == "100.0"
    assert plain(Decimal(100), 1) == "100"


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (943000, "94.3万元"),
        (Decimal("41926.00"), "4.19万元"),
        (10000, "1万元"),
        (1000000, "100万元"),
        (12345678, "1234.57万元"),
        (20050, "2.01万元"),
        (30, "30元"),
        (0, "0元"),
    ],
)
def test_ten_thousands_keep_two_decimals_and_drop_trailing_zeros(yuan, words):
    assert ten_thousands(yuan, "元") == words


@pytest.mark.parametrize(
    ("value", "word", "step", "words"),
    [
        (523, "多", 100, "500多名"),
        (523, "余", 100, "500余名"),
        (4291, "余", 100, "4200余名"),
        (500, "多", 100, "500名"),
        (99, "多", 100, "99名"),
        (1987, "近", 100, "近2000名"),
        (1930, "近", 100, "1930名"),
        (97, "近", 100, "近100名"),
        (1987, "约", 100, "约2000名"),
        (1930, "约", 100, "约1900名"),
        (1950, "约", 100, "约2000名"),
        (1900, "约", 100, "1900名"),
        (30, "约", 100, "30名"),
        (4291, "多", 0, "4200多名"),
        (943512, "约", 0, "约940000名"),
        (8, "余", 0, "8名"),
        (0, "多", 100, "0名"),
        (-523, "多", 100, "-523名"),
    ],
)
def test_an_approximate_word_stands_only_where_it_is_true(value, word, step, words):
    assert approximate(value, "名", word, step) == words


@pytest.mark.parametrize("word", ["多", "余"])
def test_no_value_is_ever_printed_as_an_exact_number_called_approximate(word):
    for value in range(1, 2000):
        words = approximate(value, "人", word, 100)
        if word in words:
            assert int(words.removesuffix(f"{word}人")) % 100 == 0


@pytest.mark.parametrize(
    ("difference", "unit", "words"),
    [
        (18, "家", "比上年同期增加18家"),
        (-3, "家", "比上年同期减少3家"),
        (0, "家", "与上年同期持平"),
        (Decimal("0.45"), "%", "比上年同期提高0.5个百分点"),
        (Decimal("-1.2"), "%", "比上年同期下降1.2个百分点"),
    ],
)
def test_a_change_is_worded_by_its_direction(difference, unit, words):
    assert change(difference, unit, decimals=1) == words


def test_a_whole_list_has_no_deng():
    assert join_names(["甲", "乙", "丙"]) == "甲、乙、丙"
    assert join_names(["甲", "乙", "丙"], last="和") == "甲、乙和丙"
    assert join_names(["甲", "乙"], limit=2, last="和") == "甲和乙"
    assert join_names(["甲"], last="和") == "甲"
    assert join_names([]) == ""


def test_a_cut_list_ends_with_deng():
    assert join_names(["甲", "乙", "丙"], limit=2, last="和") == "甲、乙等"
    assert join_names(["甲", "乙"], total=32) == "甲、乙等"


def test_names_that_hold_commas_are_parted_by_semicolons():
    assert (
        join_names(["目标5家，实际3家", "目标9人，实际8人"]) == "目标5家，实际3家；目标9人，实际8人"
    )


def test_days_are_written_without_zero_padding():
    assert date_words(date(2009, 4, 3)) == "2009年4月3日"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2009, 10, 31), "10月底"),
        (date(2009, 11, 5), "11月5日"),
        (date(2009, 2, 28), "2月底"),
        (date(2009, 12, 31), "12月底"),
        (date(2010, 1, 5), "2010年1月5日"),
    ],
)
def test_a_closing_day_is_called_as_people_call_it(day, words):
    assert as_of_words(day, 2009) == words


def test_chinese_numerals_from_one_to_ninety_nine():
    numbers = [1, 9, 10, 11, 19, 20, 21, 30, 99]
    assert [chinese_number(n) for n in numbers] == [
        "一", "九", "十", "十一", "十九", "二十", "二十一", "三十", "九十九",
    ]  # fmt: skip
    assert in_turn(12) == "十二是"
    with pytest.raises(ValueError, match="1至99"):
        chinese_number(100)

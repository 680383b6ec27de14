"""Numbers with a rule, against the samples the standards themselves print."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from unions.validators import (
    UNION_CODE_PREFIX,
    Sex,
    birth_date_of,
    clean_id_number,
    clean_phone,
    clean_unified_code,
    mask_id_number,
    mask_phone,
    sex_of,
)

pytestmark = pytest.mark.engine_independent

SAMPLE_ID = "11010519491231002X"  # GB 11643-1999, sample of a woman's number
SAMPLE_MAN = "440524188001010014"  # the standard's other sample; born 1880
SAMPLE_CODE = "91350100M000100Y43"  # GB 32100-2015


def refusal(clean, text, *args):
    with pytest.raises(ValidationError) as caught:
        clean(text, *args)
    (message,) = caught.value.messages
    return message


@pytest.mark.parametrize(
    "typed",
    [
        SAMPLE_ID,
        "11010519491231002x",
        "'11010519491231002X",
        "’110105 19491231 002X\u00a0",
        "110105-19491231-002x",
        "１１０１０５１９４９１２３１００２Ｘ",
        "\u200b11010519491231002X\ufeff",
    ],
)
def test_one_id_number_in_many_spellings_is_stored_once(typed):
    assert clean_id_number(typed) == SAMPLE_ID


def test_an_empty_id_number_stays_empty():
    assert clean_id_number(" \u3000") == ""


def test_every_single_wrong_digit_of_an_id_number_is_refused():
    for place in range(18):
        for digit in "0123456789":
            if digit != SAMPLE_ID[place]:
                wrong = SAMPLE_ID[:place] + digit + SAMPLE_ID[place + 1 :]
                assert "身份证号" in refusal(clean_id_number, wrong)


def test_only_one_last_character_fits():
    accepted = []
    for last in "0123456789X":
        try:
            accepted.append(clean_id_number(SAMPLE_ID[:17] + last))
        except ValidationError:
            continue
    assert accepted == [SAMPLE_ID]


def test_swapping_two_neighbouring_digits_is_noticed():
    assert "校验码不对" in refusal(clean_id_number, "11015019491231002X")


def iso_7064_is_right(number):
    """The standard's other wording: read as binary places, the whole leaves 1 when cast by 11."""
    total = 0
    for char in number:
        total = total * 2 + (10 if char == "X" else int(char))
    return total % 11 == 1


def test_an_unassigned_division_is_accepted():
    candidates = [f"99000119900101000{last}" for last in "0123456789X"]
    (right,) = filter(iso_7064_is_right, candidates)
    assert clean_id_number(right) == right


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("110105491231002", "15位的旧号码"),
        ("3.30106199001011E+17", "已被 Excel 改成数字，请把该列设为文本后重填"),
        ("330106199001011000.0", "已被 Excel 改成数字"),
        ("330106199001011000", "可能已被 Excel 改成数字"),
        ("1101051949123100", "有16位，应为18位"),
        ("11010519491231OO2X", "含有不该有的字符"),
        ("11010519490230002X", "出生日期"),
        ("11010500001231002X", "出生日期"),
        (SAMPLE_MAN, "早于1900年"),
        ("²10105194912310021", "不该有的字符"),
        ("١١٠١٠٥١٩٤٩١٢٣١٠٠٢٩", "不该有的字符"),
    ],
)
def test_a_wrong_id_number_is_refused_with_its_reason(typed, said):
    assert said in refusal(clean_id_number, typed)


def test_a_birth_date_after_today_is_refused(settings):
    settings.LEDGER_TODAY = date(1949, 12, 30)
    assert "晚于今天" in refusal(clean_id_number, SAMPLE_ID)
    settings.LEDGER_TODAY = date(1949, 12, 31)
    assert clean_id_number(SAMPLE_ID) == SAMPLE_ID


def test_the_message_shows_no_more_than_six_digits_of_an_id_number():
    message = refusal(clean_id_number, "110105194912310021")
    assert "110105************" in message
    assert "19491231" not in message


def test_birth_date_and_sex_are_read_from_the_number():
    assert birth_date_of(SAMPLE_ID) == date(1949, 12, 31)
    assert sex_of(SAMPLE_ID) is Sex.FEMALE
    assert birth_date_of(SAMPLE_MAN) == date(1880, 1, 1)
    assert sex_of(SAMPLE_MAN) is Sex.MALE


def test_a_masked_id_number_is_six_digits_and_twelve_asterisks():
    assert mask_id_number(SAMPLE_ID) == "110105************"
    assert mask_id_number("") == ""


@pytest.mark.parametrize("typed", [SAMPLE_CODE, "91350100m000100y43", " ９１350100-M000100Y4-3 "])
def test_the_sample_unified_code_is_accepted(typed):
    assert clean_unified_code(typed) == SAMPLE_CODE


def test_every_single_wrong_character_of_a_unified_code_is_refused():
    for place in range(18):
        for char in "0123456789ABCDEFGHJKLMNPQRTUWXY":
            if char != SAMPLE_CODE[place]:
                wrong = SAMPLE_CODE[:place] + char + SAMPLE_CODE[place + 1 :]
                assert "统一社会信用代码" in refusal(clean_unified_code, wrong)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_outside_the_alphabet_are_named(letter):
    message = refusal(clean_unified_code, f"91350100{letter}000100Y43")
    assert "不用 I、O、S、V、Z" in message


def test_a_unified_code_of_17_characters_is_counted_for_the_reader():
    assert "有17位，应为18位" in refusal(clean_unified_code, SAMPLE_CODE[:17])


def test_a_company_code_is_no_union_code():
    message = refusal(clean_unified_code, SAMPLE_CODE, UNION_CODE_PREFIX)
    assert "应以81开头" in message
    assert clean_unified_code("", UNION_CODE_PREFIX) == ""


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("138-1234-5678", "13812345678"),
        ("0571-88886666", "0571-88886666"),
        ("（0571）8888 6666", "0571-88886666"),
        ("057188886666转801", "0571-88886666-801"),
        ("01088886666", "010-88886666"),
        ("8888666", "8888666"),
        ("12351", "12351"),
        ("400-123-4567", "400-123-4567"),
        ("", ""),
    ],
)
def test_landlines_and_service_numbers_are_accepted_as_phones(typed, stored):
    assert clean_phone(typed) == stored


@pytest.mark.parametrize("typed", ["13812345678、0571-88886666", "张三", "138123456789", "0571-1"])
def test_two_numbers_or_words_are_no_phone(typed):
    assert "只填一个号码" in refusal(clean_phone, typed)


def test_a_masked_phone_shows_its_ends():
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("88886666") == "******66"
    assert mask_phone("") == ""

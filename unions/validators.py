"""Numbers with a rule: resident ID, unified social credit code, phones.

Every `clean_*` takes what people type or Excel makes of it, returns the one form that is stored
("" for an empty text: whether a value is needed is the form's question), and raises a
ValidationError that says what is wrong and what to do. Personal numbers are masked in messages.
"""

import re
from datetime import date
from operator import mul

from django.core.exceptions import ValidationError
from django.db import models

from unions.clock import today
from unions.text import half_width, shorten

UNION_CODE_PREFIX = "81"  # registrar 8 = trade union, kind 1 = grassroots union (GB 32100)

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643: 2^(18-i) mod 11
_ID_CHECK_CHARS = "10X98765432"
_UNIFIED_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I O S V Z
_UNIFIED_SHAPE = re.compile(rf"[{_UNIFIED_ALPHABET}]{{18}}")

_ID_NOISE = re.compile(r"""[\s'"`´‘’“”-]""")
_MADE_NUMBER = re.compile(r"[0-9](\.[0-9]+)?E\+?[0-9]+|[0-9]{15,}\.0*")
_PHONE_NOISE = re.compile(r"[\s()']")
_COUNTRY_CODE = re.compile(r"^(\+|00)86-?")
_MOBILE = re.compile(r"1[0-9]{10}")
_LANDLINE = re.compile(
    r"(?:(?P<area>010|02[0-9]|0[3-9][0-9]{2})-?)?(?P<number>[2-9][0-9]{6,7})"
    r"(?:(?:-|转|#)(?P<extension>[0-9]{1,6}))?"
)
_SERVICE_NUMBER = re.compile(r"[1-9][0-9]{2,5}|[48]00-?[0-9]{3}-?[0-9]{4}")  # 12351, 短号, 400


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


def clean_id_number(text: str) -> str:
    """18 characters of a resident ID (GB 11643), X in upper case; the division is not looked up."""
    number = _ID_NOISE.sub("", half_width(text)).upper()
    if not number:
        return ""
    _refuse_wrong_id_shape(number)
    _refuse_wrong_birth_date(number)
    if _id_check_char(number) != number[17]:
        raise ValidationError(_wrong_check_char(number), code="id_check")
    return number


def birth_date_of(id_number: str) -> date:
    """Birth date in a cleaned ID number; ValueError when there is no such day."""
    return date(int(id_number[6:10]), int(id_number[10:12]), int(id_number[12:14]))


def sex_of(id_number: str) -> Sex:
    """Sex in a cleaned ID number: the 17th digit is odd for men."""
    return Sex.MALE if int(id_number[16]) % 2 else Sex.FEMALE


def agree_in_sex(sex: str, id_number: str) -> None:
    """A fault at `sex` where it is told and the cleaned number tells the other."""
    if sex and sex != (told := sex_of(id_number)):
        raise ValidationError({"sex": f"性别与身份证号不符：身份证号上是{told.label}，请核对。"})


def mask_id_number(id_number: str) -> str:
    """First six digits and twelve asterisks; "" stays ""."""
    return f"{id_number[:6]}{'*' * 12}" if id_number else ""


def clean_person_name(text: str) -> str:
    """A name as people bear one: with letters in it, and no marks of a web page."""
    name = text.strip()
    if "<" in name or ">" in name:
        raise ValidationError(f"姓名“{shorten(name)}”里不能有 < 和 >，请填写本人的姓名。")
    if name and not any(char.isalpha() for char in name):
        raise ValidationError(f"姓名“{shorten(name)}”里没有文字，请填写本人的姓名。")
    return name


def clean_unified_code(text: str, prefix: str = "") -> str:
    """18 characters of a unified social credit code (GB 32100) that begins with `prefix`."""
    code = _ID_NOISE.sub("", half_width(text)).upper()
    if not code:
        return ""
    shown = f"统一社会信用代码“{shorten(code)}”"
    if len(code) != 18:
        raise ValidationError(f"{shown}有{len(code)}位，应为18位。请对照证书重新填写。")
    if not _UNIFIED_SHAPE.fullmatch(code) or not code[2:8].isdigit():
        raise ValidationError(
            f"{shown}不合规则：只用数字和大写字母，不用 I、O、S、V、Z，"
            "第3至8位为数字。请对照证书重新填写。"
        )
    if not code.startswith(prefix):
        raise ValidationError(f"{shown}应以{prefix}开头。请核对是否填成了别的单位的代码。")
    if _unified_check_char(code) != code[17]:
        raise ValidationError(f"{shown}的校验码不对，其中有字填错。请对照证书重新填写。")
    return code


def clean_phone(text: str) -> str:
    """One mobile, landline (area-number-extension), service or short number."""
    number = _phone_text(text)
    compact = number.replace("-", "")
    if not number or _MOBILE.fullmatch(compact):
        return compact
    if landline := _LANDLINE.fullmatch(number):
        return "-".join(part for part in landline.groups() if part)
    if _SERVICE_NUMBER.fullmatch(number):
        return number
    raise ValidationError(
        f"电话“{mask_phone(number)}”不对：请只填一个号码，"
        "如 13800000000、0571-88000000 或 0571-88000000转801。"
    )


def mask_phone(number: str) -> str:
    """138****5678; numbers shorter than a mobile show their last two digits only."""
    if len(number) >= 11:
        return f"{number[:3]}****{number[-4:]}"
    return f"{'*' * (len(number) - 2)}{number[-2:]}"


def _refuse_wrong_id_shape(number: str) -> None:
    shown = f"身份证号“{mask_id_number(number)}”"
    if _MADE_NUMBER.fullmatch(number):
        raise ValidationError(
            f"{shown}：身份证号已被 Excel 改成数字，请把该列设为文本后重填。", code="id_number"
        )
    if re.fullmatch(r"[0-9]{15}", number):
        raise ValidationError(f"{shown}是15位的旧号码。请按现用身份证填写18位号码。", code="id_old")
    if len(number) != 18:
        raise ValidationError(f"{shown}有{len(number)}位，应为18位。请重新填写。", code="id_length")
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise ValidationError(
            f"{shown}含有不该有的字符：前17位为数字，末位为数字或X。请重新填写。", code="id_chars"
        )


def _refuse_wrong_birth_date(number: str) -> None:
    try:
        born = birth_date_of(number)
    except ValueError:
        born = None
    if born is None or not date(1900, 1, 1) <= born <= today():
        raise ValidationError(
            f"身份证号“{mask_id_number(number)}”中的出生日期（第7至14位）不存在、早于1900年或晚于今天。"
            "请对照身份证重新填写。",
            code="id_birth",
        )


def _wrong_check_char(number: str) -> str:
    message = f"身份证号“{mask_id_number(number)}”的末位校验码不对，其中有数字填错。"
    if number.endswith("000"):  # Excel keeps 15 digits of a number and writes zeros for the rest
        return message + "末三位为000，可能已被 Excel 改成数字，请把该列设为文本后重填。"
    return message + "请对照身份证重新填写。"


def _id_check_char(number: str) -> str:
    total = sum(map(mul, _ID_WEIGHTS, map(int, number[:17])))
    return _ID_CHECK_CHARS[total % 11]


def _unified_check_char(code: str) -> str:
    total = sum(3**i % 31 * _UNIFIED_ALPHABET.index(char) for i, char in enumerate(code[:17]))
    return _UNIFIED_ALPHABET[-total % 31]


def _phone_text(text: str) -> str:
    """Blanks and brackets out, country code off; a bracket after an area code was a separator."""
    return _COUNTRY_CODE.sub("", _PHONE_NOISE.sub("", half_width(text)))

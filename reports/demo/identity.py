"""Names and numbers of people who do not exist.

ID numbers carry the division code 990001, which is assigned to no place, so none is anybody's.
"""

from collections.abc import Sequence
from datetime import date
from random import Random

from unions.validators import Sex

__all__ = ["IdNumbers", "given_name", "person_name", "phone_number"]

DIVISION = "990001"

# The commonest first; 单, 曾, 仇, 解, 任, 查, 翟 are read otherwise as surnames than as words.
SURNAMES = tuple(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤单仇解查翟"
)
COMPOUND = ("欧阳", "上官", "诸葛", "司徒")
MALE = (
    "伟强磊军勇杰涛明超刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林欢佳海洋峰松柏志国建文庆荣"
    "新春立民忠义和兴根土水火金法祥坤堃喆赟翀彧"
)
FEMALE = (
    "芳娜敏静丽艳娟霞秀英慧巧美雪琴云洁梅莉兰凤玲萍红娥芬燕玉香月莺媛倩婷婉娴瑾颖露瑶怡婵雁蓓"
    "仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘玥"
)
MINORITY = (
    ("阿依古丽·买买提", Sex.FEMALE, "维吾尔族"),
    ("巴特尔·苏和", Sex.MALE, "蒙古族"),
    ("卓玛央金", Sex.FEMALE, "藏族"),
    ("吉克阿依", Sex.FEMALE, "彝族"),
    ("古丽米热·艾合买提江", Sex.FEMALE, "维吾尔族"),
)
WEIGHTS = tuple(1 / (rank + 6) for rank in range(len(SURNAMES)))


def given_name(rng: Random, sex: str) -> str:
    signs = MALE if sex == Sex.MALE else FEMALE
    return "".join(rng.choices(signs, k=2 if rng.random() < 0.72 else 1))


def person_name(rng: Random, sex: str) -> str:
    """Surname and given name; about one in three hundred has a compound surname."""
    rare = rng.random() < 0.003
    surname = rng.choice(COMPOUND) if rare else rng.choices(SURNAMES, WEIGHTS)[0]
    return surname + given_name(rng, sex)


def phone_number(rng: Random) -> str:
    """A mobile of the block 1390000, which stands for "no number" in forms."""
    return f"1390000{rng.randrange(10_000):04d}"


class IdNumbers:
    """Gives out numbers of GB 11643, none twice; each town has its own range of sequences."""

    def __init__(self, rng: Random, sequences: Sequence[int]) -> None:
        self._rng = rng
        self._by_parity = [[n for n in sequences if n % 2 == parity] for parity in (0, 1)]
        self._given: set[str] = set()

    def new(self, born: date, sex: str) -> str:
        """ValueError from choice when the range is empty; a full day of births would never end."""
        choices = self._by_parity[sex == Sex.MALE]
        body = ""
        while not body or body in self._given:
            body = f"{DIVISION}{born:%Y%m%d}{self._rng.choice(choices):03d}"
        self._given.add(body)
        return body + _check_char(body)


def _check_char(body: str) -> str:
    """ISO 7064 MOD 11-2, digit after digit."""
    remainder = 0
    for digit in body:
        remainder = (remainder + int(digit)) * 2 % 11
    value = (12 - remainder) % 11
    return "X" if value == 10 else str(value)

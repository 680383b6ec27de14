"""Members by name: one person for each way of life through the unions."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from members.models import Member, Membership
from reports.demo.chance import stream
from reports.demo.identity import MINORITY, IdNumbers, person_name, phone_number
from reports.demo.lives import EARLIEST, Life, lives_of
from reports.demo.organisation import Town
from unions.models import Union
from unions.validators import Sex

__all__ = ["enrol"]

Kind = Union.Kind
Politics, Education, Employment = Member.Politics, Member.Education, Member.Employment

BATCH = 500
OFFICES = (Kind.ORGAN, Kind.INSTITUTION)
MIGRANT_SHARE = {Kind.ENTERPRISE: 0.42, Kind.VILLAGE_JOINT: 0.36, Kind.TOWN_JOINT: 0.36}
WOMEN_SHARE = (("制衣", 0.78), ("纺织", 0.72), ("小学", 0.74), ("幼儿园", 0.95), ("起重", 0.16))
POSTS = {
    "office": ("综合办公室", "财务", "档案", "窗口服务", "教学", "后勤"),
    "workshop": ("装配", "机修", "质检", "仓储", "包装", "销售", "电工", "焊工", "行车工", "行政"),
    "village": ("村务", "治保", "环卫", "农技", "服务", "加工"),
}
SCHOOLING = {
    "office": (tuple(Education)[2:], (2, 5, 6, 1)),
    "workshop": (tuple(Education)[:5], (1, 6, 5, 2, 1)),
    "village": (tuple(Education)[:4], (2, 5, 3, 1)),
}  # fmt: skip
SKILLS = ("", "", "", "初级工", "中级工", "中级工", "高级工", "技师")


class Registrar:
    """Writes the persons of one town; every number it gives out is new."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.rng = stream(town.plan.code, "people")
        self.numbers = IdNumbers(self.rng, town.plan.sequences)
        self.women = cache(self._women_share)

    def person(self, life: Life, serial: int) -> Member:
        """An unsaved member with all columns that one row tells of itself."""
        rng, line = self.rng, _line(life.union)
        sex = Sex.FEMALE if rng.random() < self.women(life.union) else Sex.MALE
        born = _birth_date(life, rng)
        member = Member(
            union=life.union,
            name=person_name(rng, sex),
            sex=sex,
            birth_on=born,
            id_number=self.numbers.new(born, sex),
            phone=phone_number(rng) if rng.random() < 0.6 else "",
            politics=_politics(born, rng),
            education=rng.choices(*SCHOOLING[line])[0],
            is_migrant=rng.random() < MIGRANT_SHARE.get(Kind(life.union.kind), 0.03),
            workplace=self._workplace(life.union),
            department=rng.choice(POSTS[line]),
            employment=_employment(life.union, rng),
            skill_level=rng.choice(SKILLS) if line == "workshop" else "",
            card_no=f"{self.town.plan.region}{serial:06d}",
        )
        if serial % 4000 == 7:
            _take_minority_name(member, serial // 4000)
        return member

    def _workplace(self, union: Union) -> str:
        employers = self.town.employers.get(union.pk)
        return self.rng.choice(employers).name if employers else union.name.removesuffix("工会")

    def _women_share(self, union: Union) -> float:
        named = (share for word, share in WOMEN_SHARE if word in union.name)
        return next(named, self.rng.uniform(0.3, 0.55))


def enrol(town: Town) -> Iterator[Membership]:
    """Saves members and spells with their history, and passes the saved spells on.

    In small batches that are forgotten: 90,000 rows kept would double the time (garbage collector).
    """
    registrar, lives = Registrar(town), lives_of(town)
    for first in range(0, len(lives), BATCH):
        yield from _enrol_batch(registrar, first, lives[first : first + BATCH])


def _enrol_batch(registrar: Registrar, first: int, lives: list[Life]) -> list[Membership]:
    members = [registrar.person(life, first + place) for place, life in enumerate(lives, start=1)]
    for member in members:
        member.prepare()
    Member.objects.bulk_create(members)
    pairs = zip(members, lives, strict=True)
    spells = [spell for member, life in pairs for spell in life.spells(member)]
    created: list[Membership] = Membership.objects.bulk_create(spells)
    return created


def _line(union: Union) -> str:
    if union.kind in OFFICES:
        return "office"
    return "village" if union.kind == Kind.VILLAGE else "workshop"


def _birth_date(life: Life, rng: Random) -> date:
    """Of age when joining, at most 59 in 2009."""
    joined = life.joined.day or EARLIEST
    years = rng.triangular(18.1, 50, 24)
    return max(joined - timedelta(days=int(years * 365.25)), date(1950, 1, rng.randint(1, 28)))


def _politics(born: date, rng: Random) -> str:
    if born > date(1982, 1, 1) and rng.random() < 0.3:
        return Politics.LEAGUE
    return rng.choices((Politics.PARTY, Politics.OTHER_PARTY, Politics.MASSES), (10, 1, 89))[0]


def _employment(union: Union, rng: Random) -> str:
    if union.kind in OFFICES:
        return rng.choices((Employment.PERMANENT, Employment.CONTRACT), (8, 2))[0]
    return rng.choices((Employment.CONTRACT, Employment.DISPATCHED), (95, 5))[0]


def _take_minority_name(member: Member, ordinal: int) -> None:
    """Long names with a dot between their parts; sex stays what the number says."""
    names = [(name, nation) for name, sex, nation in MINORITY if sex == member.sex]
    member.name, member.nation = names[ordinal % len(names)]

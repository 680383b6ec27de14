"""Aid cases of the demo as declarations; names are drawn when the rows are made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from members.models import AidCase, AidPayment, AidStep
from unions.models import Union

__all__ = ["CASES", "Case", "Payment", "Relative"]

DEEP, RELATIVE, ACCIDENTAL = tuple(AidCase.Category)
Cause, State = AidCase.Cause, AidStep.State
COUNTY, TOWN, OWN, FUND, _OTHER = tuple(AidPayment.Source)
LIVING, MEDICAL, STUDY, FESTIVAL, _ELSE = tuple(AidPayment.Kind)
ENTERPRISE, VILLAGE, JOINT = Union.Kind.ENTERPRISE, Union.Kind.VILLAGE, Union.Kind.VILLAGE_JOINT


class Payment(NamedTuple):
    paid_on: str
    source: str
    kind: str
    amount: int  # yuan


class Relative(NamedTuple):
    relation: str
    birth_year: int
    occupation: str
    health: str
    monthly_income: int = 0


@dataclass(frozen=True)
class Case:
    """A household. A case of a roll takes its person from the members, another has none there."""

    kind: str
    ordinal: int
    category: str
    cause: str
    applied_on: str
    yearly_income: int
    relatives: tuple[Relative, ...]
    payments: tuple[Payment, ...] = ()
    on_roll: bool = True
    reached: str = State.AIDED  # how far the case has come
    ended_on: str = ""
    remark: str = ""


PUPIL = "学生"
WIFE = Relative("配偶", 1968, "在家务农", "慢性病")
MOTHER = Relative("母亲", 1939, "", "体弱")
HEALTHY = Relative("配偶", 1970, "企业职工", "健康", 1100)

CASES: Mapping[str, tuple[Case, ...]] = {
    "D01": (
        Case(
            ENTERPRISE, 3, DEEP, Cause.ILLNESS, "2007-11-06", 9800,
            (WIFE, Relative("女儿", 1994, "示范镇初级中学", "健康")),
            (
                Payment("2008-01-25", TOWN, FESTIVAL, 800),
                Payment("2008-09-18", COUNTY, MEDICAL, 5000),
                Payment("2009-01-16", TOWN, FESTIVAL, 1000),
                Payment("2009-05-20", COUNTY, MEDICAL, 6000),
                Payment("2009-09-28", TOWN, LIVING, 1500),
                Payment("2009-11-12", TOWN, LIVING, 800),
            ),
            remark="本人患尿毒症，每周透析。",
        ),
        Case(
            VILLAGE, 4, RELATIVE, Cause.SCHOOL, "2008-07-10", 15600,
            (HEALTHY, Relative("儿子", 1989, "大学二年级", "健康"), MOTHER),
            (
                Payment("2008-08-21", COUNTY, STUDY, 3000),
                Payment("2009-01-16", TOWN, FESTIVAL, 1000),
                Payment("2009-08-20", COUNTY, STUDY, 4000),
            ),
        ),
        Case(
            ENTERPRISE, 17, ACCIDENTAL, Cause.ACCIDENT, "2009-02-09", 11000,
            (WIFE,),
            (
                Payment("2009-03-12", COUNTY, MEDICAL, 8000),
                Payment("2009-07-15", FUND, MEDICAL, 2000),
            ),
            remark="下班途中遭遇车祸，肇事方无力赔付。",
        ),
        Case(
            ENTERPRISE, 60, RELATIVE, Cause.LAID_OFF, "2009-03-03", 13200,
            (HEALTHY, Relative("儿子", 1996, PUPIL, "健康")),
            (Payment("2009-04-22", COUNTY, LIVING, 3000),),
        ),
        Case(
            VILLAGE, 11, DEEP, Cause.NO_ABILITY, "2007-09-12", 7200,
            (Relative("母亲", 1936, "", "卧床"),),
            (
                Payment("2008-01-25", TOWN, FESTIVAL, 800),
                Payment("2008-06-12", COUNTY, LIVING, 2400),
                Payment("2009-01-16", TOWN, FESTIVAL, 1000),
                Payment("2009-06-18", COUNTY, LIVING, 2400),
                Payment("2009-10-15", TOWN, LIVING, 1200),
            ),
        ),
        Case(
            ENTERPRISE, 24, RELATIVE, Cause.SCHOOL, "2009-06-25", 16800,
            (HEALTHY, Relative("女儿", 1991, "大学新生", "健康")),
            (Payment("2009-08-20", COUNTY, STUDY, 3500),),
        ),
        Case(
            ENTERPRISE, 9, DEEP, Cause.ILLNESS, "2009-01-05", 10400,
            (WIFE, Relative("儿子", 1998, PUPIL, "健康")),
            (
                Payment("2009-02-26", COUNTY, MEDICAL, 2000),
                Payment("2009-10-31", COUNTY, MEDICAL, 2326),
            ),
        ),
        Case(
            JOINT, 5, ACCIDENTAL, Cause.DISASTER, "2009-05-25", 12000,
            (HEALTHY,), (Payment("2009-06-18", COUNTY, LIVING, 3000),),
            on_roll=False, remark="台风损坏住房。",
        ),
        Case(
            ENTERPRISE, 33, RELATIVE, Cause.ILLNESS, "2007-12-03", 14000,
            (HEALTHY,),
            (
                Payment("2008-03-20", COUNTY, MEDICAL, 4200),
                Payment("2008-11-27", TOWN, LIVING, 1000),
            ),
            reached=State.LIFTED, ended_on="2009-03-31",
        ),
        Case(
            VILLAGE, 20, DEEP, Cause.NO_JOB, "2008-02-18", 6800, (WIFE,),
            (Payment("2008-05-29", COUNTY, LIVING, 2600),),
            on_roll=False, reached=State.CLOSED, ended_on="2008-12-18",
        ),
        Case(
            ENTERPRISE, 71, ACCIDENTAL, Cause.ACCIDENT, "2008-04-07", 12500, (HEALTHY,),
            (Payment("2008-06-12", COUNTY, MEDICAL, 7500),),
        ),
        Case(
            VILLAGE, 2, RELATIVE, Cause.NO_INSURANCE, "2009-09-21", 13900, (HEALTHY,),
            reached=State.PUBLICISED,
        ),
        Case(
            ENTERPRISE, 88, RELATIVE, Cause.ILLNESS, "2009-10-19", 15100, (WIFE,),
            reached=State.RETURNED,
        ),
    ),
    "D02": (
        Case(
            ENTERPRISE, 1, DEEP, Cause.ILLNESS, "2008-10-13", 9100, (WIFE,),
            (
                Payment("2009-01-15", TOWN, FESTIVAL, 800),
                Payment("2009-06-25", COUNTY, MEDICAL, 4500),
            ),
        ),
        Case(
            VILLAGE, 3, RELATIVE, Cause.SCHOOL, "2009-06-29", 15000,
            (HEALTHY, Relative("儿子", 1990, "大学一年级", "健康")),
            (Payment("2009-08-26", COUNTY, STUDY, 3000),),
        ),
        Case(
            VILLAGE, 10, ACCIDENTAL, Cause.DISASTER, "2009-07-20", 11800, (HEALTHY,),
            (Payment("2009-09-17", OWN, LIVING, 1500),), on_roll=False,
        ),
    ),
    "D03": (),
}  # fmt: skip

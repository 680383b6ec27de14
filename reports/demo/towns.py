"""The three towns: their unions by kind, founding dates of the late ones, numbers of people."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reports.demo.places import (
    HILL_COMPANIES,
    HILL_INSTITUTIONS,
    HILL_VILLAGES,
    LAKE_COMPANIES,
    LAKE_INSTITUTIONS,
    LAKE_VILLAGES,
    MODEL_COMPANIES,
    MODEL_INSTITUTIONS,
    MODEL_ORGANS,
    MODEL_VILLAGES,
)
from unions.models import Union

__all__ = ["COUNTY_CODE", "COUNTY_NAME", "MARKER", "TOWNS", "Closure", "TownPlan"]

Kind = Union.Kind

COUNTY_CODE, COUNTY_NAME = "D00", "示范县总工会"
MARKER = "演示数据：单位、人名、数字均为虚构。"


@dataclass(frozen=True)
class Closure:
    """A union that stands no more: dissolved on a day, its members gone or moved to a company."""

    company: str
    closed_on: str
    members: int
    merged_into: int | None = None  # ordinal of the company that took it over


@dataclass(frozen=True)
class TownPlan:
    """What the seeder makes of one town. Ordinals count the unions of one kind from 0."""

    code: str
    name: str
    region: str
    villages: tuple[str, ...]
    joint: int  # the first so many villages have a joint union of their small firms
    organs: tuple[str, ...]
    institutions: tuple[str, ...]
    companies: tuple[str, ...]
    large: int  # the first so many companies are above scale
    members: int  # in all unions, end of October 2009
    staff: int
    joined: int  # new members 1 January to 31 October 2009, in unions with a roll
    turnover: Mapping[int, int]  # leavers by year
    recent: Mapping[str, tuple[str, ...]]  # founding dates of the last unions of a kind
    sequences: range  # part of the ID numbers of this town
    closures: tuple[Closure, ...] = ()
    branches: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # company → 分会
    transfers: int = 0  # members who changed unions in 2009
    retained: int = 0  # 会籍保留 since 2008 or 2009
    resumed: int = 0  # paused in 2008, back in 2009
    roll_from: str = "2007-01-01"
    returns_only: Mapping[str, range] = field(default_factory=dict)  # ordinals of a kind: no roll
    silent: tuple[str, int] | None = None  # (kind, ordinal) that never sent a return
    stale: tuple[str, int] | None = None  # last return of 2007
    late_roll: tuple[str, int] | None = None  # roll complete only from July 2009
    late_joiners: int = 0  # joined on 5 November 2009
    late_leavers: int = 0  # left on 10 November 2009

    @property
    def short(self) -> str:
        """示范镇总工会 → 示范镇."""
        return self.name.removesuffix("总工会")


MODEL = TownPlan(
    code="D01",
    name="示范镇总工会",
    region="990001101",
    villages=MODEL_VILLAGES,
    joint=13,
    organs=MODEL_ORGANS,
    institutions=MODEL_INSTITUTIONS,
    companies=MODEL_COMPANIES,
    large=37,
    members=17915,
    staff=18299,
    joined=1730,
    turnover={2007: 163, 2008: 207, 2009: 181},
    recent={
        Kind.VILLAGE: ("2007-05-18", "2008年6月"),
        Kind.VILLAGE_JOINT: (
            *("2009-03-27",) * 4, *("2009-05-26",) * 4, *("2009-07-30",) * 3,
            "2009年8月", "2009-09-15",
        ),
        Kind.INSTITUTION: ("2007-09-10", "2008-04-16"),
        Kind.ENTERPRISE: (
            "2007-01-15", "2007-03-20", "2007-04-26", "2007-06-12", "2007年8月", "2007-11-06",
            "2007-12-20", "2008-01-18", "2008-03-14", "2008-04-22", "2008-06-05", "2008年7月",
            "2008-09-09", "2008-10-31", "2008-11-20", "2008-12-31",
            "2009-01-01", "2009-04-16", "2009年6月", "2009-08-25", "2009-10-31",
        ),
    },
    sequences=range(1, 800),
    closures=(
        Closure("鸿渐五金制品有限公司", "2007-09-30", 9),
        Closure("泊岸包装材料有限公司", "2008-03-31", 18, merged_into=6),
    ),
    branches={0: ("装配车间分会", "金工车间分会"), 2: ("缝制车间分会",)},
    transfers=24,
    retained=13,
    resumed=5,
    late_joiners=12,
    late_leavers=3,
)  # fmt: skip

LAKE = TownPlan(
    code="D02",
    name="临湖镇总工会",
    region="990001102",
    villages=LAKE_VILLAGES,
    joint=8,
    organs=("临湖镇机关", "临湖派出所"),
    institutions=LAKE_INSTITUTIONS,
    companies=LAKE_COMPANIES,
    large=4,
    members=4460,
    staff=4652,
    joined=1995,
    turnover={2007: 14, 2008: 21, 2009: 19},
    recent={
        Kind.VILLAGE: ("2008-05-30", "2009-06-24"),
        Kind.VILLAGE_JOINT: ("2007-10-18", "2008年9月", "2009-04-22", "2009-08-19"),
        Kind.ENTERPRISE: (
            "2007-06-08", "2008-04-10", *("2009-03-19",) * 5, *("2009-07-02",) * 4,
            *("2009-10-20",) * 4,
        ),
    },
    sequences=range(800, 920),
    closures=(Closure("沙汀塑料制品有限公司", "2009-05-31", 16),),
    transfers=3,
    retained=2,
    resumed=1,
    returns_only={
        Kind.VILLAGE: range(6, 14), Kind.VILLAGE_JOINT: range(2, 6), Kind.ENTERPRISE: range(8, 14),
    },
    silent=(Kind.VILLAGE, 13),
    stale=(Kind.VILLAGE_JOINT, 3),
    late_roll=(Kind.ENTERPRISE, 5),
    late_joiners=4,
)  # fmt: skip

HILL = TownPlan(
    code="D03",
    name="山前镇总工会",
    region="990001103",
    villages=HILL_VILLAGES,
    joint=1,
    organs=("山前镇机关",),
    institutions=HILL_INSTITUTIONS,
    companies=HILL_COMPANIES,
    large=0,
    members=348,
    staff=371,
    joined=41,
    turnover={2007: 3, 2008: 4, 2009: 2},
    recent={Kind.ENTERPRISE: ("2009-05-14",)},
    sequences=range(920, 1000),
    branches={
        0: ("装配车间分会", "金工车间分会", "维修车间分会"),
        1: ("制材车间分会", "涂装车间分会"),
    },
)

TOWNS = (MODEL, LAKE, HILL)

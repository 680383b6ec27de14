"""The unions of a town and the employers they cover (D9-01…10)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from reports.demo.chance import stream
from reports.demo.identity import person_name
from reports.demo.places import industry_of
from reports.demo.towns import Closure, TownPlan
from unions.dates import UNKNOWN_DATE, PartialDate, Precision, parse_partial_date
from unions.models import Employer, FormerName, Ownership, Union
from unions.validators import Sex

__all__ = ["Size", "Town", "build_town", "founding_of", "new_union"]

Kind = Union.Kind
OLDEST, NEWEST = 1996, 2006  # founding years of the unions not named in TownPlan.recent
SCHOOLS = ("小学", "中学", "幼儿园", "学校")
LATE_ROLL = date(2009, 7, 1)
PRIVATE = (Ownership.PRIVATE, Ownership.PRIVATE, Ownership.LIMITED, Ownership.SHARES)


class Draft(NamedTuple):
    """A union to be made: its place among those of its kind, None when it is a closed one."""

    kind: str
    name: str
    founded: PartialDate
    ordinal: int | None


class Size(NamedTuple):
    """Members and staff of a union at the end of October 2009."""

    members: int
    staff: int


@dataclass
class Town:
    """A town being built: its plan, its unions by kind in the order of their codes."""

    plan: TownPlan
    root: Union
    by_kind: dict[str, list[Union]] = field(default_factory=dict)
    closed: list[Union] = field(default_factory=list)
    sizes: dict[int, Size] = field(default_factory=dict)  # by union key
    employers: dict[int, list[Employer]] = field(default_factory=dict)

    @property
    def standing(self) -> list[Union]:
        return [union for unions in self.by_kind.values() for union in unions]

    def union(self, kind: str, ordinal: int) -> Union:
        return self.by_kind[kind][ordinal]

    def firms(self, union: Union) -> list[Employer]:
        """Employers that sign contracts; a village committee is none."""
        return [one for one in self.employers[union.pk] if one.ownership != Ownership.NONPROFIT]


def new_union(parent: Union | None, code: str, kind: str, name: str, **more: object) -> Union:
    """Saved with a tree step made from its code, so that paths are the same at every run."""
    union = Union(parent=parent, code=code, kind=kind, name=name, **more)
    union.node = code.replace("-", "").lower()
    union.save()
    return union


def build_town(county: Union, plan: TownPlan) -> Town:
    root = new_union(
        county,
        plan.code,
        Kind.TOWN,
        plan.name,
        region_code=plan.region,
        founded_on=date(1996, 4, 30),
    )
    town = Town(plan, root)
    rng = stream(plan.code, "organisation")
    for number, draft in enumerate(_drafts(plan, rng), start=1):
        union = _grassroots(town, draft, number, rng)
        town.by_kind.setdefault(draft.kind, []).append(union)
    _close(town, rng)
    _add_branches(town)
    _remember_names(town)
    return town


def founding_of(union: Union) -> PartialDate:
    return PartialDate(union.founded_on, Precision(union.founded_on_precision))


def _names(plan: TownPlan) -> dict[str, list[str]]:
    joint = "小型民营企业联合工会"
    return {
        Kind.VILLAGE: [f"{village}工会" for village in plan.villages],
        Kind.TOWN_JOINT: [plan.short + joint],
        Kind.VILLAGE_JOINT: [village + joint for village in plan.villages[: plan.joint]],
        Kind.ORGAN: [f"{organ}工会" for organ in plan.organs],
        Kind.INSTITUTION: [f"{institution}工会" for institution in plan.institutions],
        Kind.ENTERPRISE: [f"{company}工会" for company in plan.companies],
    }


def _drafts(plan: TownPlan, rng: Random) -> Iterator[Draft]:
    for kind, names in _names(plan).items():
        late = [parse_partial_date(text) for text in plan.recent.get(kind, ())]
        early = [_old_founding(rng) for _ in names[len(late) :]]
        for ordinal, (name, founded) in enumerate(zip(names, early + late, strict=True)):
            yield Draft(kind, name, founded, ordinal)


def _old_founding(rng: Random) -> PartialDate:
    """Most to the day; of old ones some are known to the month, the year or not at all."""
    day = date(rng.randint(OLDEST, NEWEST), rng.randint(1, 12), rng.randint(1, 28))
    kinds = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN)
    precision = rng.choices(kinds, (80, 10, 5, 5))[0]
    return UNKNOWN_DATE if precision == Precision.UNKNOWN else PartialDate(day, precision)


def _grassroots(town: Town, draft: Draft, number: int, rng: Random) -> Union:
    plan = town.plan
    return new_union(
        town.root,
        f"{plan.code}-{number:03d}",
        draft.kind,
        draft.name,
        statistical_code=f"{plan.region}{number:04d}",
        region_code=plan.region,
        ownership=_ownership(rng, draft.kind),
        industry=_industry(draft.kind, draft.name),
        founded_on=draft.founded.day,
        founded_on_precision=draft.founded.precision,
        roll_complete_from=_roll_from(plan, draft),
        contact_name=person_name(rng, rng.choice(list(Sex))),
        contact_phone=f"86{plan.code[-1]}{number:04d}",
        **_approval(plan, number, draft.founded),
    )


def _approval(plan: TownPlan, number: int, founded: PartialDate) -> dict[str, object]:
    """Request and approval papers; those of old unions are lost."""
    day = founded.day
    if day is None or founded.precision != Precision.DAY or day.year < 2002:
        return {}
    return {
        "requested_on": day - timedelta(days=20),
        "approved_on": day,
        "approval_no": f"{plan.short[:1]}工组〔{day.year}〕{number}号",
    }


def _ownership(rng: Random, kind: str) -> str:
    fixed = {
        Kind.VILLAGE: Ownership.NONPROFIT,
        Kind.ORGAN: Ownership.ORGAN,
        Kind.INSTITUTION: Ownership.INSTITUTION,
    }
    drawn = rng.choice(PRIVATE)
    return fixed.get(Kind(kind), drawn if kind == Kind.ENTERPRISE else Ownership.PRIVATE)


def _industry(kind: str, name: str) -> str:
    if kind in {Kind.VILLAGE, Kind.ORGAN}:
        return "19"
    if kind != Kind.INSTITUTION:
        return industry_of(name.removesuffix("工会"))
    if any(word in name for word in SCHOOLS):
        return "16"
    return "17" if "卫生" in name else "14"


def _roll_from(plan: TownPlan, draft: Draft) -> date | None:
    place = (draft.kind, draft.ordinal)
    if plan.late_roll == place:
        return LATE_ROLL
    if draft.ordinal is not None and _has_no_roll(plan, draft.kind, draft.ordinal):
        return None
    return date.fromisoformat(plan.roll_from)


def _has_no_roll(plan: TownPlan, kind: str, ordinal: int) -> bool:
    return ordinal in plan.returns_only.get(kind, ()) or plan.silent == (kind, ordinal)


def _close(town: Town, rng: Random) -> None:
    first = len(town.standing) + 1
    for number, closure in enumerate(town.plan.closures, start=first):
        founded = PartialDate(date(2003, 1 + number - first, 18))
        draft = Draft(Kind.ENTERPRISE, f"{closure.company}工会", founded, None)
        union = _grassroots(town, draft, number, rng)
        _dissolve(town, union, closure)
        town.closed.append(union)


def _dissolve(town: Town, union: Union, closure: Closure) -> None:
    union.dissolved_on = date.fromisoformat(closure.closed_on)
    if closure.merged_into is not None:
        union.merged_into = town.union(Kind.ENTERPRISE, closure.merged_into)
    union.save()


def _add_branches(town: Town) -> None:
    for ordinal, names in town.plan.branches.items():
        parent = town.union(Kind.ENTERPRISE, ordinal)
        for number, name in enumerate(names, start=1):
            company = parent.name.removesuffix("工会")
            code = f"{parent.code}-{number:03d}"
            new_union(parent, code, Kind.BRANCH, company + name, founded_on=date(2009, 3, 10))


def _remember_names(town: Town) -> None:
    """One company changed its name in 2008; old sheets still carry the former one."""
    union = town.union(Kind.ENTERPRISE, 0)
    former = union.name.replace("有限公司", "厂")
    FormerName.objects.create(union=union, name=former, until_on=date(2008, 8, 31))

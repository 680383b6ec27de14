"""What the unions reported of staff and members each October (D9-11…13)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from members.models import Membership
from reports.demo.chance import stream
from reports.demo.identity import person_name
from reports.demo.organisation import Town
from unions.models import Headcount, Union
from unions.validators import Sex

__all__ = ["report_headcounts"]

Kind = Union.Kind
DAYS = (date(2007, 10, 31), date(2008, 10, 31), date(2009, 10, 31))

# Members told in October 2009 less those on the roll, for the data checks: nth union of its kind.
DIFFERENCES: Mapping[str, Mapping[tuple[str, int], int]] = {
    "D01": {
        (Kind.ENTERPRISE, 4): -3,
        (Kind.ENTERPRISE, 11): 2,
        (Kind.ENTERPRISE, 40): -1,
        (Kind.VILLAGE, 9): -2,
        (Kind.INSTITUTION, 3): 1,
        (Kind.TOWN_JOINT, 0): -5,
    },
    "D02": {(Kind.ENTERPRISE, 1): -2, (Kind.VILLAGE, 2): -1},
    "D03": {},
}


@dataclass
class Tally:
    """Members of a union on a day."""

    members: int = 0
    women: int = 0
    migrants: int = 0

    def add(self, spell: Membership) -> None:
        self.members += 1
        self.women += spell.member.sex == Sex.FEMALE
        self.migrants += spell.member.is_migrant


def report_headcounts(town: Town, spells: Iterable[Membership]) -> None:
    rng, rolls = stream(town.plan.code, "headcounts"), _rolls(spells)
    returns = [
        _return(town, union, day, rolls, rng)
        for union in town.standing
        for day in DAYS
        if _reports(town, union, day)
    ]
    Headcount.objects.bulk_create(returns)


def _rolls(spells: Iterable[Membership]) -> dict[tuple[int, date], Tally]:
    tallies: dict[tuple[int, date], Tally] = defaultdict(Tally)
    for spell in spells:
        for day in _days_of(spell):
            tallies[spell.union_id, day].add(spell)
    return tallies


def _days_of(spell: Membership) -> Iterator[date]:
    if spell.kind != Membership.Kind.ACTIVE:
        return
    for day in DAYS:
        begun = spell.from_on is None or spell.from_on <= day
        if begun and (spell.to_on is None or spell.to_on > day):
            yield day


def _reports(town: Town, union: Union, day: date) -> bool:
    if union.founded_on and union.founded_on > day:
        return False
    if town.plan.silent and union == town.union(*town.plan.silent):
        return False
    stale = town.plan.stale and union == town.union(*town.plan.stale)
    return not stale or day == DAYS[0]


def _return(
    town: Town, union: Union, day: date, rolls: dict[tuple[int, date], Tally], rng: Random
) -> Headcount:
    size = town.sizes[union.pk]
    tally = rolls.get((union.pk, day)) or _estimate(size.members, day, rng)
    if not union.roll_complete_from:
        tally = _estimate(size.members, day, rng)
    outside = size.staff - size.members if day == DAYS[-1] else rng.randint(0, 6)
    staff = tally.members + outside
    women, migrants = (part + rng.randint(0, outside) for part in (tally.women, tally.migrants))
    return Headcount(
        union=union,
        as_of=day,
        staff=staff,
        women=women,
        migrants=migrants,
        members=min(tally.members + _difference(town, union, day), staff),
        women_members=tally.women,
        migrant_members=tally.migrants,
        reported_by=person_name(rng, rng.choice(list(Sex))),
        reported_on=day + timedelta(days=rng.randint(1, 12)),
    )


def _estimate(members: int, day: date, rng: Random) -> Tally:
    """A union without a roll tells round shares; it grew a little every year."""
    count = max(4, members - (DAYS[-1].year - day.year) * rng.randint(0, 3))
    return Tally(count, round(count * rng.uniform(0.3, 0.6)), round(count * rng.uniform(0.05, 0.3)))


def _difference(town: Town, union: Union, day: date) -> int:
    if day != DAYS[-1]:
        return 0
    differences = DIFFERENCES[town.plan.code]
    places = {town.union(*place).pk: count for place, count in differences.items()}
    return places.get(union.pk, 0)

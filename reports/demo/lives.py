"""Who joined which union when, left, moved or paused: memberships before they are rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from members.models import Member, Membership
from reports.demo.chance import day_between, spread, stream
from reports.demo.organisation import Town, founding_of
from unions.dates import UNKNOWN_DATE, PartialDate, Precision
from unions.models import Union

__all__ = ["AS_OF", "Life", "lives_of"]

Kind, Start, End = Membership.Kind, Membership.Start, Membership.End

AS_OF = date(2009, 10, 31)
YEAR_START, YEAR_EVE = date(2009, 1, 1), date(2008, 12, 31)
EARLIEST = date(1998, 1, 1)  # joining when the founding date is not known
LATE_JOINING, LATE_LEAVING = date(2009, 11, 5), date(2009, 11, 10)
REASONS = (End.DEPARTED, End.WITHDRAWN, End.DEATH)
VAGUE_UNTIL = date(2006, 12, 31)  # the roll is exact from 2007 on


@dataclass
class Life:
    """One person's way through the unions of a town."""

    union: Union
    joined: PartialDate
    left: date | None = None
    reason: str = ""
    moved_from: Union | None = None
    moved_on: date | None = None
    paused_on: date | None = None
    resumed_on: date | None = None

    def spells(self, member: Member) -> Iterator[Membership]:
        """The spells in order; each begins on the day on which the one before ended."""
        for spell in self._spells():
            spell.member = member
            yield spell

    def _spells(self) -> Iterator[Membership]:
        if self.paused_on:
            yield from self._paused_spells(self.paused_on)
        elif self.moved_on:
            yield self._spell(self.moved_from, to_on=self.moved_on, end_reason=End.TRANSFER)
            yield self._later(
                self.moved_on, Start.TRANSFER, to_on=self.left, end_reason=self.reason
            )
        else:
            yield self._spell(to_on=self.left, end_reason=self.reason)

    def _paused_spells(self, day: date) -> Iterator[Membership]:
        yield self._spell(to_on=day, end_reason=End.RETAINED)
        ending = End.RESUMED if self.resumed_on else ""
        yield self._later(
            day, Start.RETAIN, kind=Kind.RETAINED, to_on=self.resumed_on, end_reason=ending
        )
        if self.resumed_on:
            yield self._later(self.resumed_on, Start.RESUME)

    def _spell(self, union: Union | None = None, **more: object) -> Membership:
        spell = Membership(union=union or self.union, start_reason=Start.JOIN, **more)
        spell.from_on, spell.from_on_precision = self.joined.day, self.joined.precision
        return spell

    def _later(self, day: date, reason: str, **more: object) -> Membership:
        return Membership(union=self.union, from_on=day, start_reason=reason, **more)


def lives_of(town: Town) -> list[Life]:
    """Everybody who was on a roll of the town since 2007; nobody on rolls that are not kept."""
    rng = stream(town.plan.code, "lives")
    rolled = [union for union in town.standing if union.roll_complete_from]
    brief = town.plan.turnover[2009] // 12
    lives = _members_of(town, rolled, town.plan.joined - brief, rng)
    _alter(town, lives, rng)
    _merge(town, lives)
    lives += [_brief(union, rng) for union in rng.choices(_old(rolled, 2008), k=brief)]
    for year, count in town.plan.turnover.items():
        gone = count - brief if year == 2009 else count
        lives += [_leaver(union, year, rng) for union in rng.choices(_old(rolled, year), k=gone)]
    return lives + _paused(town, rolled, rng) + _closed(town) + _late(town, rolled, rng)


def _members_of(town: Town, rolled: list[Union], joined: int, rng: Random) -> list[Life]:
    """Those who stand on the rolls at the end of October 2009, ``joined`` of them since January."""
    sizes = [town.sizes[union.pk].members for union in rolled]
    new = [size if _is_new(union) else 0 for union, size in zip(rolled, sizes, strict=True)]
    room = [size - fresh for size, fresh in zip(sizes, new, strict=True)]
    shares = spread(joined - sum(new), room)
    lives: list[Life] = []
    for union, size, fresh, share in zip(rolled, sizes, new, shares, strict=True):
        lives += [_fresh(union, rng) for _ in range(fresh + share)]
        lives += [_settled(union, rng) for _ in range(size - fresh - share)]
    return lives


def _founded(union: Union) -> date:
    return union.founded_on or EARLIEST


def _is_new(union: Union) -> bool:
    return _founded(union) >= YEAR_START


def _old(unions: list[Union], year: int) -> list[Union]:
    """Unions that stood before the year began."""
    return [union for union in unions if _founded(union) < date(year, 1, 1)]


def _fresh(union: Union, rng: Random) -> Life:
    """Joined this year; in a new union most on the founding day."""
    if _is_new(union) and rng.random() < 0.85:
        return Life(union, founding_of(union))
    return Life(union, PartialDate(day_between(rng, max(_founded(union), YEAR_START), AS_OF)))


def _settled(union: Union, rng: Random, until: date = YEAR_EVE) -> Life:
    """Joined in an earlier year; nearly half of them on the founding day."""
    if rng.random() < 0.45:
        return Life(union, founding_of(union))
    day = day_between(rng, min(_founded(union), until), until)
    if day > VAGUE_UNTIL or rng.random() > 0.08:
        return Life(union, PartialDate(day))
    precision = rng.choice((Precision.MONTH, Precision.MONTH, Precision.YEAR, Precision.UNKNOWN))
    unknown = precision == Precision.UNKNOWN
    return Life(union, UNKNOWN_DATE if unknown else PartialDate(day, precision))


def _leaver(union: Union, year: int, rng: Random) -> Life:
    life = _settled(union, rng, until=date(year - 1, 12, 31))
    life.left = day_between(rng, date(year, 1, 1), AS_OF if year == 2009 else date(year, 12, 31))
    life.reason = rng.choices(REASONS, (6, 3, 1))[0]
    return life


def _brief(union: Union, rng: Random) -> Life:
    """Joined and left in the same year: counted among the new members, not in the stock."""
    joined = day_between(rng, YEAR_START, date(2009, 6, 30))
    left = day_between(rng, joined + timedelta(days=20), AS_OF)
    return Life(union, PartialDate(joined), left, End.DEPARTED)


def _alter(town: Town, lives: list[Life], rng: Random) -> None:
    """Gives members of 2009 a past or a future; neither the stock nor the new members change."""
    plan = town.plan
    old = [life for life in lives if (life.joined.day or EARLIEST) < date(2007, 7, 1)]
    chosen = rng.sample(old, plan.transfers + plan.late_leavers + plan.resumed)
    for life in chosen[: plan.transfers]:
        _move(life, town, rng)
    for life in chosen[plan.transfers : plan.transfers + plan.late_leavers]:
        life.left, life.reason = LATE_LEAVING, End.WITHDRAWN
    for life in chosen[plan.transfers + plan.late_leavers :]:
        life.paused_on = day_between(rng, date(2008, 2, 1), YEAR_EVE)
        life.resumed_on = day_between(rng, date(2009, 2, 1), AS_OF)


def _move(life: Life, town: Town, rng: Random) -> None:
    rolled = [union for union in town.standing if union.roll_complete_from]
    joined = life.joined.day or EARLIEST
    others = [one for one in rolled if one != life.union and _founded(one) <= joined]
    life.moved_from = rng.choice(others)
    life.moved_on = day_between(rng, date(2009, 2, 1), AS_OF)


def _merge(town: Town, lives: list[Life]) -> None:
    """Members of a merged union stand on the roll of the one that took it over."""
    for closure, union in zip(town.plan.closures, town.closed, strict=True):
        if union.merged_into:
            taken = [life for life in lives if _was_before(life, union)][: closure.members]
            for life in taken:
                life.joined = founding_of(union)
                life.moved_from, life.moved_on = union, union.dissolved_on


def _was_before(life: Life, closed: Union) -> bool:
    plain = not (life.moved_on or life.paused_on or life.left)
    return life.union == closed.merged_into and plain and (life.joined.day or EARLIEST) < YEAR_START


def _closed(town: Town) -> list[Life]:
    return [
        Life(union, founding_of(union), union.dissolved_on, End.DEPARTED)
        for closure, union in zip(town.plan.closures, town.closed, strict=True)
        if not union.merged_into
        for _ in range(closure.members)
    ]


def _paused(town: Town, rolled: list[Union], rng: Random) -> list[Life]:
    """会籍保留, which is not counted."""
    unions = rng.choices(_old(rolled, 2007), k=town.plan.retained)
    lives = [_settled(union, rng, date(2006, 12, 31)) for union in unions]
    for life in lives:
        life.paused_on = day_between(rng, date(2008, 2, 1), date(2009, 9, 30))
    return lives


def _late(town: Town, rolled: list[Union], rng: Random) -> list[Life]:
    """Joined after October, so that the day of counting matters."""
    unions = rng.choices(_old(rolled, 2009), k=town.plan.late_joiners)
    return [Life(union, PartialDate(LATE_JOINING)) for union in unions]

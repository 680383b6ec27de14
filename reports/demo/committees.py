"""Terms of the committees and their officers (D1-02…08, D4-09)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from reports.demo.chance import day_between, stream
from reports.demo.identity import person_name
from reports.demo.organisation import Town, founding_of
from unions.dates import PartialDate, parse_partial_date
from unions.models import CommitteeTerm, Officer, Union
from unions.validators import Sex

__all__ = ["elect_committees"]

Post, Years = Officer.Post, CommitteeTerm.Years
SETTLED = date(2005, 12, 31)  # unions founded by then have had time for a second term
STEPS = "代表推选、报告审议、委员选举"
OFFICES = ((Post.CHAIR, 0.3), (Post.DEPUTY, 0.4), (Post.AUDIT, 0.4), (Post.WOMEN, 1.0))


@dataclass(frozen=True)
class Elections:
    """How many old unions of a town stand where in November 2009; the others are in mid-term."""

    renewed: int  # re-elected in 2009 (D4-09)
    ending: int  # within the 180 days after 20 November 2009
    overdue: int
    unknown: int  # nobody has handed in who was elected
    town: tuple[tuple[int, str, int], ...]  # terms of the town itself: number, elected, years


ELECTIONS: Mapping[str, Elections] = {
    "D01": Elections(26, 14, 6, 12, ((1, "2007年4月6日", 5),)),
    "D02": Elections(19, 5, 2, 3, ((2, "2008年1月18日", 5),)),
    "D03": Elections(3, 1, 1, 1, ((2, "2004年7月12日", 5), (3, "2009年7月", 5))),
}
# Days of the last election of old unions, by where they stand.
SPANS = {
    "renewed": (date(2009, 1, 8), date(2009, 10, 28)),
    "ending": (date(2006, 12, 1), date(2007, 5, 12)),
    "overdue": (date(2006, 3, 1), date(2006, 10, 31)),
    "mid-term": (date(2007, 6, 1), date(2008, 12, 20)),
}


def elect_committees(town: Town) -> None:
    rng = stream(town.plan.code, "committees")
    terms = [*_town_terms(town), *_terms(town, rng)]
    created = CommitteeTerm.objects.bulk_create(terms)
    Officer.objects.bulk_create([officer for term in created for officer in _officers(term, rng)])


def _town_terms(town: Town) -> Iterator[CommitteeTerm]:
    """The town asks the county and is answered a week before the election."""
    for number, elected, years in ELECTIONS[town.plan.code].town:
        term = _term(town.root, number, parse_partial_date(elected), years)
        term.steps = STEPS
        term.requested_on, term.approved_on = (
            term.elected_on - timedelta(days=back) for back in (60, 45)
        )
        term.request_no = f"{town.plan.short[:1]}工〔{term.requested_on:%Y}〕{number + 4}号"
        term.approval_no = f"县工组〔{term.approved_on:%Y}〕{number + 20}号"
        yield term


def _terms(town: Town, rng: Random) -> Iterator[CommitteeTerm]:
    old = [one for one in town.standing if one.founded_on is None or one.founded_on <= SETTLED]
    places = _places(town, len(old), rng)
    for union, place in zip(old, places, strict=True):
        yield from _old_terms(union, place, rng)
    for union in town.standing:
        if union.founded_on and union.founded_on > SETTLED:
            years = Years.FIVE if union.founded_on.year == 2006 else Years.THREE
            yield _term(union, 1, founding_of(union), years)


def _places(town: Town, count: int, rng: Random) -> list[str]:
    """For each old union a key of SPANS, blank when its election is not known."""
    plan = ELECTIONS[town.plan.code]
    places = ["renewed"] * plan.renewed + ["ending"] * plan.ending + ["overdue"] * plan.overdue
    places += [""] * plan.unknown
    places += ["mid-term"] * (count - len(places))
    rng.shuffle(places)
    return places


def _old_terms(union: Union, place: str, rng: Random) -> Iterator[CommitteeTerm]:
    if not place:
        return
    elected = day_between(rng, *SPANS[place])
    founded = union.founded_on.year if union.founded_on else rng.randint(1996, 2003)
    number = (elected.year - founded) // Years.THREE + 1
    if place == "renewed":
        before = PartialDate(elected.replace(year=elected.year - Years.THREE))
        yield _term(union, number - 1, before, Years.THREE)
    yield _term(union, number, PartialDate(elected), Years.THREE)


def _term(union: Union, number: int, elected: PartialDate, years: int) -> CommitteeTerm:
    day = elected.day
    if day is None:
        raise ValueError(union.code)
    return CommitteeTerm(
        union=union,
        term_no=number,
        elected_on=day,
        elected_on_precision=elected.precision,
        term_years=years,
        ends_on=_years_later(day, years),
    )


def _years_later(day: date, years: int) -> date:
    day = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return day.replace(year=day.year + years)


def _officers(term: CommitteeTerm, rng: Random) -> Iterator[Officer]:
    """A town has a full-time chair; small unions have no deputy."""
    is_town = term.union.kind == Union.Kind.TOWN
    for post, women in OFFICES:
        if post == Post.DEPUTY and not is_town and rng.random() < 0.5:
            continue
        sex = Sex.FEMALE if rng.random() < women else Sex.MALE
        yield Officer(
            term=term,
            post=post,
            name=person_name(rng, sex),
            is_woman=sex == Sex.FEMALE,
            is_full_time=is_town and post == Post.CHAIR,
            office_phone=term.union.contact_phone if post == Post.CHAIR else "",
            from_on=term.elected_on,
        )

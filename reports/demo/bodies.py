"""Bodies and systems inside the unions (D9-19…21, D1-13, D4-13, P15)."""

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random

from reports.demo.chance import day_between, stream
from reports.demo.days import day
from reports.demo.organisation import Town
from unions.models import Body, Union

__all__ = ["set_up_bodies"]

Kind, Of = Body.Kind, Union.Kind
NEW_LAW = date(2008, 5, 1)  # 劳动争议调解仲裁法
ADJUSTING = (date(2008, 5, 12), date(2009, 9, 18))
PLACES_OF_WORK = (Of.ENTERPRISE, Of.INSTITUTION, Of.ORGAN)
MEMBERS = {Kind.MEDIATION: (3, 7), Kind.SUPERVISION: (3, 5), Kind.AUDIT: (3, 5)}

# Share of the grassroots unions that have each body; D01 has some of them everywhere (D9-20).
SHARES: Mapping[str, Mapping[str, float]] = {
    "D01": {
        Kind.MEDIATION: 1, Kind.SUPERVISION: 1, Kind.AUDIT: 0.9, Kind.WOMEN: 0.82,
        Kind.PROTECTION: 0.4, Kind.CONGRESS: 0.72, Kind.DISCLOSURE: 0.68, Kind.APPRAISAL: 0.55,
    },
    "D02": {
        Kind.MEDIATION: 0.85, Kind.SUPERVISION: 0.8, Kind.AUDIT: 0.8, Kind.WOMEN: 0.7,
        Kind.CONGRESS: 0.6, Kind.DISCLOSURE: 0.66, Kind.APPRAISAL: 0.3,
    },
    "D03": {
        Kind.MEDIATION: 0.6, Kind.SUPERVISION: 0.5, Kind.AUDIT: 1, Kind.WOMEN: 1,
        Kind.CONGRESS: 0.6, Kind.DISCLOSURE: 0.6,
    },
}  # fmt: skip
SYSTEMS = (Kind.CONGRESS, Kind.DISCLOSURE, Kind.APPRAISAL)
OF_TOWN = (Kind.AUDIT, Kind.WOMEN, Kind.MEDIATION, Kind.SUPERVISION)
FUNDS: Mapping[str, Mapping[int, str]] = {"D01": {0: "2008-09-10", 4: "2009-05-20"}}  # by company


def set_up_bodies(town: Town) -> None:
    rng = stream(town.plan.code, "bodies")
    bodies = [_body(town.root, kind, rng) for kind in OF_TOWN]
    for union in [*town.standing, *town.closed]:
        bodies += _bodies(town, union, rng)
    bodies += [
        Body(union=town.union(Of.ENTERPRISE, place), kind=Kind.FUND, from_on=day(opened))
        for place, opened in FUNDS.get(town.plan.code, {}).items()
    ]
    Body.objects.bulk_create(bodies)


def _bodies(town: Town, union: Union, rng: Random) -> Iterator[Body]:
    for kind, share in SHARES[town.plan.code].items():
        fits = kind not in SYSTEMS or union.kind in PLACES_OF_WORK
        if fits and rng.random() < share:
            yield _body(union, kind, rng)


def _body(union: Union, kind: str, rng: Random) -> Body:
    """As old as its union; a mediation body that met the new law was adjusted to it."""
    few, many = MEMBERS.get(Kind(kind), (0, 0))
    return Body(
        union=union,
        kind=kind,
        from_on=union.founded_on,
        from_on_precision=union.founded_on_precision,
        adjusted_on=day_between(rng, *ADJUSTING) if _is_adjusted(union, kind) else None,
        to_on=union.dissolved_on,
        size=rng.randint(few, many) or None,
    )


def _is_adjusted(union: Union, kind: str) -> bool:
    begun = union.founded_on is None or union.founded_on <= NEW_LAW
    return kind == Kind.MEDIATION and begun and union.dissolved_on is None

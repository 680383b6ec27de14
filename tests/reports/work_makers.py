"""Makers of rows of the registers of work; each gives the new union (see indicator_cases)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests import factories as make
from unions.models import (
    Competition,
    Officer,
    Scheme,
    SchemeGrade,
    Union,
)

LONG_AGO, SOON = date(2001, 1, 1), date(2010, 6, 30)
UNION_PREFIX = "union__"
Maker = Callable[..., Union]


@dataclass(frozen=True)
class Case:
    """``make(town, day, **fields)`` gives the new union; ``worth`` is the value of its one row."""

    make: Maker
    worth: int | Decimal = 1


def under(town: Union, **fields: Any) -> Union:
    return make.UnionFactory(**{"parent": town, "founded_on": LONG_AGO, **fields})


def split(fields: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Fields of the union (union__kind) and of the row itself."""
    own = {key: value for key, value in fields.items() if not key.startswith(UNION_PREFIX)}
    kept = {key[len(UNION_PREFIX) :]: fields[key] for key in fields if key not in own}
    return kept, own


def row_of(factory: Any, day_field: str, **preset: Any) -> Maker:
    """One row of the factory dated in ``day_field``, in a union of its own."""

    def maker(town: Union, day: date, **fields: Any) -> Union:
        of_union, own = split(fields)
        union = under(town, **of_union)
        factory(**{"union": union, day_field: day, **preset, **own})
        return union

    return maker


def in_new_union(factory: Any, **preset: Any) -> Maker:
    """The row is as old as the ledger; its union is founded on the day."""

    def maker(town: Union, day: date, **fields: Any) -> Union:
        union = under(town, founded_on=day, **fields)
        factory(union=union, **preset)
        return union

    return maker


def bodies(*kinds: str) -> Maker:
    def maker(town: Union, day: date, **fields: Any) -> Union:
        union = under(town, **fields)
        for kind in kinds:
            make.BodyFactory(union=union, kind=kind, from_on=day)
        return union

    return maker


def overdue(town: Union, day: date, **fields: Any) -> Union:
    """Overdue from the day on: the term ended the day before."""
    of_union, own = split(fields)
    union, end = under(town, **of_union), day - timedelta(days=1)
    make.CommitteeTermFactory(union=union, elected_on=LONG_AGO, ends_on=end, **own)
    return union


def officer(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    term = make.CommitteeTermFactory(union=union, elected_on=day, ends_on=SOON)
    make.OfficerFactory(**{"term": term, "post": Officer.Post.CHAIR, **fields})
    return union


def recognised(scheme: str, grade: str, day_field: str) -> Maker:
    """One recognition of the quantity 3, so that quantities and not rows are counted."""

    def maker(town: Union, day: date, **fields: Any) -> Union:
        of_union, own = split(fields)
        union = under(town, **of_union)
        chosen = {"group": own.pop("scheme__group", Scheme.Group.WORK)}
        code = scheme or f"any-{chosen['group']}".replace("?", "x")
        found, _ = Scheme.objects.get_or_create(code=code, defaults={"name": code, **chosen})
        granted = own.pop("grade__code", grade)
        held = None
        if granted:
            held, _ = SchemeGrade.objects.get_or_create(scheme=found, code=granted)
        days = {"applied_on": None, "granted_on": None, day_field: day}
        make.RecognitionFactory(
            union=union, scheme=found, grade=held, quantity=3, **{**days, **own}
        )
        return union

    return maker


def result_of(**preset: Any) -> Maker:
    def maker(town: Union, day: date, **fields: Any) -> Union:
        union = under(town)
        given = {"competition__union": union, "competition__held_on": day, **preset, **fields}
        make.ResultFactory(**given)
        return union

    return maker


def dispute(day_field: str, **preset: Any) -> Maker:
    """The other dates of the case stand long before the period."""

    def maker(town: Union, day: date, **fields: Any) -> Union:
        union = under(town)
        numbers = {"people": 4, "amount": Decimal("812.50")}
        days = {"received_on": LONG_AGO, day_field: day}
        make.DisputeFactory(**{"union": union, **days, **numbers, **preset, **fields})
        return union

    return maker


def employer(town: Union, day: date, **fields: Any) -> Union:
    union = under(town, founded_on=day)
    make.EmployerFactory(union=union, **fields)
    return union


def worklog(kind: str, **preset: Any) -> Maker:
    return row_of(make.WorkLogFactory, "happened_on", kind=kind, quantity=7, **preset)


def branch_founded(town: Union, day: date, **fields: Any) -> Union:
    return make.UnionFactory(parent=town, founded_on=day, kind=Union.Kind.BRANCH, **fields)


def rectified(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    dates = {"audited_on": day, "rectified_on": day, "finding": "缺少名单。"}
    make.FundAuditFactory(union=union, **dates, **fields)
    return union


def competition_with_units(town: Union, day: date, **fields: Any) -> Union:
    union = under(town)
    level = Competition.Level.TOWN
    numbers = {"units": 31, "participants": 120}
    make.CompetitionFactory(union=union, held_on=day, level=level, **numbers, **fields)
    return union

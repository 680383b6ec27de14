"""Applications and honours as rows, from their declarations."""

from collections.abc import Iterator
from itertools import cycle, islice
from random import Random

from reports.demo.awards import AWARDS, Award
from reports.demo.chance import spread, stream
from reports.demo.competitions import EXPERT
from reports.demo.days import drawn
from reports.demo.organisation import Town
from reports.demo.schemes import Catalogue, open_catalogue
from unions.models import CompetitionResult, Recognition, Union

__all__ = ["recognise"]

Holder = Recognition.Holder
JOINT = (Union.Kind.TOWN_JOINT, Union.Kind.VILLAGE_JOINT)


def recognise(town: Town) -> None:
    rng, catalogue = stream(town.plan.code, "recognitions"), open_catalogue()
    found = [row for award in AWARDS[town.plan.code] for row in _rows(town, award, catalogue, rng)]
    Recognition.objects.bulk_create([*found, *_experts(town, catalogue)])


def _rows(town: Town, award: Award, catalogue: Catalogue, rng: Random) -> Iterator[Recognition]:
    holders = _holders(town, award)
    weights = [rng.randint(2, 6) for _ in holders]
    shares = spread(award.total, weights) if award.total else [1] * len(holders)
    for (union, name, title), share in zip(holders, shares, strict=True):
        yield Recognition(
            union=union,
            scheme=catalogue.schemes[award.scheme],
            grade=catalogue.grade(award.scheme, award.grade),
            level=award.level,
            holder=Holder.TEAM if award.firms else award.holder,
            name=name,
            title=title,
            applied_on=drawn(award.applied, rng),
            granted_on=drawn(award.granted, rng),
            valid_to=drawn(award.valid_to, rng),
            quantity=share,
        )


def _holders(town: Town, award: Award) -> list[tuple[Union, str, str]]:
    """Union, name and title of each row."""
    if award.firms:
        return list(islice(_firms(town), award.firms))
    places = award.unions if award.kind else ()
    unions = [town.union(award.kind, place) for place in places] or [town.root]
    count = max(len(unions), len(award.names), len(award.titles))
    columns = cycle(unions), cycle(award.names or ("",)), cycle(award.titles or ("",))
    return [
        (union, _name(union, name, award.holder), title)
        for union, name, title in islice(zip(*columns, strict=False), count)
    ]


def _name(union: Union, name: str, holder: str) -> str:
    unit = union.name.removesuffix("工会")
    if not name:
        return ""
    return unit + name if holder == Holder.TEAM else f"{name}（{unit}）"


def _firms(town: Town) -> Iterator[tuple[Union, str, str]]:
    """职工之家 of the small firms, which have no union of their own."""
    for kind in JOINT:
        for union in town.by_kind[kind]:
            if union.founded_on is None or union.founded_on.year < 2009:
                for firm in town.firms(union):
                    yield union, f"{firm.name}职工之家", ""


def _experts(town: Town, catalogue: Catalogue) -> list[Recognition]:
    """Those who won the title in a contest stand in the register of honours too (D3-08)."""
    titled = CompetitionResult.objects.subtree_of(town.root).filter(title=EXPERT)
    return [
        Recognition(
            union=town.root,
            scheme=catalogue.schemes["skill_expert"],
            holder=Holder.PERSON,
            name=f"{result.winner}（{result.post}）",
            title=EXPERT,
            granted_on=result.competition.held_on,
        )
        for result in titled.select_related("competition").order_by("pk")
    ]

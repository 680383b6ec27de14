"""How large the unions are, and the units they cover."""

from collections.abc import Iterator
from random import Random

from reports.demo.chance import spread, stream
from reports.demo.organisation import Size, Town
from reports.demo.places import SMALL_FIRMS
from unions.models import Employer, Ownership, Union

__all__ = ["cover_employers", "measure_unions"]

Kind = Union.Kind

# Relative sizes; the shares add up to the town's plan.
LARGE = (130, 420)
WEIGHTS = {
    Kind.VILLAGE: (25, 90),
    Kind.TOWN_JOINT: (300, 400),
    Kind.VILLAGE_JOINT: (42, 75),
    Kind.ORGAN: (20, 110),
    Kind.INSTITUTION: (25, 140),
    Kind.ENTERPRISE: (25, 90),
}


def measure_unions(town: Town) -> None:
    """Divides the members of the plan among the unions; staff who are no members fall by chance."""
    rng, unions = stream(town.plan.code, "sizes"), town.standing
    members = spread(town.plan.members, [_weight(town, union, rng) for union in unions])
    outside = rng.choices(range(len(unions)), members, k=town.plan.staff - town.plan.members)
    for index, (union, count) in enumerate(zip(unions, members, strict=True)):
        town.sizes[union.pk] = Size(count, count + outside.count(index))


def cover_employers(town: Town) -> None:
    rng = stream(town.plan.code, "employers")
    drafts = [employer for union in town.standing for employer in _employers(town, union, rng)]
    for employer in Employer.objects.bulk_create(drafts):
        town.employers.setdefault(employer.union_id, []).append(employer)


def _weight(town: Town, union: Union, rng: Random) -> int:
    return rng.randint(*(LARGE if _is_large(town, union) else WEIGHTS[Kind(union.kind)]))


def _is_large(town: Town, union: Union) -> bool:
    return union in town.by_kind[Kind.ENTERPRISE][: town.plan.large]


def _employers(town: Town, union: Union, rng: Random) -> Iterator[Employer]:
    place = union.name.removesuffix("工会").removesuffix("小型民营企业联合")
    firms = rng.sample(SMALL_FIRMS, _firm_count(town, union, rng))
    main = [] if union.kind in Union.JOINT else [_main_employer(town, union, place)]
    places = main + [_firm(union, place.removesuffix("村").removesuffix("镇") + it) for it in firms]
    weights = [rng.randint(8, 20) for _ in places]
    for employer, staff in zip(places, spread(town.sizes[union.pk].staff, weights), strict=True):
        employer.staff = staff
        yield employer


def _firm(union: Union, name: str) -> Employer:
    return Employer(union=union, name=name, ownership=Ownership.PRIVATE, industry="03")


def _main_employer(town: Town, union: Union, place: str) -> Employer:
    committee = "居民委员会" if place.endswith("社区") else "村民委员会"
    return Employer(
        union=union,
        name=place + committee if union.kind == Kind.VILLAGE else place,
        ownership=union.ownership,
        industry=union.industry,
        is_above_scale=_is_large(town, union),
    )


def _firm_count(town: Town, union: Union, rng: Random) -> int:
    """A village without a joint union looks after its few small firms itself."""
    if union.kind == Kind.TOWN_JOINT:
        return len(SMALL_FIRMS)
    if union.kind == Kind.VILLAGE_JOINT:
        return rng.randint(5, 12)
    alone = union in town.by_kind[Kind.VILLAGE][town.plan.joint :]
    return rng.randint(2, 4) if alone else 0

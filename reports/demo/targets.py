"""目标责任书 of the towns; in 2009 the new members of D01 fall short, the rest is reached."""

from collections.abc import Mapping

from reports.demo.organisation import Town
from reports.models import Target

__all__ = ["set_targets"]

# (year, figure, value, points)
TARGETS: Mapping[str, tuple[tuple[int, str, int, int], ...]] = {
    "D01": (
        (2008, "members.joined", 1500, 10),
        (2008, "unions.founded", 8, 10),
        (2008, "contracts.signed", 20, 10),
        (2009, "members.joined", 1800, 10),
        (2009, "unions.founded", 15, 10),
        (2009, "contracts.signed", 30, 10),
        (2009, "training.attendance", 4000, 8),
        (2009, "proposals.raised", 200, 6),
        (2009, "recognitions.living_rate", 50, 5),
        (2009, "recognitions.aaa", 40, 5),
        (2010, "members.joined", 1500, 10),
        (2010, "unions.founded", 10, 10),
        (2010, "contracts.signed", 36, 10),
        (2010, "training.attendance", 4500, 8),
    ),
    "D02": (
        (2009, "members.joined", 1800, 10),
        (2009, "unions.founded", 12, 10),
        (2009, "contracts.signed", 8, 10),
    ),
    "D03": (),
}


def set_targets(town: Town) -> None:
    Target.objects.bulk_create(
        [
            Target(union=town.root, year=year, code=code, value=value, points=points)
            for year, code, value, points in TARGETS[town.plan.code]
        ]
    )

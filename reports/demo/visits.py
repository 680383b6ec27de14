"""Visits to those in need and to those at work, counted without names (D8-09, D6-05, P15)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from members.models import Visit
from reports.demo.organisation import Town

__all__ = ["pay_visits"]

Group = Visit.Group
SPRING_FESTIVAL, HEAT, MID_AUTUMN = "春节", "高温", "中秋、国庆"


class Round(NamedTuple):
    occasion: str
    group: str
    visited_on: str
    ends_on: str
    people: int
    amount: int
    partners: str = ""


ROUNDS: Mapping[str, tuple[Round, ...]] = {
    "D01": (
        Round(SPRING_FESTIVAL, Group.HARDSHIP, "2009-01-13", "2009-01-20", 42, 25200, "镇民政办"),
        Round(
            SPRING_FESTIVAL, Group.MIGRANT, "2009-01-16", "2009-01-22", 130, 9100, "镇劳动保障站"
        ),
        Round("五一", Group.MODEL, "2009-04-28", "2009-04-29", 6, 3600),
        Round(HEAT, Group.FRONTLINE, "2009-07-21", "2009-08-07", 860, 43000),
        Round(MID_AUTUMN, Group.RETIRED, "2009-09-24", "2009-09-29", 58, 8700),
        Round(SPRING_FESTIVAL, Group.HARDSHIP, "2008-01-28", "2008-02-03", 38, 19000, "镇民政办"),
        Round(HEAT, Group.FRONTLINE, "2008-07-22", "2008-08-08", 740, 33300),
    ),
    "D02": (Round(SPRING_FESTIVAL, Group.HARDSHIP, "2009-01-14", "2009-01-19", 11, 5500),),
    "D03": (
        Round(SPRING_FESTIVAL, Group.HARDSHIP, "2009-01-15", "2009-01-20", 9, 4500, "镇民政办"),
        Round(SPRING_FESTIVAL, Group.MIGRANT, "2009-01-16", "2009-01-21", 16, 1600),
        Round("重阳", Group.RETIRED, "2009-10-26", "2009-10-26", 21, 2100),
        Round("六一", Group.CHILDREN, "2009-05-31", "2009-06-01", 14, 2800, "山前镇小学"),
    ),
}


def pay_visits(town: Town) -> None:
    Visit.objects.bulk_create(
        [
            Visit(
                union=town.root,
                occasion=one.occasion,
                group=one.group,
                visited_on=date.fromisoformat(one.visited_on),
                ends_on=date.fromisoformat(one.ends_on),
                people=one.people,
                amount=one.amount,
                partners=one.partners,
            )
            for one in ROUNDS[town.plan.code]
        ]
    )

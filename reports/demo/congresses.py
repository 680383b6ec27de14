"""Congresses of members and of staff (D9-55, D1-08, D1-10)."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reports.demo.chance import stream
from reports.demo.days import known
from reports.demo.organisation import Town
from unions.models import Congress, Union

__all__ = ["hold_congresses"]

MEMBERS, STAFF = Congress.Kind.MEMBERS, Congress.Kind.STAFF
REPORT = "听取和审议上一年工会工作报告"


class Meeting(NamedTuple):
    """A members' congress of the town itself."""

    term: int
    session: int
    held: str
    delegates: int
    women: int
    agenda: str = REPORT


MEETINGS: Mapping[str, tuple[Meeting, ...]] = {
    "D01": (
        Meeting(1, 1, "2007年4月6日", 158, 57, "选举镇总工会第一届委员会"),
        Meeting(1, 2, "2008年3月28日", 152, 55),
        Meeting(1, 3, "2009年4月3日", 149, 56),
    ),
    "D02": (
        Meeting(2, 1, "2008年1月18日", 84, 30, "选举镇总工会第二届委员会"),
        Meeting(2, 2, "2009年2月20日", 81, 31),
    ),
    "D03": (Meeting(3, 1, "2009年7月", 46, 17, "审议工作报告，选举第三届委员会"),),
}
# Companies that hold a staff congress every year, and its days.
STAFF_CONGRESSES: Mapping[str, tuple[range, tuple[str, ...]]] = {
    "D01": (range(24), ("2008年1月", "2009年1月")),
    "D02": (range(5), ("2009年2月",)),
    "D03": (range(2), ("2009年1月",)),
}


def hold_congresses(town: Town) -> None:
    of_town = [_of_members(town.root, one) for one in MEETINGS[town.plan.code]]
    Congress.objects.bulk_create([*of_town, *_of_staff(town)])


def _of_members(union: Union, meeting: Meeting) -> Congress:
    return _congress(
        union,
        MEMBERS,
        meeting.held,
        term_no=meeting.term,
        session_no=meeting.session,
        delegates=meeting.delegates,
        women_delegates=meeting.women,
        agenda=meeting.agenda,
    )


def _of_staff(town: Town) -> Iterator[Congress]:
    rng = stream(town.plan.code, "congresses")
    companies, days = STAFF_CONGRESSES[town.plan.code]
    for place in companies:
        union, delegates = town.union(Union.Kind.ENTERPRISE, place), rng.randint(20, 70)
        for session, held in enumerate(days, start=1):
            yield _congress(union, STAFF, held, term_no=1, session_no=session, delegates=delegates)


def _congress(union: Union, kind: str, held: str, **more: object) -> Congress:
    day, precision = known(held)
    return Congress(union=union, kind=kind, held_on=day, held_on_precision=precision, **more)

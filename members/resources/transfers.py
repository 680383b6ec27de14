"""Rows of people on file with another union: 会籍转移, on the user's word."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from members.models import Member, Membership
from members.moving import Movement, move_all, obstacle
from unions.clock import today
from unions.dates import UNKNOWN_DATE, PartialDate, display_date
from unions.importing.drafts import Assumed, Change, Draft, Transfer
from unions.models import Union
from unions.records import StaleRecord

__all__ = ["Arrivals", "move_arrivals", "outside", "told"]

NOTE = "收表时按会籍转移办理"
OUTSIDE = "这个身份证号已在{}以外登记，请与{}联系核对。"
OFFERED = "这个人登记在“{}”。如已调来，请勾选后按转移办理；没有调动请核对这一行。"
OFFERED_LATER = "这个人登记在“{}”。如已调来，改好后可按转移办理；没有调动请核对这一行。"
HINDERED = "这个人登记在“{}”，不能按转移办理：{}"


class Arrivals:
    """What becomes of such rows; ``spells`` are those of the people, by key of the member."""

    def __init__(self, assumed: Assumed, spells: Mapping[int, Sequence[Membership]]) -> None:
        self.assumed, self.spells = assumed, spells

    def judge(self, draft: Draft, member: Member) -> str:
        """Why the row is refused, "" when it is a transfer that was asked for.

        A union of another town is never named.
        """
        if draft.union is None or not member.union.is_within(self.assumed.root):
            return outside(self.assumed.root)
        running = [spell for spell in self.spells.get(member.pk, ()) if spell.to_on is None]
        joined: PartialDate = draft.values.get("joined_on", UNKNOWN_DATE)
        day = self._day(joined, running)
        if why := _hindered(running, draft.union, day):
            return HINDERED.format(member.union, why)
        name = draft.values.get("name", "")
        written = name if name != member.name else ""
        draft.transfer = Transfer(member.name, member.union, draft.union, day, written)
        if draft.number in self.assumed.transfers:
            return ""
        return (OFFERED_LATER if draft.is_trial else OFFERED).format(member.union)

    def _day(self, joined: PartialDate, running: Sequence[Membership]) -> date:
        """The sheet's 入会时间 where it can be that of the new union, else the sheet's own day.

        Where nobody knows since when the person is a member, it may be the day of joining.
        """
        before = running[0].from_on if running else None
        if joined.day is None or joined.day > today() or before is None or joined.day <= before:
            return self.assumed.day
        return joined.day


def outside(root: Union) -> str:
    """Of somebody on file beyond the unions one collects for: where is not told."""
    if root.kind == Union.Kind.TOWN:
        return OUTSIDE.format("本镇", "县总工会")
    return OUTSIDE.format(f"“{root}”", "上级工会")


def told(transfer: Transfer) -> Change:
    new = f"{transfer.target}（{display_date(transfer.day)}转入）"
    return Change("所属工会", str(transfer.source), new)


def move_arrivals(drafts: Sequence[Draft], assumed: Assumed) -> None:
    """Moves the people of these rows; StaleRecord when somebody moved one of them meanwhile."""
    groups: dict[tuple[Union, date], list[Any]] = defaultdict(list)
    for draft in drafts:
        if draft.transfer:
            groups[draft.transfer.target, draft.transfer.day].append(draft.record)
    for (target, day), members in groups.items():
        try:
            move_all(members, Movement.transfer(target, day), by=assumed.user, note=NOTE)
        except ValidationError as error:
            raise StaleRecord(members[0]) from error


def _hindered(running: Sequence[Membership], target: Union, day: date) -> str:
    if target.dissolved_on and target.dissolved_on <= day:
        return f"“{target}”已撤销。"
    return obstacle(running, Movement.transfer(target, day))

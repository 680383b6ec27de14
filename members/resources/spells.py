"""入会时间 and 会籍状态 of a members' sheet: what they are to the spells of a member.

A new member's make the first spell. Of a member on file a sheet only corrects the day of joining;
whatever else moves somebody in or out is done on the member's page, and the sheet's cell says so.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from members.models import Membership
from members.resources.member_cells import LEFT, LEFT_WORD
from unions.clock import today
from unions.dates import UNKNOWN_DATE, PartialDate, partial_date_of
from unions.importing.drafts import Change, Draft, Fault
from unions.rules import earliest

__all__ = ["SPELL", "add_spell", "told_of"]

Kind, Start = Membership.Kind, Membership.Start
SPELL = ("joined_on", "status")
LEFT_ADVICE = "已离会的人不再新登记。要补登从前的会员，请先按在籍登记，再办理离会。"
STATUS_KEPT = "收表不改会籍状态，台账里仍是{}。保留、恢复、离会请到会员页面点“办理会籍变动”。"
JOINING_KEPT = "没有改入会时间，台账里仍是{}。真要改，请到会员页面的“会籍经历”里改。"


def add_spell(draft: Draft, spells: Sequence[Membership], told: dict[str, Any]) -> None:
    """``told``: of SPELL what the row tells; the rows to be stored become parts of the draft."""
    status = told.get("status")
    if not spells and status == LEFT:
        if draft.is_new:
            draft.faults.append(Fault(draft.number, "status", LEFT_WORD, LEFT_ADVICE))
        elif joined := told.get("joined_on"):
            draft.leave("joined_on", str(joined), JOINING_KEPT.format("空的"))
    elif not spells:
        joined = told.get("joined_on", UNKNOWN_DATE)
        spell = Membership.blank()
        spell.member, spell.kind = draft.record, status or Kind.ACTIVE
        spell.union_id = draft.union.pk  # type: ignore[union-attr]  # settled by now
        spell.from_on, spell.from_on_precision = joined.day, joined.precision.value
        draft.parts.append(spell)
        _check(draft, spell)
    else:
        _keep_status(draft, spells, status)
        _correct_joining(draft, spells, told.get("joined_on"))


def told_of(spell: Membership) -> dict[str, Any]:
    """What a sheet would tell of a spell."""
    return {"joined_on": partial_date_of(spell, "from_on"), "status": spell.kind}


def _keep_status(draft: Draft, spells: Sequence[Membership], status: str | None) -> None:
    day = today()
    running = [spell for spell in spells if spell.to_on is None or spell.to_on > day]
    kept = str(max(running, key=_order).kind) if running else LEFT
    if status and status != kept:
        words = dict(Kind.choices) | {LEFT: LEFT_WORD}
        draft.leave("status", str(words[status]), STATUS_KEPT.format(words[kept]))


def _correct_joining(
    draft: Draft, spells: Sequence[Membership], joined: PartialDate | None
) -> None:
    first = min(spells, key=_order)
    before = partial_date_of(first, "from_on")
    if joined is None or joined == before:
        return
    if joined.day is not None and any(s.from_on == joined.day for s in spells if s is not first):
        return  # a sheet of the later union tells when the person came there
    if joined.day is None or first.start_reason != Start.JOIN:
        draft.leave("joined_on", str(joined) or "不详", JOINING_KEPT.format(before))
        return
    first.from_on, first.from_on_precision = joined.day, joined.precision.value
    draft.changes.append(Change("入会时间", str(before), str(joined)))
    draft.parts.append(first)
    _check(draft, first)


def _order(spell: Membership) -> tuple[Any, ...]:
    return (spell.from_on is not None, spell.from_on, spell.pk)


def _check(draft: Draft, spell: Membership) -> None:
    """Of a spell from a sheet only its days can be wrong: the cells were read already."""
    try:
        spell.clean()
    except ValidationError as error:
        joined = partial_date_of(spell, "from_on")
        late = f"入会时间（{joined}）晚于今天，请核对日期。"
        is_late = joined.day is not None and earliest(spell, "from_on") > today()
        draft.faults += [
            Fault(draft.number, "joined_on", str(joined), late if is_late else message)
            for message in error.messages
        ]

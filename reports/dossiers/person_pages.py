"""What the dossier of a member or of an aid case shows to one reader."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Sum

from members.models import AidCase, AidStep, Disclosure, Member
from members.views import disclose_address
from reports.dossiers.person_sections import OF_AID_CASE, OF_MEMBER
from reports.dossiers.sections import Reader
from reports.dossiers.union_page import facts_of
from unions.admin.display import shown, told_fields
from unions.admin.histories import VERBS
from unions.fields import EncryptedField
from unions.models import User

__all__ = ["aid_dossier", "member_dossier"]

MEMBER_FACTS = (
    *("sex", "birth_on", "nation", "politics", "education", "is_migrant"),
    *("workplace", "department", "employment", "skill_level", "card_no", "remark"),
)
AID_FACTS = ("sex", "category", "cause", "household_size", "yearly_income", "remark")
MOST_CHANGES = 10


def member_dossier(user: User, member: Member, address: str) -> dict[str, Any]:
    """Context of a member's page."""
    return {
        **_person(user, member, address),
        "facts": facts_of(member, MEMBER_FACTS),
        "sections": Reader(user, member.union, member).sees(OF_MEMBER),
    }


def aid_dossier(user: User, case: AidCase, address: str) -> dict[str, Any]:
    """Context of an aid case's page; the steps are its way through the states."""
    steps = list(case.steps.order_by("happened_on", "pk"))
    rechecks = [step for step in steps if step.state == AidStep.State.RECHECKED]
    return {
        **_person(user, case, address),
        "facts": facts_of(case, AID_FACTS),
        "member": Member.objects.visible_to(user).filter(aid_cases=case).first(),
        "steps": steps,
        "last_recheck": rechecks[-1] if rechecks else None,
        "paid": case.payments.aggregate(total=Sum("amount"))["total"] or 0,
        "sections": Reader(user, case.union, case).sees(OF_AID_CASE),
    }


def _person(user: User, person: Any, address: str) -> dict[str, Any]:
    """Numbers masked until the user has given a reason, which then notes whose were shown."""
    may_disclose = user.has_perm("members.add_disclosure")
    running = Disclosure.open_for(user) if may_disclose else None
    if running:
        running.note(person)
    changeable = type(person).objects.visible_to(user, "change").filter(pk=person.pk)
    return {
        "person": person,
        "numbers": _numbers(person, is_open=running is not None),
        "disclose_address": disclose_address(address) if may_disclose and not running else "",
        "can_edit": changeable.exists(),
        "changes": _changes(person),
    }


def _numbers(person: Any, *, is_open: bool) -> list[tuple[str, str]]:
    fields = [field for field in person._meta.fields if isinstance(field, EncryptedField)]
    return [
        (
            str(field.verbose_name),
            getattr(person, field.attname) if is_open else shown(person, field),
        )
        for field in fields
        if getattr(person, field.attname)
    ]


def _changes(person: Any) -> list[tuple[Any, str, str]]:
    """The latest savings: state, what was done, and the labels of the columns that changed."""
    states = list(person.history.select_related("history_user")[: MOST_CHANGES + 1])
    pairs = zip(states, [*states[1:], None], strict=True)
    told = [(now, VERBS[now.history_type], _labels(before, now, person)) for now, before in pairs]
    return told[:MOST_CHANGES]


def _labels(before: Any, now: Any, person: Any) -> str:
    if before is None or now.history_type != "~":
        return ""
    fields: Sequence[Any] = told_fields(type(person))
    differ = [f for f in fields if getattr(before, f.attname) != getattr(now, f.attname)]
    return "、".join(str(field.verbose_name) for field in differ)

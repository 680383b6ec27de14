"""Hardship aid: cases with their households, steps and payments (D9-23/24)."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from members.models import AidCase, AidHousehold, AidPayment, AidStep, Member
from reports.demo.aid_cases import CASES, Case
from reports.demo.chance import stream
from reports.demo.identity import IdNumbers, given_name, person_name, phone_number
from reports.demo.organisation import Town
from unions.models import Union
from unions.validators import Sex

__all__ = ["grant_aid"]

State = AidStep.State
# The usual way of a case and the days from one step to the next.
WAY = (
    (State.APPLIED, 0),
    (State.INVESTIGATED, 5),
    (State.REVIEWED, 3),
    (State.PUBLICISED, 2),
    (State.FILED, 7),
    (State.REPORTED, 1),
    (State.APPROVED, 8),
)
STATES = [state for state, _ in WAY]
SPOUSE, MOTHER, DAUGHTER = "配偶", "母亲", "女儿"
# People outside the rolls take sequences that no member uses on these birthdays: born before 1950.
OUTSIDE_YEAR = 1949
BORN_BEFORE = date(1968, 1, 1)  # old enough to have children at university


def grant_aid(town: Town) -> None:
    rng = stream(town.plan.code, "aid")
    numbers = IdNumbers(rng, town.plan.sequences)
    for number, case in enumerate(CASES[town.plan.code]):
        row = _row(town, case, rng, numbers, number)
        row.save()
        AidHousehold.objects.bulk_create(_household(row, case, rng))
        AidStep.objects.bulk_create(_steps(row, case))
        AidPayment.objects.bulk_create(_payments(row, case))


def _row(town: Town, case: Case, rng: Random, numbers: IdNumbers, number: int) -> AidCase:
    union = town.union(case.kind, case.ordinal)
    applied = date.fromisoformat(case.applied_on)
    row = AidCase(
        union=union,
        category=case.category,
        cause=case.cause,
        household_size=len(case.relatives) + 1,
        yearly_income=case.yearly_income,
        consented_on=applied,
        phone=phone_number(rng),
        bank_account=f"9900010000{town.plan.code[1:]}{number:07d}",
        remark=case.remark,
    )
    _introduce(row, _member_of(union, applied) if case.on_roll else _outsider(rng, numbers))
    return row


def _introduce(row: AidCase, person: Member) -> None:
    row.member = person if person.pk else None
    row.name, row.sex, row.id_number = person.name, person.sex, person.id_number


def _member_of(union: Union, applied: date) -> Member:
    """Somebody on the roll all the time, old enough for the family that is declared."""
    spell = {"spells__kind": "active", "spells__from_on__lt": applied, "spells__to_on": None}
    members = Member.objects.filter(union=union, **spell)
    grown = members.filter(birth_on__lt=BORN_BEFORE).order_by("pk").first()
    return grown or members.order_by("birth_on", "pk")[0]


def _outsider(rng: Random, numbers: IdNumbers) -> Member:
    """A worker who is no member; never saved as one."""
    sex = rng.choice(list(Sex))
    born = date(OUTSIDE_YEAR, rng.randint(1, 12), rng.randint(1, 28))
    return Member(name=person_name(rng, sex), sex=sex, id_number=numbers.new(born, sex))


def _household(row: AidCase, case: Case, rng: Random) -> list[AidHousehold]:
    spouse = person_name(rng, Sex.FEMALE if row.sex == Sex.MALE else Sex.MALE)
    father = row.name if row.sex == Sex.MALE else spouse
    return [
        AidHousehold(
            case=row,
            name=spouse if one.relation == SPOUSE else _relative_name(one.relation, father, rng),
            relation=one.relation,
            birth_year=one.birth_year,
            occupation=one.occupation,
            health=one.health,
            monthly_income=one.monthly_income,
        )
        for one in case.relatives
    ]


def _relative_name(relation: str, father: str, rng: Random) -> str:
    """Children bear their father's surname."""
    if relation == MOTHER:
        return person_name(rng, Sex.FEMALE)
    return father[0] + given_name(rng, Sex.FEMALE if relation == DAUGHTER else Sex.MALE)


def _steps(row: AidCase, case: Case) -> Iterator[AidStep]:
    day = date.fromisoformat(case.applied_on)
    for state, days in _way(case):
        day += timedelta(days=days)
        yield AidStep(case=row, state=state, happened_on=day)
    if case.payments:
        first = date.fromisoformat(case.payments[0].paid_on)
        yield AidStep(case=row, state=State.AIDED, happened_on=first)
    if case.ended_on:
        ended = date.fromisoformat(case.ended_on)
        yield AidStep(case=row, state=case.reached, happened_on=ended)


def _way(case: Case) -> list[tuple[str, int]]:
    """The whole way, or as far as an open case has come."""
    if case.reached == State.RETURNED:
        return [*WAY[:2], (State.RETURNED, 4)]
    if case.reached in STATES:
        return list(WAY[: STATES.index(State(case.reached)) + 1])
    return list(WAY)


def _payments(row: AidCase, case: Case) -> list[AidPayment]:
    return [
        AidPayment(
            case=row,
            paid_on=date.fromisoformat(payment.paid_on),
            source=payment.source,
            kind=payment.kind,
            amount=payment.amount,
        )
        for payment in case.payments
    ]

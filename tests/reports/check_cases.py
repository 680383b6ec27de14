"""For every data check a union that breaks it and one that just does not, on 2009-11-20."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from members.models import AidStep, Membership
from tests import factories as make
from unions.models import Body, CollectiveContract, Union

__all__ = ["CASES", "DAY"]

DAY = date(2009, 11, 20)
Case = Callable[[Union], object]


SERIALS = count(100)


def fresh_number() -> Any:
    return make.id_number(next(SERIALS))


def member(union: Union, *, spell: dict[str, Any] | None = None, **columns: Any):
    born = {"birth_on": date(1970, 5, 20), **columns}
    found = make.MemberFactory(union=union, **born)
    make.MembershipFactory(member=found, **(spell or {}))
    return found


def twin(union: Union, **columns: Any):
    elsewhere = make.UnionFactory(parent=union.parent)
    return [member(place, name="王同名", **columns) for place in (union, elsewhere)]


def in_two_unions(union: Union, until: date | None):
    found = member(union, spell={"to_on": until})
    elsewhere = make.UnionFactory(parent=union.parent)
    make.MembershipFactory(member=found, union=elsewhere, from_on=date(2009, 6, 1))


def alter(union: Union, **columns: Any) -> Union:
    for name, value in columns.items():
        setattr(union, name, value)
    union.save()
    return union


def employer(union: Union, **columns: Any):
    return make.EmployerFactory(union=union, **columns)


def employer_twice(union: Union, dissolved_on: date | None = None):
    elsewhere = make.UnionFactory(parent=union.parent, dissolved_on=dissolved_on)
    for place in (union, elsewhere):
        employer(place, name="两边登记有限公司")


def headcount(union: Union, **columns: Any):
    full = {"women": 1, "migrants": 1, "women_members": 1, "migrant_members": 1, "members": 80}
    return make.HeadcountFactory(union=union, **{**full, **columns})


def large(union: Union, members: int = 25):
    return headcount(union, members=members)


def with_women(union: Union, women: int = 10):
    return headcount(union, women=women, women_members=women)


def on_large_roll(union: Union, people: int = 25):
    """What it reported before the roll was complete no longer counts; branches do."""
    headcount(union, members=50 - people)
    alter(union, roll_complete_from=date(2009, 1, 1))
    branch = make.UnionFactory(parent=union, kind=Union.Kind.BRANCH)
    for number in range(people):
        member(branch if number % 2 else union)


def roll(union: Union, people: int, reported: int):
    alter(union, roll_complete_from=date(2009, 1, 1))
    headcount(union, members=reported)
    branch = make.UnionFactory(parent=union, kind=Union.Kind.BRANCH)
    for number in range(people):
        member(branch if number % 2 else union)


def contract(union: Union, covered: tuple[int, ...] = (40,), **columns: Any):
    made = make.ContractFactory(union=union, **{"covered_staff": 30, **columns})
    for staff in covered:
        make.CoverageFactory(contract=made, employer=employer(union, staff=staff))
    return made


def renewed_in_time_and_for_others(union: Union):
    """Signed before the old one ends, in force after it; and joint ones for different places."""
    old = contract(union, expires_on=date(2010, 4, 30))
    signed: dict[str, Any] = {"signed_on": date(2009, 11, 1), "effective_on": date(2010, 5, 1)}
    contract(union, action=RENEWAL, renewal_of=old, **signed)
    for _ in range(2):
        contract(union, scope=REGIONAL, covered=(20, 20))


def case(union: Union, *steps: tuple[str, date], **columns: Any):
    known = {"id_number": fresh_number(), "consented_on": date(2009, 1, 1), **columns}
    found = make.AidCaseFactory(union=union, **known)
    for state, day in steps or ((AidStep.State.FILED, date(2009, 1, 10)),):
        make.AidStepFactory(case=found, state=state, happened_on=day)
    return found


def two_cases(union: Union, *steps: tuple[str, date]):
    number = fresh_number()
    case(union, id_number=number)
    filed = (AidStep.State.FILED, date(2009, 2, 1))
    case(make.UnionFactory(parent=union.parent), filed, *steps, id_number=number)


def paid(union: Union, day: date):
    make.AidPaymentFactory(case=case(union), paid_on=day)


def proposal(union: Union, **columns: Any):
    return make.ProposalFactory(union=union, **columns)


def recognition(union: Union, grade: object = None):
    scheme = make.SchemeFactory(code="graded")
    first = make.GradeFactory(scheme=scheme)
    make.RecognitionFactory(union=union, scheme=scheme, grade=first if grade else None)


FILED, RECHECKED, LIFTED = AidStep.State.FILED, AidStep.State.RECHECKED, AidStep.State.LIFTED
RENEWAL, REGIONAL = CollectiveContract.Action.RENEWAL, CollectiveContract.Scope.REGIONAL
JOINT = Union.Kind.VILLAGE_JOINT
RETAINED = Membership.Kind.RETAINED
CASES: dict[str, tuple[Case, Case]] = {
    "unions.founding_unknown": (
        lambda u: alter(u, founded_on=None),
        lambda u: alter(u, founded_on=date(1999, 12, 31), founded_on_precision="year"),
    ),
    "unions.silent": (
        lambda u: headcount(u, as_of=date(2008, 11, 20)),
        lambda u: headcount(u, as_of=date(2008, 11, 21)),
    ),
    "headcounts.incomplete": (
        lambda u: headcount(u, women=None),
        lambda u: (headcount(u, women=None, as_of=date(2009, 6, 30)), headcount(u)),
    ),
    "unions.enterprise_without_employer": (lambda u: None, employer),
    "unions.joint_with_one_employer": (
        lambda u: employer(alter(u, kind=JOINT)),
        lambda u: (employer(alter(u, kind=JOINT)), employer(u)),
    ),
    "employers.covered_twice": (
        employer_twice,
        lambda u: employer_twice(u, dissolved_on=DAY),
    ),
    "committees.overdue": (
        lambda u: make.CommitteeTermFactory(union=u, ends_on=date(2009, 11, 19)),
        lambda u: (
            make.CommitteeTermFactory(union=u, ends_on=date(2009, 6, 1)),
            make.CommitteeTermFactory(union=u, term_no=2, elected_on=date(2009, 7, 1)),
        ),
    ),
    "committees.large_without": (on_large_roll, lambda u: on_large_roll(u, people=24)),
    "bodies.large_without_audit": (
        large,
        lambda u: (large(u), make.BodyFactory(union=u, kind=Body.Kind.AUDIT)),
    ),
    "bodies.large_without_women": (
        lambda u: (
            with_women(u),
            make.BodyFactory(union=u, kind=Body.Kind.WOMEN, to_on=date(2009, 1, 1)),
        ),
        lambda u: with_women(u, women=9),
    ),
    "members.active_twice": (
        lambda u: in_two_unions(u, None),
        lambda u: in_two_unions(u, date(2009, 6, 1)),
    ),
    "members.alike": (
        twin,
        lambda u: (
            member(u, name="王同名", id_number=fresh_number()),
            member(u, name="王同名", id_number=fresh_number()),
        ),
    ),
    "members.without_id_number": (
        member,
        lambda u: (member(u, id_number=fresh_number()), member(u, spell={"kind": RETAINED})),
    ),
    "members.without_birth_date": (lambda u: member(u, birth_on=None), member),
    "members.too_young": (
        lambda u: member(u, birth_on=date(1993, 11, 21)),
        lambda u: member(u, birth_on=date(1993, 11, 20)),
    ),
    "members.too_old": (
        lambda u: member(u, birth_on=date(1949, 11, 19)),
        lambda u: (
            member(u, birth_on=date(1949, 11, 20)),
            member(u, birth_on=date(1940, 1, 1), spell={"kind": RETAINED}),
        ),
    ),
    "members.without_spell": (lambda u: make.MemberFactory(union=u), member),
    "members.joined_before_founding": (
        lambda u: member(
            alter(u, founded_on=date(2006, 8, 31), founded_on_precision="month"),
            spell={"from_on": date(2006, 7, 31), "from_on_precision": "month"},
        ),
        lambda u: member(
            alter(u, founded_on=date(2006, 8, 31), founded_on_precision="month"),
            spell={"from_on": date(2006, 8, 1)},
        ),
    ),
    "members.of_dissolved": (
        lambda u: member(alter(u, dissolved_on=DAY)),
        lambda u: member(alter(u, dissolved_on=DAY), spell={"to_on": DAY}),
    ),
    "members.roll_against_return": (
        lambda u: roll(u, people=6, reported=12),
        lambda u: roll(u, people=7, reported=12),
    ),
    "contracts.without_predecessor": (
        lambda u: contract(u, action=RENEWAL),
        lambda u: contract(u, action=RENEWAL, renewal_of=contract(u, expires_on=DAY)),
    ),
    "contracts.without_coverage": (lambda u: contract(u, covered=()), contract),
    "contracts.without_covered_staff": (
        lambda u: contract(u, covered_staff=None),
        lambda u: contract(u, covered_staff=None, expires_on=date(2009, 11, 19)),
    ),
    "contracts.joint_for_one": (
        lambda u: contract(u, scope=REGIONAL),
        lambda u: contract(u, scope=REGIONAL, covered=(20, 20)),
    ),
    "contracts.covering_more_than_employed": (
        lambda u: contract(u, covered=(20, 9)),
        lambda u: contract(u, covered=(20, 10)),
    ),
    "contracts.overlapping": (
        lambda u: (contract(u), contract(u, signed_on=date(2009, 11, 1))),
        renewed_in_time_and_for_others,
    ),
    "contracts.signed_before_founding": (
        lambda u: contract(alter(u, founded_on=date(2009, 3, 2))),
        lambda u: contract(alter(u, founded_on=date(2009, 12, 31), founded_on_precision="year")),
    ),
    "aid.on_file_twice": (two_cases, lambda u: two_cases(u, (LIFTED, date(2009, 3, 1)))),
    "aid.without_id_number": (lambda u: case(u, id_number=""), case),
    "aid.without_consent": (lambda u: case(u, consented_on=None), case),
    "aid.unpaid": (
        lambda u: case(u, (FILED, date(2009, 8, 22))),
        lambda u: (case(u, (FILED, date(2009, 8, 23))), paid(u, date(2009, 11, 1))),
    ),
    "aid.unchecked": (
        lambda u: case(u, (FILED, date(2008, 11, 19))),
        lambda u: case(u, (FILED, date(2007, 1, 1)), (RECHECKED, date(2008, 11, 20))),
    ),
    "aid.of_no_member": (
        lambda u: case(u, member=make.MemberFactory(union=u)),
        lambda u: case(u, member=member(u)),
    ),
    "aid.paid_before_filing": (
        lambda u: paid(u, date(2009, 1, 9)),
        lambda u: paid(u, date(2009, 1, 10)),
    ),
    "proposals.nothing_implemented": (
        proposal,
        lambda u: proposal(u, period_from=date(2008, 1, 1), period_to=date(2008, 11, 20)),
    ),
    "proposals.without_benefit": (
        lambda u: proposal(u, implemented=1),
        lambda u: proposal(u, implemented=1, benefit=1),
    ),
    "proposals.overlapping": (
        lambda u: (proposal(u), proposal(u, period_to=date(2009, 10, 31))),
        lambda u: (
            proposal(u, period_to=date(2009, 6, 30)),
            proposal(u, period_from=date(2009, 7, 1), period_to=date(2009, 9, 30)),
        ),
    ),
    "recognitions.without_grade": (recognition, lambda u: recognition(u, grade=True)),
}

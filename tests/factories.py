"""Records for tests: each factory makes one plausible row; say only what the test is about."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from members.models import AidCase, AidHousehold, AidPayment, AidStep, Member, Membership
from reports.models import ReportedFigure, Target
from unions.models import (
    Assignment,
    CollectiveContract,
    Competition,
    CompetitionEntry,
    CompetitionResult,
    ContractCoverage,
    Employer,
    Headcount,
    ProposalReturn,
    Training,
    Union,
    User,
)

PASSWORD = "Shifan-2009-mima"
UNASSIGNED_DIVISION = "990001"


def id_number(serial: int, born: date = date(1970, 5, 20), division: str = UNASSIGNED_DIVISION):
    """A valid number of nobody (GB 11643); an even serial is a woman's."""
    body = f"{division}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


class UnionFactory(DjangoModelFactory):
    class Meta:
        model = Union

    name = factory.Sequence(lambda n: f"第{n}机械厂工会")
    kind = Union.Kind.ENTERPRISE
    founded_on = date(2000, 3, 1)


class EmployerFactory(DjangoModelFactory):
    class Meta:
        model = Employer

    union = factory.SubFactory(UnionFactory)
    name = factory.Sequence(lambda n: f"第{n}机械厂")


class HeadcountFactory(DjangoModelFactory):
    class Meta:
        model = Headcount

    union = factory.SubFactory(UnionFactory)
    as_of = date(2009, 9, 30)
    staff = 100
    members = 80


class ContractFactory(DjangoModelFactory):
    class Meta:
        model = CollectiveContract

    union = factory.SubFactory(UnionFactory)
    kind = CollectiveContract.Kind.WAGE
    signed_on = date(2009, 3, 1)
    expires_on = date(2011, 2, 28)


class CoverageFactory(DjangoModelFactory):
    class Meta:
        model = ContractCoverage

    contract = factory.SubFactory(ContractFactory)
    employer = factory.SubFactory(EmployerFactory)


class CompetitionFactory(DjangoModelFactory):
    class Meta:
        model = Competition

    union = factory.SubFactory(UnionFactory)
    name = "行车工技能竞赛"
    kind = Competition.Kind.SKILL
    held_on = date(2009, 6, 10)


class EntryFactory(DjangoModelFactory):
    class Meta:
        model = CompetitionEntry

    competition = factory.SubFactory(CompetitionFactory)
    union = factory.SubFactory(UnionFactory)


class ResultFactory(DjangoModelFactory):
    class Meta:
        model = CompetitionResult

    competition = factory.SubFactory(CompetitionFactory)
    winner = "赵示范"


class ProposalFactory(DjangoModelFactory):
    class Meta:
        model = ProposalReturn

    union = factory.SubFactory(UnionFactory)
    period_from = date(2009, 1, 1)
    period_to = date(2009, 9, 30)
    raised = 10


class TrainingFactory(DjangoModelFactory):
    class Meta:
        model = Training

    union = factory.SubFactory(UnionFactory)
    title = "安全生产培训"
    kind = Training.Kind.SAFETY
    held_on = date(2009, 4, 15)
    attendance = 60


class MemberFactory(DjangoModelFactory):
    """A file only; add a spell with MembershipFactory to have a member counted."""

    class Meta:
        model = Member

    union = factory.SubFactory(UnionFactory)
    name = factory.Sequence(lambda n: f"会员{n}")
    sex = "female"


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    member = factory.SubFactory(MemberFactory)
    union = factory.SelfAttribute("member.union")
    from_on = date(2009, 1, 1)


class AidCaseFactory(DjangoModelFactory):
    class Meta:
        model = AidCase

    union = factory.SubFactory(UnionFactory)
    name = factory.Sequence(lambda n: f"困难职工{n}")
    category = AidCase.Category.RELATIVE
    cause = AidCase.Cause.ILLNESS


class AidHouseholdFactory(DjangoModelFactory):
    class Meta:
        model = AidHousehold

    case = factory.SubFactory(AidCaseFactory)
    name = "家属"
    relation = "配偶"


class AidStepFactory(DjangoModelFactory):
    class Meta:
        model = AidStep

    case = factory.SubFactory(AidCaseFactory)
    state = AidStep.State.FILED
    happened_on = date(2009, 1, 10)


class AidPaymentFactory(DjangoModelFactory):
    class Meta:
        model = AidPayment

    case = factory.SubFactory(AidCaseFactory)
    paid_on = date(2009, 1, 20)
    source = AidPayment.Source.TOWN
    kind = AidPayment.Kind.FESTIVAL
    amount = Decimal(500)


class ReportedFigureFactory(DjangoModelFactory):
    class Meta:
        model = ReportedFigure

    union = factory.SubFactory(UnionFactory)
    code = "members"
    period_from = date(2009, 1, 1)
    period_to = date(2009, 9, 30)
    value = Decimal(12)
    source = "电话询问"


class TargetFactory(DjangoModelFactory):
    class Meta:
        model = Target

    union = factory.SubFactory(UnionFactory)
    year = 2009
    code = "members"
    value = Decimal(100)


class UserFactory(DjangoModelFactory):
    """An account; give ``role`` and ``union`` for one assignment."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = "测试"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def role(self, create, role, **kwargs):
        if role:
            Assignment.objects.create(user=self, role=role, union=kwargs["union"])

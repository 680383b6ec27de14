"""Factories of the organisation, people, contracts, competitions, numbers and accounts."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from factory.declarations import SelfAttribute, Sequence, SubFactory
from factory.django import Password
from factory.helpers import post_generation

from members.models import AidCase, AidHousehold, AidPayment, AidStep, Member, Membership
from reports.models import OwnFigure, ReportedFigure, Target
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

if TYPE_CHECKING:
    DjangoModelFactory: Any  # calling a factory gives a record; its own types say a factory
else:
    from factory.django import DjangoModelFactory

PASSWORD = "Shifan-2009-mima"
UNASSIGNED_DIVISION = "990001"


def id_number(serial: int, born: date = date(1970, 5, 20), division: str = UNASSIGNED_DIVISION):
    """A valid number of nobody (GB 11643); an even serial is a woman's."""
    body = f"{division}{born:%Y%m%d}{serial:03d}"
    total = sum(int(digit) * (2 ** (17 - place) % 11) for place, digit in enumerate(body))
    return body + "10X98765432"[total % 11]


class RecordFactory(DjangoModelFactory):  # type: ignore[misc]
    class Meta:
        abstract = True


class UnionFactory(RecordFactory):
    class Meta:
        model = Union

    name = Sequence(lambda n: f"第{n}机械厂工会")
    kind = Union.Kind.ENTERPRISE
    founded_on = date(2000, 3, 1)


class EmployerFactory(RecordFactory):
    class Meta:
        model = Employer

    union = SubFactory(UnionFactory)
    name = Sequence(lambda n: f"第{n}机械厂")


class HeadcountFactory(RecordFactory):
    class Meta:
        model = Headcount

    union = SubFactory(UnionFactory)
    as_of = date(2009, 9, 30)
    staff = 100
    members = 80


class ContractFactory(RecordFactory):
    class Meta:
        model = CollectiveContract

    union = SubFactory(UnionFactory)
    kind = CollectiveContract.Kind.WAGE
    signed_on = date(2009, 3, 1)
    expires_on = date(2011, 2, 28)


class CoverageFactory(RecordFactory):
    class Meta:
        model = ContractCoverage

    contract = SubFactory(ContractFactory)
    employer = SubFactory(EmployerFactory)


class CompetitionFactory(RecordFactory):
    class Meta:
        model = Competition

    union = SubFactory(UnionFactory)
    name = "行车工技能竞赛"
    kind = Competition.Kind.SKILL
    held_on = date(2009, 6, 10)


class EntryFactory(RecordFactory):
    class Meta:
        model = CompetitionEntry

    competition = SubFactory(CompetitionFactory)
    union = SubFactory(UnionFactory)


class ResultFactory(RecordFactory):
    class Meta:
        model = CompetitionResult

    competition = SubFactory(CompetitionFactory)
    winner = "赵示范"


class ProposalFactory(RecordFactory):
    class Meta:
        model = ProposalReturn

    union = SubFactory(UnionFactory)
    period_from = date(2009, 1, 1)
    period_to = date(2009, 9, 30)
    raised = 10


class TrainingFactory(RecordFactory):
    class Meta:
        model = Training

    union = SubFactory(UnionFactory)
    title = "安全生产培训"
    kind = Training.Kind.SAFETY
    held_on = date(2009, 4, 15)
    attendance = 60


class MemberFactory(RecordFactory):
    """A file only; add a spell with MembershipFactory to have a member counted."""

    class Meta:
        model = Member

    union = SubFactory(UnionFactory)
    name = Sequence(lambda n: f"会员{n}")
    sex = "female"


class MembershipFactory(RecordFactory):
    class Meta:
        model = Membership

    member = SubFactory(MemberFactory)
    union = SelfAttribute("member.union")
    from_on = date(2009, 1, 1)


class AidCaseFactory(RecordFactory):
    class Meta:
        model = AidCase

    union = SubFactory(UnionFactory)
    name = Sequence(lambda n: f"困难职工{n}")
    category = AidCase.Category.RELATIVE
    cause = AidCase.Cause.ILLNESS


class AidHouseholdFactory(RecordFactory):
    class Meta:
        model = AidHousehold

    case = SubFactory(AidCaseFactory)
    name = "家属"
    relation = "配偶"


class AidStepFactory(RecordFactory):
    class Meta:
        model = AidStep

    case = SubFactory(AidCaseFactory)
    state = AidStep.State.FILED
    happened_on = date(2009, 1, 10)


class AidPaymentFactory(RecordFactory):
    class Meta:
        model = AidPayment

    case = SubFactory(AidCaseFactory)
    paid_on = date(2009, 1, 20)
    source = AidPayment.Source.TOWN
    kind = AidPayment.Kind.FESTIVAL
    amount = Decimal(500)


class ReportedFigureFactory(RecordFactory):
    class Meta:
        model = ReportedFigure

    union = SubFactory(UnionFactory)
    code = "members.total"
    period_from = date(2009, 1, 1)
    period_to = date(2009, 9, 30)
    value = Decimal(12)
    source = "电话询问"


class OwnFigureFactory(RecordFactory):
    class Meta:
        model = OwnFigure

    union = SubFactory(UnionFactory)
    name = Sequence(lambda n: f"自办刊物{n}期数")
    unit = "期"
    line = "records"
    definition = "本会自己编印的刊物。"


class TargetFactory(RecordFactory):
    class Meta:
        model = Target

    union = SubFactory(UnionFactory)
    year = 2009
    code = "members.total"
    value = Decimal(100)


class UserFactory(RecordFactory):
    """An account; give ``role`` and ``union`` for one assignment."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = Sequence(lambda n: f"user{n}")
    name = "测试"
    password = Password(PASSWORD)

    @post_generation
    def role(self, create, role, **kwargs):
        if role:
            Assignment.objects.create(user=self, role=role, union=kwargs["union"])

"""Factories of the work beside members, contracts and competitions, and of files."""

from datetime import date

from django.core.files.base import ContentFile
from factory.declarations import LazyAttribute, Sequence, SubFactory

from members.models import Visit
from reports.models import Passage, PlanItem, ReportHead
from tests.factories.records import RecordFactory, UnionFactory
from unions.attachments import home_of
from unions.models import (
    Activity,
    ActivityUnion,
    Attachment,
    Body,
    CommitteeTerm,
    Congress,
    Dispute,
    FundAudit,
    LegalPersonCertificate,
    Officer,
    Recognition,
    Scheme,
    SchemeGrade,
    WorkLog,
)


class CommitteeTermFactory(RecordFactory):
    class Meta:
        model = CommitteeTerm

    union = SubFactory(UnionFactory)
    term_no = 1
    elected_on = date(2008, 6, 1)
    ends_on = date(2011, 6, 1)


class OfficerFactory(RecordFactory):
    class Meta:
        model = Officer

    term = SubFactory(CommitteeTermFactory)
    post = Officer.Post.CHAIR
    name = "周示范"


class BodyFactory(RecordFactory):
    class Meta:
        model = Body

    union = SubFactory(UnionFactory)
    kind = Body.Kind.MEDIATION
    from_on = date(2006, 5, 1)


class CongressFactory(RecordFactory):
    class Meta:
        model = Congress

    union = SubFactory(UnionFactory)
    kind = Congress.Kind.STAFF
    held_on = date(2009, 3, 20)


class CertificateFactory(RecordFactory):
    class Meta:
        model = LegalPersonCertificate

    union = SubFactory(UnionFactory)
    number = Sequence(lambda n: f"工法证字第{n:05d}号")
    issued_on = date(2009, 7, 1)


class ActivityFactory(RecordFactory):
    class Meta:
        model = Activity

    union = SubFactory(UnionFactory)
    title = "职工文艺汇演"
    kind = Activity.Kind.CULTURE
    held_on = date(2009, 5, 1)


class TakingPartFactory(RecordFactory):
    class Meta:
        model = ActivityUnion

    activity = SubFactory(ActivityFactory)
    union = SubFactory(UnionFactory)


class SchemeFactory(RecordFactory):
    """One of the shipped schemes unless another code is given."""

    class Meta:
        model = Scheme
        django_get_or_create = ("code",)

    code = "star"
    name = LazyAttribute(lambda made: "星级职工之家" if made.code == "star" else f"项目{made.code}")
    group = Scheme.Group.HOME


class GradeFactory(RecordFactory):
    class Meta:
        model = SchemeGrade
        django_get_or_create = ("scheme", "code")

    scheme = SubFactory(SchemeFactory)
    code = "five"
    name = "五星"


class RecognitionFactory(RecordFactory):
    class Meta:
        model = Recognition

    union = SubFactory(UnionFactory)
    scheme = SubFactory(SchemeFactory)
    granted_on = date(2009, 8, 1)


class DisputeFactory(RecordFactory):
    class Meta:
        model = Dispute

    union = SubFactory(UnionFactory)
    kind = Dispute.Kind.MEDIATION
    subject = Dispute.Subject.WAGES
    received_on = date(2009, 4, 1)


class FundAuditFactory(RecordFactory):
    class Meta:
        model = FundAudit

    union = SubFactory(UnionFactory)
    stage = FundAudit.Stage.SELF
    period_from = date(2008, 1, 1)
    period_to = date(2008, 12, 31)
    audited_on = date(2009, 4, 10)


class WorkLogFactory(RecordFactory):
    class Meta:
        model = WorkLog

    union = SubFactory(UnionFactory)
    happened_on = date(2009, 2, 10)
    line = WorkLog.Line.RIGHTS
    kind = WorkLog.Kind.SURVEY
    title = "企业用工情况调查"


class VisitFactory(RecordFactory):
    class Meta:
        model = Visit

    union = SubFactory(UnionFactory)
    occasion = "春节"
    group = Visit.Group.MIGRANT
    visited_on = date(2009, 1, 15)


def attached(record, name: str = "合同.pdf", content: bytes = b"%PDF-1.4 scan") -> Attachment:
    """A file beside the record, as uploading leaves it."""
    file = ContentFile(content, name=name)
    return Attachment.objects.create(subject=record, union=home_of(record), file=file, name=name)


class PlanItemFactory(RecordFactory):
    class Meta:
        model = PlanItem

    union = SubFactory(UnionFactory)
    year = 2010
    section = PlanItem.Section.QUALITY
    text = "举办职工技能竞赛"


class PassageFactory(RecordFactory):
    class Meta:
        model = Passage

    union = SubFactory(UnionFactory)
    year = 2009
    kind = Passage.Kind.PROBLEM
    text = "少数企业职代会制度不健全"


class ReportHeadFactory(RecordFactory):
    class Meta:
        model = ReportHead

    union = SubFactory(UnionFactory)
    year = 2009

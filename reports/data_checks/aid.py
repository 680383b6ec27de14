"""困难帮扶: files without what the rules ask for, and payments beside the file."""

from datetime import date, timedelta

from members.models import AidCase, AidPayment
from members.models.aid import AidCaseQuerySet
from reports.data_checks.check import Check, Rows
from reports.periods import year_before
from unions.dates import display_date
from unions.models import Union

__all__ = ["CHECKS"]

LINE = "困难帮扶"
PAID_WITHIN = timedelta(days=90)  # from the opening of the file; our own measure
DAY = timedelta(days=1)


def on_file(root: Union, day: date) -> AidCaseQuerySet:
    return AidCase.objects.subtree_of(root).on_file_at(day)


def on_file_twice(root: Union, day: date) -> Rows:
    return AidCase.objects.subtree_of(root).on_file_twice_at(day)


def without_id_number(root: Union, day: date) -> Rows:
    return on_file(root, day).without_id_number()


def without_consent(root: Union, day: date) -> Rows:
    return on_file(root, day).without_consent()


def unpaid(root: Union, day: date) -> Rows:
    return on_file(root, day).filed_by(day - PAID_WITHIN).never_paid_by(day)


def unchecked(root: Union, day: date) -> Rows:
    """A full re-check is due a year after the last, and missed from the day after that."""
    return on_file(root, day).unchecked_between(year_before(day), day)


def of_no_member(root: Union, day: date) -> Rows:
    return on_file(root, day).of_no_member_on(day)


def paid_before_filing(root: Union, day: date) -> Rows:
    """Payments of the last twelve months; older ones have been accounted for."""
    payments = AidPayment.objects.subtree_of(root)
    return payments.paid_between(year_before(day) + DAY, day).before_filing()


CHECKS = (
    Check(
        code="aid.on_file_twice",
        name="同一身份证号有两份困难档案",
        line=LINE,
        explanation="一户只建一份档案，两份会重复计数、重复发放。请核对后注销其中一份。",
        rows=on_file_twice,
        has_elsewhere=True,
    ),
    Check(
        code="aid.without_id_number",
        name="困难档案没有身份证号",
        line=LINE,
        explanation="在档困难职工没有身份证号，查不出重复，也不能上报。请补填。",
        rows=without_id_number,
    ),
    Check(
        code="aid.without_consent",
        name="没有登记本人同意",
        line=LINE,
        explanation="困难档案含有敏感的个人信息，收集、公示和上报要本人同意。请补填本人同意日期，并附签字的扫描件。",
        rows=without_consent,
    ),
    Check(
        code="aid.unpaid",
        name="建档后没有帮扶",
        line=LINE,
        explanation=f"建档已超过{PAID_WITHIN.days}天，没有登记过帮扶款。已发放的请补登；不用发放的说明后通过。",
        rows=unpaid,
    ),
    Check(
        code="aid.unchecked",
        name="困难档案超过一年没有复核",
        line=LINE,
        explanation="在档的每年至少全面复核一次。请复核后在办理过程里登记年度复核；已不困难的登记脱困。",
        rows=unchecked,
    ),
    Check(
        code="aid.of_no_member",
        name="在档困难职工不是在籍会员",
        line=LINE,
        explanation="没有选会员档案，或者选的会员已不在籍。是会员的请选上会员档案；不是会员的说明后通过。",
        rows=of_no_member,
    ),
    Check(
        code="aid.paid_before_filing",
        name="发放早于建档",
        line=LINE,
        explanation="帮扶应先建档、后发放。请核对发放日期和办理过程里的建档日期；临时救助的说明后通过。",
        rows=paid_before_filing,
        note=lambda row: f"{display_date(row.paid_on)}发放{row.amount:f}元",
    ),
)

"""Collective contracts and wage agreements, and the employers they cover (D9-17/18)."""

from datetime import date, timedelta
from functools import partial
from typing import ClassVar, Self

from django.db import models
from django.db.models import Aggregate, Count, Exists, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from unions.dates import surely_before
from unions.fields import CleanCharField, CleanTextField, CountField
from unions.models.employers import Employer
from unions.records import Part, Record, RecordQuerySet
from unions.rules import all_of, refuse_future, refuse_more, require_order

__all__ = ["CollectiveContract", "ContractCoverage"]

YEAR = timedelta(days=365)


class ContractQuerySet(RecordQuerySet["CollectiveContract"]):
    def signed_between(self, start: date, end: date) -> Self:
        """New and renewed alike: a renewal counts as signed this year."""
        return self.filter(signed_on__range=(start, end))

    def renewed(self) -> Self:
        return self.filter(action=CollectiveContract.Action.RENEWAL)

    def regional(self) -> Self:
        return self.filter(scope=CollectiveContract.Scope.REGIONAL)

    def in_force_on(self, day: date) -> Self:
        """From the day it takes effect, else of signing, to the day of expiry, both included.

        A contract renewed ahead of time waits for its own first day beside the one it renews.
        """
        return self.unexpired_on(day).filter(
            Q(effective_on__isnull=True) | Q(effective_on__lte=day)
        )

    def unexpired_on(self, day: date) -> Self:
        """Signed by the day and not yet expired, whether or not it has taken effect."""
        return self.filter(signed_on__lte=day, expires_on__gte=day)

    def overlapping(self) -> Self:
        """Beside another of the same union, kind and scope whose days are partly the same.

        Of two the later one is told, with the days of the other. A joint union has a regional or
        sectoral contract for each place or trade: of these only one that covers a same employer.
        """
        begins = Coalesce("effective_on", "signed_on")
        rows = self.annotate(begins=begins)
        same = {name: OuterRef(name) for name in ("union", "kind", "scope")}
        others = CollectiveContract.objects.annotate(began=begins).filter(**same)
        near = others.filter(began__lte=OuterRef("expires_on"), expires_on__gte=OuterRef("begins"))
        is_before = Q(began__lt=OuterRef("begins")) | Q(
            began=OuterRef("begins"), pk__lt=OuterRef("pk")
        )
        covered = ContractCoverage.objects.filter(contract=OuterRef(OuterRef("pk")))
        alike = Q(scope=CollectiveContract.Scope.SINGLE) | Q(
            coverage__employer__in=covered.values("employer")
        )
        first = near.filter(is_before & alike).order_by("-expires_on", "pk")
        found = {"other": "pk", "other_from": "began", "other_to": "expires_on"}
        rows = rows.annotate(**{name: Subquery(first.values(of)[:1]) for name, of in found.items()})
        return rows.filter(other__isnull=False)

    def without_predecessor(self) -> Self:
        """续签 that does not say what it renews."""
        return self.renewed().filter(renewal_of__isnull=True)

    def without_coverage(self) -> Self:
        return self.filter(coverage__isnull=True)

    def without_covered_staff(self) -> Self:
        return self.filter(covered_staff__isnull=True)

    def joint_for_one(self) -> Self:
        """区域性 or 行业性 though a single employer is named as covered."""
        joint = self.exclude(scope=CollectiveContract.Scope.SINGLE)
        return joint.annotate(covered=_of_coverage(Count("pk"))).filter(covered=1)

    def covering_more_than_employed(self) -> Self:
        """Covered staff above the staff of the covered employers, where all of them are known."""
        known = self.annotate(
            covered=_of_coverage(Count("pk")),
            told=_of_coverage(Count("employer__staff")),
            employed=_of_coverage(Sum("employer__staff")),
        )
        return known.filter(told=F("covered"), covered_staff__gt=F("employed"))

    def signed_before_founding(self) -> Self:
        return self.filter(surely_before("signed_on", "union__founded_on"))

    def expiring_between(self, start: date, end: date) -> Self:
        return self.filter(expires_on__range=(start, end))

    def unrenewed_on(self, day: date) -> Self:
        """Without a successor: its renewal, or one of the same sort that runs longer.

        A joint union has a regional or sectoral contract for each place or trade; of these only
        one that covers a same employer comes after another, the rest stand beside it.
        """
        signed = CollectiveContract.objects.filter(signed_on__lte=day)
        renewal = signed.filter(renewal_of=OuterRef("pk"))
        same = {name: OuterRef(name) for name in ("union", "kind", "scope")}
        longer = signed.filter(**same, expires_on__gt=OuterRef("expires_on"))
        covered = ContractCoverage.objects.filter(contract=OuterRef(OuterRef("pk")))
        of_same = longer.filter(coverage__employer__in=covered.values("employer"))
        alone = Q(scope=CollectiveContract.Scope.SINGLE)
        return self.filter(~Exists(renewal), ~(alone & Exists(longer)), ~Exists(of_same))

    def unfiled_on(self, day: date) -> Self:
        """Signed and running, but not yet sent to the labour bureau (劳动合同法 art 54)."""
        return self.unexpired_on(day).filter(Q(filed_on__isnull=True) | Q(filed_on__gt=day))

    def under_review_on(self, day: date) -> Self:
        """Sent in; that nobody objected in 15 days has not been written down."""
        unsettled = Q(effective_on__isnull=True) | Q(receipt_no="")
        return self.unexpired_on(day).filter(unsettled, filed_on__lte=day)


def _of_coverage(measure: Aggregate) -> Subquery:
    """A measure over the rows of coverage of each contract; None without any."""
    rows = ContractCoverage.objects.filter(contract=OuterRef("pk")).order_by().values("contract")
    return Subquery(rows.annotate(measured=measure).values("measured"))


ContractManager = models.Manager.from_queryset(ContractQuerySet)


class CollectiveContract(Record):
    """集体合同或专项协议. Counted in copies (份); a regional one covers several employers."""

    class Kind(models.TextChoices):
        COMPREHENSIVE = "comprehensive", "综合集体合同"
        WAGE = "wage", "工资专项协议"
        WOMEN = "women", "女职工专项合同"
        SAFETY = "safety", "劳动安全卫生专项合同"

    class Scope(models.TextChoices):
        SINGLE = "single", "单独"
        REGIONAL = "regional", "区域性"
        SECTORAL = "sectoral", "行业性"

    class Action(models.TextChoices):
        NEW = "new", "新签"
        RENEWAL = "renewal", "续签"

    kind = models.CharField("合同类别", max_length=20, choices=Kind.choices)
    scope = models.CharField("范围", max_length=20, choices=Scope.choices, default=Scope.SINGLE)
    action = models.CharField("新签或续签", max_length=10, choices=Action.choices, default="new")
    number = CleanCharField("合同编号", max_length=50, blank=True)
    renewal_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name="续签自",
    )
    passed_on = models.DateField("职代会通过日期", null=True, blank=True)
    voters_present = CountField("到会代表", null=True, blank=True)
    votes_for = CountField("赞成票", null=True, blank=True)
    signed_on = models.DateField("签订日期")
    effective_on = models.DateField("生效日期", null=True, blank=True)
    expires_on = models.DateField("到期日期")
    filed_on = models.DateField("报送日期", null=True, blank=True, help_text="签订后10天内报送。")
    receipt_no = CleanCharField("受理回执号", max_length=50, blank=True)
    covered_staff = CountField("覆盖职工", null=True, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["ContractManager[CollectiveContract]"] = ContractManager()

    class Meta:
        verbose_name = "集体合同"
        verbose_name_plural = "集体合同"
        ordering = ("-signed_on", "union__code")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["signed_on"])]

    def __str__(self) -> str:
        return f"{self.union}{self.get_kind_display()}（{self.signed_on:%Y-%m-%d}）"

    @property
    def begins_on(self) -> date:
        """The first day it is in force."""
        return self.effective_on or self.signed_on

    def clean(self) -> None:
        all_of(
            partial(require_order, self, "passed_on", "signed_on", "filed_on"),
            partial(refuse_future, self, "passed_on", "signed_on", "filed_on"),
            partial(require_order, self, "signed_on", "effective_on", "expires_on"),
            partial(refuse_more, self, ("votes_for", "voters_present")),
        )

    def warnings(self) -> list[str]:
        """劳动法 practice: a term of one to three years (集体合同规定 art 38)."""
        term = self.expires_on - self.begins_on + timedelta(days=1)
        if YEAR <= term <= 3 * YEAR + timedelta(days=1):
            return []
        return [f"合同期限为{term.days}天，一般应为1年至3年，请核对签订、生效和到期日期。"]


class ContractCoverage(Part):
    """覆盖单位: an employer is counted once however many contracts cover it."""

    SCOPE = "contract__union"

    contract = models.ForeignKey(
        CollectiveContract, models.CASCADE, related_name="coverage", verbose_name="合同"
    )
    employer = models.ForeignKey(
        Employer, models.PROTECT, related_name="coverage", verbose_name="覆盖单位"
    )

    class Meta:
        verbose_name = "覆盖单位"
        verbose_name_plural = "覆盖单位"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["contract", "employer"],
                name="unique_coverage",
                violation_error_message="这份合同已登记过这家单位。",
            )
        ]

    def __str__(self) -> str:
        return str(self.employer)

"""Spells of membership: when somebody was a member, and of which union (D9-04, D9-12)."""

from datetime import date
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery

from unions.dates import partial_date_of, precision_field, since, surely_before
from unions.models import Union
from unions.records import RecordQuerySet, Tracked
from unions.rules import refuse_future, require_order

__all__ = ["Membership", "MembershipQuerySet"]


class MembershipQuerySet(RecordQuerySet["Membership"]):
    """Stock = active spells on the day; new members = spells begun by joining."""

    def active_on(self, day: date) -> Self:
        running = Q(to_on__isnull=True) | Q(to_on__gt=day)
        return self.filter(since("from_on", day), running, kind=Membership.Kind.ACTIVE)

    def active_twice_on(self, day: date) -> Self:
        """The member has another active spell on the day; tells where: elsewhere."""
        others = Membership.objects.active_on(day).filter(member=OuterRef("member"))
        other = others.exclude(pk=OuterRef("pk")).values("union")[:1]
        both = self.active_on(day).annotate(elsewhere=Subquery(other))
        return both.filter(elsewhere__isnull=False)

    def begun_before_founding(self) -> Self:
        return self.filter(surely_before("from_on", "union__founded_on"))

    def of_dissolved_on(self, day: date) -> Self:
        return self.filter(union__dissolved_on__lte=day)

    def joined_between(self, start: date, end: date) -> Self:
        return self.filter(start_reason=Membership.Start.JOIN, from_on__range=(start, end))

    def left_between(self, start: date, end: date) -> Self:
        """Membership ended for good; a transfer inside the movement is no leaving."""
        return self.filter(to_on__range=(start, end)).exclude(
            end_reason__in=[
                Membership.End.TRANSFER,
                Membership.End.RETAINED,
                Membership.End.RESUMED,
            ]
        )


MembershipManager = models.Manager.from_queryset(MembershipQuerySet)


class Membership(Tracked):
    """会籍: one spell of one member in one union; the day of approval is its start."""

    class Kind(models.TextChoices):
        ACTIVE = "active", "在籍"
        RETAINED = "retained", "会籍保留"

    class Start(models.TextChoices):
        JOIN = "join", "新入会"
        TRANSFER = "transfer", "转入"
        RESUME = "resume", "恢复会籍"
        RETAIN = "retain", "转为保留"

    class End(models.TextChoices):
        TRANSFER = "transfer", "转出"
        RETAINED = "retained", "转为保留"
        RESUMED = "resumed", "恢复会籍"
        WITHDRAWN = "withdrawn", "退会"
        DEATH = "death", "去世"
        DEPARTED = "departed", "离开本地"

    member = models.ForeignKey(
        "members.Member", models.CASCADE, related_name="spells", verbose_name="会员"
    )
    union = models.ForeignKey(
        Union, models.PROTECT, related_name="memberships", verbose_name="工会"
    )
    kind = models.CharField("会籍", max_length=10, choices=Kind.choices, default=Kind.ACTIVE)
    from_on = models.DateField("起", null=True, blank=True)
    from_on_precision = precision_field("起")
    start_reason = models.CharField(
        "起因", max_length=10, choices=Start.choices, default=Start.JOIN
    )
    to_on = models.DateField("止", null=True, blank=True)
    end_reason = models.CharField("止因", max_length=10, choices=End.choices, blank=True)

    objects: ClassVar["MembershipManager[Membership]"] = MembershipManager()

    class Meta:
        verbose_name = "会籍"
        verbose_name_plural = "会籍"
        ordering = (F("from_on").asc(nulls_first=True), "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(  # with the member: the stock by sex then never reads the spell itself
                fields=["union", "kind", "from_on", "to_on", "member"], name="membership_stock"
            ),
            models.Index(fields=["start_reason", "from_on"], name="membership_joined"),
            models.Index(fields=["to_on"], name="membership_left"),
        ]

    def __str__(self) -> str:
        return f"{self.union}（{partial_date_of(self, 'from_on')}起）"

    def clean(self) -> None:
        require_order(self, "from_on", "to_on")
        refuse_future(self, "from_on", "to_on")
        if self.end_reason and not self.to_on:
            raise ValidationError({"to_on": "填了止因就要填会籍止的日期。"})
        if fault := self.member.before_birth(self.from_on):
            raise ValidationError({"from_on": fault})

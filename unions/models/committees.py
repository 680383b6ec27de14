"""届: terms of union committees and their officers (D1-02…09, D4-09)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from unions.dates import precision_field
from unions.fields import CleanCharField
from unions.following import FollowingDate
from unions.records import Part, Record, RecordQuerySet
from unions.rules import normalise, refuse_future, require_order
from unions.validators import clean_phone

__all__ = ["CommitteeTerm", "Officer"]


class CommitteeTermQuerySet(RecordQuerySet["CommitteeTerm"]):
    def elected_between(self, start: date, end: date) -> Self:
        return self.filter(elected_on__range=(start, end))

    def re_elections(self) -> Self:
        """换届: every term but the first."""
        return self.filter(term_no__gt=1)

    def running_on(self, day: date) -> Self:
        """Elected by the day and not yet at its end; a term without an end still runs."""
        open_ended = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.filter(open_ended, elected_on__lte=day)

    def overdue_on(self, day: date) -> Self:
        """Past its end on the day without a later term elected by then."""
        later = CommitteeTerm.objects.filter(
            union=OuterRef("union"), elected_on__gt=OuterRef("elected_on"), elected_on__lte=day
        )
        return self.filter(~Exists(later), ends_on__lt=day)

    def ending_between(self, start: date, end: date) -> Self:
        return self.filter(ends_on__range=(start, end))

    def unsucceeded_on(self, day: date) -> Self:
        """Each union's last elected committee, in office until the next one is elected."""
        elected = CommitteeTerm.objects.filter(elected_on__lte=day, union=OuterRef("union"))
        later = elected.filter(elected_on__gt=OuterRef("elected_on"))
        return self.filter(~Exists(later), elected_on__lte=day)


CommitteeTermManager = models.Manager.from_queryset(CommitteeTermQuerySet)


class CommitteeTerm(FollowingDate, Record):
    """一届工会委员会, from its election to the end of its term (工会法 art 16: 3 or 5 years)."""

    FOLLOWING = "ends_on"

    class Years(models.IntegerChoices):
        THREE = 3, "三年"
        FIVE = 5, "五年"

    term_no = models.PositiveSmallIntegerField("届次")
    request_no = CleanCharField("请示文号", max_length=50, blank=True)
    requested_on = models.DateField("请示日期", null=True, blank=True)
    approval_no = CleanCharField("批复文号", max_length=50, blank=True)
    approved_on = models.DateField("批复日期", null=True, blank=True)
    elected_on = models.DateField("选举日期")
    elected_on_precision = precision_field("选举日期")
    term_years = models.PositiveSmallIntegerField(
        "任期", choices=Years.choices, default=Years.THREE
    )
    ends_on = models.DateField(
        "届满日期", null=True, blank=True, help_text="留空按选举日期和任期推算。"
    )
    steps = CleanCharField(
        "选举程序", max_length=200, blank=True, help_text="如：代表推选、报告审议、委员选举。"
    )

    objects: ClassVar["CommitteeTermManager[CommitteeTerm]"] = CommitteeTermManager()

    class Meta:
        verbose_name = "届次"
        verbose_name_plural = "届次"
        ordering = ("union__code", F("elected_on").desc())
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "term_no"],
                name="unique_term",
                violation_error_message="这家工会已登记过这一届，请打开那一届修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}第{self.term_no}届委员会"

    def clean(self) -> None:
        refuse_future(self, "requested_on", "approved_on", "elected_on")
        require_order(self, "requested_on", "approved_on")
        self.follow()
        require_order(self, "elected_on", "ends_on")

    def worked_out(self) -> date | None:
        if self.elected_on is None or self.term_years is None:
            return None
        year, day = self.elected_on.year + self.term_years, self.elected_on
        is_leap_day = (day.month, day.day) == (2, 29)
        return date(year, 2, 28) if is_leap_day else day.replace(year=year)


class Officer(Part):
    """委员会成员; names are text, because officers need not be on a roll."""

    SCOPE = "term__union"

    class Post(models.TextChoices):
        CHAIR = "chair", "主席"
        DEPUTY = "deputy", "副主席"
        AUDIT = "audit", "经审委主任"
        WOMEN = "women", "女职委主任"
        MEMBER = "member", "委员"

    term = models.ForeignKey(
        CommitteeTerm, models.CASCADE, related_name="officers", verbose_name="届次"
    )
    post = models.CharField("职务", max_length=10, choices=Post.choices)
    name = CleanCharField("姓名", max_length=60)
    is_woman = models.BooleanField("女", default=False)
    is_full_time = models.BooleanField("专职", default=False)
    office_phone = CleanCharField("办公电话", max_length=30, blank=True)
    from_on = models.DateField("任职自", null=True, blank=True)
    to_on = models.DateField("任职至", null=True, blank=True)

    class Meta:
        verbose_name = "工会干部"
        verbose_name_plural = "工会干部"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.get_post_display()}{self.name}"

    def clean(self) -> None:
        normalise(self, "office_phone", clean_phone)
        require_order(self, "from_on", "to_on")

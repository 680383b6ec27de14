"""Hardship aid: the cases (D9-23/24; 困难职工档案)."""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Subquery

from members.models.aid_parts import NOT_NEGATIVE, AidPayment, AidStep
from members.models.members import Member
from unions.crypto import keyed_hash
from unions.fields import CleanCharField, CleanTextField, EncryptedField
from unions.pinyin import person_keys
from unions.records import Record, RecordQuerySet
from unions.rules import normalise
from unions.validators import (
    Sex,
    agree_in_sex,
    clean_id_number,
    clean_person_name,
    clean_phone,
    mask_id_number,
    sex_of,
)

__all__ = ["AidCase", "AidCaseQuerySet"]


class AidCaseQuerySet(RecordQuerySet["AidCase"]):
    def paid_between(self, start: date, end: date) -> Self:
        """Workers who received at least one payment in the days."""
        paid = AidPayment.objects.filter(case=OuterRef("pk"), paid_on__range=(start, end))
        return self.filter(Exists(paid))

    def one_per_person(self) -> Self:
        """Of several of these files with one ID number the newest, so that rows are people."""
        newer = self.exclude(id_hash="").filter(id_hash=OuterRef("id_hash"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(newer))

    def on_file_at(self, day: date) -> Self:
        """在档: filed by the day and neither lifted nor deregistered since; 返困 files again."""
        ended = AidStep.objects.filter(
            case=OuterRef("case"),
            state__in=AidStep.ENDS,
            happened_on__range=(OuterRef("happened_on"), day),
        )
        filed = AidStep.objects.filter(
            ~Exists(ended), case=OuterRef("pk"), state=AidStep.State.FILED, happened_on__lte=day
        )
        return self.filter(Exists(filed))

    def filed_by(self, day: date) -> Self:
        filed = AidStep.objects.filter(
            case=OuterRef("pk"), state=AidStep.State.FILED, happened_on__lte=day
        )
        return self.filter(Exists(filed))

    def never_paid_by(self, day: date) -> Self:
        return self.filter(
            ~Exists(AidPayment.objects.filter(case=OuterRef("pk"), paid_on__lte=day))
        )

    def unchecked_between(self, start: date, end: date) -> Self:
        """Neither filed nor re-checked in the days: at least one re-check a year is due."""
        steps = AidStep.objects.filter(
            case=OuterRef("pk"),
            state__in=(AidStep.State.FILED, AidStep.State.RECHECKED),
            happened_on__range=(start, end),
        )
        return self.filter(~Exists(steps))

    def on_file_twice_at(self, day: date) -> Self:
        """Another file with the same ID number is open too; tells where: elsewhere."""
        others = AidCase.objects.on_file_at(day).filter(id_hash=OuterRef("id_hash"))
        other = others.exclude(pk=OuterRef("pk")).values("union")[:1]
        numbered = self.on_file_at(day).exclude(id_hash="")
        return numbered.annotate(elsewhere=Subquery(other)).filter(elsewhere__isnull=False)

    def of_no_member_on(self, day: date) -> Self:
        """Not linked to a member's file, or to one who is no active member on the day."""
        return self.exclude(member__in=Member.objects.active_on(day))

    def without_id_number(self) -> Self:
        return self.filter(id_hash="")

    def without_consent(self) -> Self:
        return self.filter(consented_on__isnull=True)

    def with_last_check(self, day: date) -> Self:
        """``checked_on``: when the case was last filed or re-checked (once a year, 年度复核)."""
        checks = AidStep.objects.filter(case=OuterRef("pk"), state__in=AidStep.CHECKS)
        latest = checks.filter(happened_on__lte=day).order_by("-happened_on")
        return self.annotate(checked_on=Subquery(latest.values("happened_on")[:1]))


AidCaseManager = models.Manager.from_queryset(AidCaseQuerySet)


class AidCase(Record):
    """困难职工档案: one household, headed by one worker, who need not be a member."""

    class Category(models.TextChoices):
        DEEP = "deep", "深度困难"
        RELATIVE = "relative", "相对困难"
        ACCIDENTAL = "accidental", "意外致困"

    class Cause(models.TextChoices):
        NO_ABILITY = "01", "无劳动能力"
        NO_JOB = "02", "有劳动能力未就业"
        LAID_OFF = "03", "下岗失业"
        NO_INSURANCE = "04", "未参加社会保险"
        UNPAID_INSURANCE = "05", "社会保险待遇未落实"
        ILLNESS = "06", "重大疾病"
        DISASTER = "07", "自然灾害"
        ACCIDENT = "08", "意外事故"
        SCHOOL = "09", "子女上学"
        OTHER = "10", "其他"

    name = CleanCharField("姓名", max_length=60)
    search_text = models.CharField(max_length=200, editable=False, default="")
    sex = models.CharField("性别", max_length=6, choices=Sex.choices, blank=True)
    id_number = EncryptedField("身份证号", blank=True)
    id_hash = models.CharField(max_length=64, editable=False, blank=True, db_index=True)
    phone = EncryptedField("联系电话", blank=True)
    bank_account = EncryptedField("银行账号", blank=True)
    member = models.ForeignKey(
        Member,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="aid_cases",
        verbose_name="会员档案",
    )
    category = models.CharField("困难类别", max_length=12, choices=Category.choices)
    cause = models.CharField("主要致困原因", max_length=2, choices=Cause.choices)
    household_size = models.PositiveSmallIntegerField("家庭人口", null=True, blank=True)
    yearly_income = models.DecimalField(
        "家庭年收入（元）",
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[NOT_NEGATIVE],
    )
    consented_on = models.DateField("本人同意日期", null=True, blank=True)
    remark = CleanTextField("困难情况", blank=True)

    objects: ClassVar["AidCaseManager[AidCase]"] = AidCaseManager()

    class Meta:
        verbose_name = "困难职工档案"
        verbose_name_plural = "困难职工档案"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def masked_id(self) -> str:
        return mask_id_number(self.id_number) if self.id_number else ""

    def clean(self) -> None:
        normalise(self, "name", clean_person_name)
        normalise(self, "id_number", clean_id_number)
        normalise(self, "phone", clean_phone)
        if self.id_number:
            self.sex = self.sex or sex_of(self.id_number)
            agree_in_sex(self.sex, self.id_number)

    def save(self, *args: Any, **options: Any) -> None:
        self.prepare()
        super().save(*args, **options)

    def prepare(self) -> None:
        """Columns derived from the typed ones; bulk writers call it themselves."""
        self.search_text = person_keys(self.name)
        self.id_hash = keyed_hash(self.id_number) if self.id_number else ""

"""Members by real name (D9-04, D9-12; real-name form)."""

from collections.abc import Collection
from datetime import date
from functools import partial
from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from members.models.memberships import Membership
from unions.crypto import keyed_hash
from unions.fields import CleanCharField, CleanTextField, EncryptedField
from unions.pinyin import person_keys
from unions.records import Record, RecordQuerySet
from unions.rules import all_of, normalise, refuse_future
from unions.validators import (
    Sex,
    agree_in_sex,
    birth_date_of,
    clean_id_number,
    clean_person_name,
    clean_phone,
    mask_id_number,
    mask_phone,
)

__all__ = ["TOO_YOUNG", "Member", "MemberQuerySet"]

YOUNGEST = 16  # working age
TOO_YOUNG = f"入会时不满{YOUNGEST}周岁"


class MemberQuerySet(RecordQuerySet["Member"]):
    def with_id_number(self, id_number: str) -> Self:
        """Exact search through the keyed hash; the number itself never stands in a query."""
        return self.filter(id_hash=keyed_hash(id_number))

    def active_on(self, day: date) -> Self:
        """Counted as a member on the day, in whichever union."""
        spells = Membership.objects.active_on(day).filter(member=OuterRef("pk"))
        return self.filter(Exists(spells))

    def without_id_number(self) -> Self:
        return self.filter(id_hash__isnull=True)

    def without_birth_date(self) -> Self:
        return self.filter(birth_on__isnull=True)

    def without_spell(self) -> Self:
        """On file, yet never entered on any roll: counted nowhere."""
        return self.filter(spells__isnull=True)

    def with_spells_on(self, day: date) -> Self:
        """``joined_day``, ``joined_precision`` of the first spell, ``spell_kind`` of the last one
        running; None where there is none."""
        spells = Membership.objects.filter(member=OuterRef("pk"))
        running = spells.filter(Q(to_on__isnull=True) | Q(to_on__gt=day)).reverse()
        return self.annotate(
            joined_day=Subquery(spells.values("from_on")[:1]),
            joined_precision=Subquery(spells.values("from_on_precision")[:1]),
            spell_kind=Subquery(running.values("kind")[:1]),
        )

    def alike_another(self) -> Self:
        """Same name and birth date as another file, and one of the two has no ID number."""
        same = Member.objects.filter(name=OuterRef("name"), birth_on=OuterRef("birth_on"))
        others = same.exclude(pk=OuterRef("pk"))
        one_unnumbered = Q(id_hash__isnull=True) | Q(Exists(others.filter(id_hash__isnull=True)))
        return self.annotate(elsewhere=Subquery(others.values("union")[:1])).filter(
            one_unnumbered, elsewhere__isnull=False
        )


MemberManager = models.Manager.from_queryset(MemberQuerySet)


class Member(Record):
    """会员: a person on the roll of the union that keeps the file."""

    class Politics(models.TextChoices):
        PARTY = "party", "中共党员"
        LEAGUE = "league", "共青团员"
        OTHER_PARTY = "other_party", "民主党派"
        MASSES = "masses", "群众"

    class Education(models.TextChoices):
        PRIMARY = "primary", "小学及以下"
        JUNIOR = "junior", "初中"
        SENIOR = "senior", "高中（中专）"
        COLLEGE = "college", "大专"
        BACHELOR = "bachelor", "本科"
        MASTER = "master", "研究生"

    class Employment(models.TextChoices):
        PERMANENT = "permanent", "在编"
        CONTRACT = "contract", "合同"
        DISPATCHED = "dispatched", "派遣"
        FLEXIBLE = "flexible", "灵活就业"

    name = CleanCharField("姓名", max_length=60)
    search_text = models.CharField(max_length=200, editable=False, default="")
    sex = models.CharField("性别", max_length=6, choices=Sex.choices)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    nation = CleanCharField("民族", max_length=20, blank=True, default="汉族")
    id_number = EncryptedField("身份证号", blank=True)
    id_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - unique, so blank must be NULL
    phone = EncryptedField("手机", blank=True)
    politics = models.CharField("政治面貌", max_length=12, choices=Politics.choices, blank=True)
    education = models.CharField("学历", max_length=10, choices=Education.choices, blank=True)
    is_migrant = models.BooleanField("农民工", default=False)
    workplace = CleanCharField("工作单位", max_length=100, blank=True)
    department = CleanCharField("部门岗位", max_length=60, blank=True)
    employment = models.CharField("用工形式", max_length=12, choices=Employment.choices, blank=True)
    skill_level = CleanCharField("技术等级", max_length=30, blank=True)
    card_no = CleanCharField("会员证号", max_length=30, blank=True)
    remark = CleanTextField("备注", blank=True)

    objects: ClassVar["MemberManager[Member]"] = MemberManager()

    class Meta:
        verbose_name = "会员"
        verbose_name_plural = "会员"
        ordering = ("union_id", "pk")
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_id(self) -> str:
        return mask_id_number(self.id_number) if self.id_number else ""

    @property
    def masked_phone(self) -> str:
        return mask_phone(self.phone) if self.phone else ""

    def clean(self) -> None:
        normalise(self, "name", clean_person_name)
        normalise(self, "id_number", clean_id_number)
        normalise(self, "phone", clean_phone)
        refuse_future(self, "birth_on")
        if self.id_number:
            self._agree_with_id_number()

    def _agree_with_id_number(self) -> None:
        """Birth date and sex stand in the number; a blank birth date is taken from it."""
        born = birth_date_of(self.id_number)
        self.birth_on = self.birth_on or born
        all_of(partial(self._agree_in_birth, born), partial(agree_in_sex, self.sex, self.id_number))

    def _agree_in_birth(self, born: date) -> None:
        if self.birth_on != born:
            raise ValidationError(
                {"birth_on": f"出生日期与身份证号不符：身份证号上是{born:%Y-%m-%d}，请核对。"}
            )

    def before_birth(self, joined: date | None) -> str:
        """Why nobody can have joined that day; "" where he or she can."""
        if joined is None or self.birth_on is None or joined >= self.birth_on:
            return ""
        return f"入会日期早于出生日期（{self.birth_on:%Y-%m-%d}），请核对两个日期。"

    def warnings(self) -> list[str]:
        """Joined before working age (劳动法 art 15): told only, old rolls hold such dates."""
        joined = min((spell.from_on for spell in self.spells.all() if spell.from_on), default=None)
        return [f"{TOO_YOUNG}，请核对入会日期和出生日期。"] if self.was_too_young(joined) else []

    def was_too_young(self, joined: date | None) -> bool:
        """To join that day; an unknown day or birth date says nothing."""
        if joined is None or self.birth_on is None:
            return False
        came_of_age = (self.birth_on.year + YOUNGEST, self.birth_on.month, self.birth_on.day)
        return (joined.year, joined.month, joined.day) < came_of_age

    def validate_unique(self, exclude: Collection[str] | None = None) -> None:
        """One person, one file; a file kept elsewhere is moved by transfer, never typed again."""
        super().validate_unique(exclude)
        if not self.id_number:
            return
        others = Member.objects.with_id_number(self.id_number).exclude(pk=self.pk)
        if others.exists():
            raise ValidationError(
                {"id_number": "这个身份证号已登记在册，请先查找；调动请办理会籍转移。"}
            )

    def save(self, *args: Any, **options: Any) -> None:
        self.prepare()
        super().save(*args, **options)

    def prepare(self) -> None:
        """Columns derived from the typed ones; bulk writers call it themselves."""
        self.search_text = person_keys(self.name)
        self.id_hash = keyed_hash(self.id_number) if self.id_number else None

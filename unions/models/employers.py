"""The employers a union covers: one for an enterprise union, many for a joint one (D8-02)."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from unions.fields import CleanCharField, CountField, SearchKeysField
from unions.models.codes import Industry, Ownership
from unions.records import Record, RecordQuerySet
from unions.rules import normalise
from unions.validators import clean_unified_code

__all__ = ["Employer"]


class EmployerQuerySet(RecordQuerySet["Employer"]):
    def above_scale(self) -> Self:
        """规模企业 (D9-30)."""
        return self.filter(is_above_scale=True)

    def covered_twice_on(self, day: date) -> Self:
        """Under another standing union too, by unified code or by name; tells which: elsewhere."""
        standing = Q(union__dissolved_on__isnull=True) | Q(union__dissolved_on__gt=day)
        others = Employer.objects.filter(standing).exclude(union=OuterRef("union"))
        by_code = others.filter(unified_code=OuterRef("unified_code")).exclude(unified_code="")
        by_name = others.filter(name=OuterRef("name"))
        found = Coalesce(*(Subquery(rows.values("union")[:1]) for rows in (by_code, by_name)))
        return self.annotate(elsewhere=found).filter(standing, elsewhere__isnull=False)


EmployerManager = models.Manager.from_queryset(EmployerQuerySet)


class Employer(Record):
    """涵盖单位: one for an enterprise union, many for a joint union."""

    name = CleanCharField("单位名称", max_length=100)
    search_text = SearchKeysField()
    unified_code = CleanCharField("统一社会信用代码", max_length=30, blank=True)
    ownership = models.CharField("单位性质", max_length=3, choices=Ownership.choices, blank=True)
    industry = models.CharField("行业", max_length=2, choices=Industry.choices, blank=True)
    is_above_scale = models.BooleanField("规模企业", default=False)
    staff = CountField("职工数", null=True, blank=True)

    objects: ClassVar["EmployerManager[Employer]"] = EmployerManager()

    class Meta:
        verbose_name = "涵盖单位"
        verbose_name_plural = "涵盖单位"
        ordering = ("union__code", "pk")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["name"]),
            models.Index(fields=["unified_code"]),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "name"],
                name="unique_employer",
                violation_error_message="这家工会已登记过同名单位。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        normalise(self, "unified_code", clean_unified_code)

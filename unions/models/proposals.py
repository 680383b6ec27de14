"""合理化建议, reported by a union as totals of a period (D9-33…36)."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import OuterRef, Subquery

from unions.fields import CleanTextField, CountField
from unions.records import Record, RecordQuerySet
from unions.rules import all_of, overlap_warnings, refuse_more, require_order

__all__ = ["ProposalReturn"]


class ProposalQuerySet(RecordQuerySet["ProposalReturn"]):
    def reported_between(self, start: date, end: date) -> Self:
        """Returns whose period ends inside the days, so none is counted in two years."""
        return self.filter(period_to__range=(start, end))

    def touching(self, start: date, end: date) -> Self:
        """Returns that tell of some of the days."""
        return self.filter(period_from__lte=end, period_to__gte=start)

    def overlapping(self) -> Self:
        """Beside an older return of the union that tells of some of the same days.

        ``other_from`` and ``other_to`` are the period of that one.
        """
        days = OuterRef("period_from"), OuterRef("period_to")
        older = ProposalReturn.objects.filter(union=OuterRef("union"), pk__lt=OuterRef("pk"))
        first = older.touching(*days).order_by("period_from", "pk")  # type: ignore[arg-type]
        found = {"other": "pk", "other_from": "period_from", "other_to": "period_to"}
        rows = self.annotate(**{name: Subquery(first.values(of)[:1]) for name, of in found.items()})
        return rows.filter(other__isnull=False)

    def implementation_not_told(self) -> Self:
        """Raised, and left open how many were carried out; 0 is an answer."""
        return self.filter(raised__gt=0, implemented__isnull=True)

    def benefit_not_told(self) -> Self:
        return self.filter(implemented__gt=0, benefit__isnull=True)


ProposalManager = models.Manager.from_queryset(ProposalQuerySet)


class ProposalReturn(Record):
    """合理化建议汇总: what one union raised and carried out in a period; benefit in yuan.

    None means not told, not zero.
    """

    period_from = models.DateField("期间自")
    period_to = models.DateField("期间至")
    raised = CountField("提出条数")
    implemented = CountField("实施条数", null=True, blank=True)
    benefit = models.DecimalField(
        "经济效益（元）",
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "经济效益不能是负数，请核对。")],
    )
    notable = CleanTextField("突出建议", blank=True)

    objects: ClassVar["ProposalManager[ProposalReturn]"] = ProposalManager()

    class Meta:
        verbose_name = "合理化建议"
        verbose_name_plural = "合理化建议"
        ordering = ("-period_to", "union__code")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "period_from", "period_to"],
                name="unique_proposal_return",
                violation_error_message="这家工会在同一期间已有一份汇总，请打开那一份修改。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}（{self.period_from:%Y-%m-%d}至{self.period_to:%Y-%m-%d}）"

    def clean(self) -> None:
        all_of(
            partial(require_order, self, "period_from", "period_to"),
            partial(refuse_more, self, ("implemented", "raised")),
        )

    def warnings(self) -> list[str]:
        return self.warnings_of([self])[0]

    @classmethod
    def warnings_of(cls, rows: Iterable[Self]) -> list[list[str]]:
        return overlap_warnings(list(rows), "union_id")

"""Which of the seven kinds of archives a town keeps for its unions (D4-03)."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.db import models, transaction

from unions.models import Union, User
from unions.models.organisation import paths_above
from unions.records import Record, RecordQuerySet

__all__ = ["ArchiveKind", "ArchiveKindSetting"]


class ArchiveKind(models.TextChoices):
    """The archive boxes of D4-03, in the order of the paper."""

    ORGANISATION = "organisation", "组织及会员"
    PROTECTION = "protection", "劳动保护及监督检查"
    DEMOCRACY = "democracy", "职工代表及民主管理"
    AID = "aid", "困难职工及帮扶"
    CONTRACTS = "contracts", "集体合同"
    MEDIATION = "mediation", "劳动争议调解"
    TRAINING = "training", "职工教育及培训"


class ArchiveKindQuerySet(RecordQuerySet["ArchiveKindSetting"]):
    def switched_on_for(self, union: Union) -> Self:
        """Kinds asked for by the union's town, or by any union above it."""
        return self.filter(is_on=True, union__path__in=paths_above(union.path))

    def switch(self, union: Union, kinds: Collection[str], *, by: User) -> None:
        """From now on the town asks for these kinds and for no others."""
        with transaction.atomic():
            stored = {row.kind: row for row in self.filter(union=union)}
            for kind in ArchiveKind.values:
                row = stored.get(kind) or self.model(union=union, kind=kind, created_by=by)
                if row.is_on != (kind in kinds):
                    row.is_on, row.updated_by = kind in kinds, by
                    row.save()


ArchiveKindManager = models.Manager.from_queryset(ArchiveKindQuerySet)


class ArchiveKindSetting(Record):
    """启用: from when a town asks for a kind, what is missing in it is told; before, it is grey."""

    kind = models.CharField("档案类别", max_length=15, choices=ArchiveKind.choices)
    is_on = models.BooleanField("启用", default=False)

    objects: ClassVar["ArchiveKindManager[ArchiveKindSetting]"] = ArchiveKindManager()

    class Meta:
        verbose_name = "档案类别"
        verbose_name_plural = "档案类别"
        ordering = ("union__code", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "kind"],
                name="unique_archive_kind",
                violation_error_message="这个档案类别已经登记过，请刷新页面再看。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.union}：{self.get_kind_display()}"

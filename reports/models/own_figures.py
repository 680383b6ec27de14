"""自定义指标: figures a town keeps beside those of the product; they are only typed."""

import re
import secrets
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from reports.lines import LINES, Own
from reports.registry import Indicator, Registry, registry
from reports.sentences import SETTINGS
from unions.fields import CleanCharField
from unions.models import Union
from unions.records import Record, RecordQuerySet

__all__ = ["OwnFigure", "catalogue_at", "indicator_named", "taken_names"]

NAME = re.compile(r"[\w（）()·—-]+")  # no bracket, bar or sign of the sentence language
PREFIX = "own."


def new_code() -> str:
    """Never used before, so that a total typed for a deleted figure is not taken for another's."""
    return PREFIX + secrets.token_hex(5)


class OwnFigureQuerySet(RecordQuerySet["OwnFigure"]):
    def known_at(self, union: Union) -> Self:
        """Those of the union itself and of the ones above it."""
        steps = [union.path[:end] for end in _ends(union.path)]
        return self.filter(union__path__in=steps).order_by("name")

    def along(self, union: Union) -> Self:
        """Those of unions above and below: within them a name has one meaning."""
        above = Q(union__path__in=[union.path[:end] for end in _ends(union.path)])
        return self.filter(above | Q(union__path__startswith=union.path))


OwnFigureManager = models.Manager.from_queryset(OwnFigureQuerySet)


class OwnFigure(Record):
    """A figure of the town's own; its totals are ReportedFigure rows of its code."""

    class Nature(models.TextChoices):
        FLOW = "flow", "时期数（一段时间里的，可按月分段填，相加）"
        STOCK = "stock", "时点数（某一天的，用最后填的）"

    code = models.CharField("编号", max_length=20, unique=True, default=new_code, editable=False)
    name = CleanCharField(
        "名称", max_length=30, help_text="在总结里写作{名称}，不能和别的数据项同名。"
    )
    unit = CleanCharField("单位", max_length=10, help_text="如：篇、人次、元。")
    decimals = models.PositiveSmallIntegerField(
        "小数位数", default=0, choices=[(0, "没有小数"), (1, "一位"), (2, "两位")]
    )
    nature = models.CharField("性质", max_length=5, choices=Nature.choices, default=Nature.FLOW)
    line = models.CharField(
        "工作条线", max_length=20, choices=[(line.key, line.label) for line in LINES]
    )
    definition = CleanCharField(
        "口径", max_length=200, help_text="什么算、什么不算，一句话写清，别人照着也能数。"
    )

    objects: ClassVar["OwnFigureManager[OwnFigure]"] = OwnFigureManager()

    class Meta:
        verbose_name = "自定义指标"
        verbose_name_plural = "自定义指标"
        ordering = ("union__code", "line", "name")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["union", "name"],
                name="unique_own_figure_name",
                violation_error_message="这家工会已有同名的自定义指标，请换一个名称。",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.name and not NAME.fullmatch(self.name):
            fault = f"名称“{self.name}”只能用汉字、字母、数字和括号，不能有空格和其他符号。"
            raise ValidationError({"name": fault})
        if self.name in taken_names():
            fault = f"“{self.name}”是系统自带的数据项、名单或文中的固定词，请换一个名称。"
            raise ValidationError({"name": fault})
        self._refuse_second_meaning()

    def _refuse_second_meaning(self) -> None:
        if self.union_id is None:
            return
        others = OwnFigure.objects.along(self.union).exclude(pk=self.pk)
        same = others.filter(name=self.name).select_related("union").first()
        if same is not None:
            fault = f"“{same.union}”已有自定义指标“{self.name}”，请换一个名称。"
            raise ValidationError({"name": fault})

    @property
    def is_shadowed(self) -> bool:
        """A later version of the product brought a figure of this name."""
        return self.name in taken_names()

    @property
    def indicator(self) -> Own:
        return Own(
            code=self.code,
            name=self.name,
            unit=self.unit,
            definition=self.definition.rstrip("。") + "。",
            source="自定义",
            decimals=self.decimals,
            is_stock=self.nature == self.Nature.STOCK,
            line=self.line,
        )


def indicator_named(code: str) -> Indicator | None:
    """By code: one of the product's, or of a town's own."""
    if code in registry.indicators:
        return registry.indicators[code]
    own = OwnFigure.objects.filter(code=code).first() if code.startswith(PREFIX) else None
    return own.indicator if own else None


def taken_names() -> set[str]:
    """What a name may not be: figures and lists of the product, and fixed words of papers."""
    names = {indicator.name for indicator in registry}
    return names | set(registry.lists) | set(SETTINGS) | set(registry.indicators)


def catalogue_at(union: Union) -> Registry:
    """The product's figures and the union's own.

    One whose name a later version of the product took is left out: 核数 says so.
    """
    own = [figure for figure in OwnFigure.objects.known_at(union) if not figure.is_shadowed]
    if not own:
        return registry
    wider = Registry()
    wider.add(*registry, *(figure.indicator for figure in own))
    wider.add_list(*registry.lists.values())
    return wider


def _ends(path: str) -> list[int]:
    return [at + 1 for at, sign in enumerate(path) if sign == "/"]

"""手工填报数 and 目标: numbers of a figure, which a sheet names by its Chinese name or its code."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from reports.models import OwnFigure, ReportedFigure, Target
from reports.registry import Counted, Indicator, Part, Preferred, Reported, registry
from unions.importing import cells
from unions.importing.drafts import Assumed, Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.tables import heading_key
from unions.importing.terms import OrdinalWidget
from unions.importing.widgets import ChoiceWidget, MoneyWidget, TextWidget
from unions.models import Union
from unions.text import shorten

__all__ = ["FigureResource", "TargetResource"]

Operator = Target.Operator
NAMES = ("数据项名称", "指标", "指标名称", "项目", "项目名称", "数据项编号")


class IndicatorWidget(TextWidget):
    """A figure of the product or of the town: its name is written, its code stored."""

    advice = "从下拉列表里选数据项的名称。"

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.typed: list[str] = []  # names of those that rows of this kind may tell

    def render(self, value: Any, obj: Any = None, **_more: Any) -> Any:
        return self.names.get(value, value)

    def show(self, value: Any) -> str:
        return str(self.render(value) or "")

    @property
    def offered(self) -> Sequence[str]:
        return self.typed


class NumberWidget(MoneyWidget):
    """A sum, a count with or without its counter (12人, 1.2万), or a figure with decimals."""

    advice = "数；写成“1.2万”也行。"
    example = "120"

    def clean(self, value: Any, row: Any = None, unit: str = "", **_more: Any) -> Decimal | None:
        try:
            number = None if unit.startswith("万") else cells.count(value)
        except ValidationError:
            number = None
        return super().clean(value, unit=unit) if number is None else Decimal(number)


class YearWidget(OrdinalWidget):
    """2009 or 2009年."""

    advice = "四位年份。"
    example = "2009"

    def clean(self, value: Any, row: Any = None, **_more: Any) -> int | None:
        year = cells.count(cells.text(value).removesuffix("年").removesuffix("年度"))
        if year is not None and not 1950 <= year <= 2100:
            raise ValidationError(f"“{year}”不是年份，请填如 2009。")
        return year


class _NumbersResource(SheetResource):
    """Rows about a figure; one of a town's own is known only within the union that keeps it."""

    kinds: ClassVar[tuple[type[Indicator], ...]] = (Indicator,)  # what a drop-down offers
    own_names: ClassVar[tuple[str, ...]] = ("code",)

    class Meta:
        abstract = True

    def __init__(self, assumed: Assumed) -> None:
        super().__init__(assumed)
        self._codes = {heading_key(i.name): i.code for i in registry}
        self._codes |= {heading_key(i.code): i.code for i in registry}
        self._own = [
            (figure.union, figure)
            for figure in OwnFigure.objects.along(assumed.root).select_related("union")
        ]
        known = [*registry, *(figure.indicator for _, figure in self._own)]
        self.fields["code"].widget.names = {one.code: one.name for one in known}
        self.fields["code"].widget.typed = [i.name for i in known if isinstance(i, self.kinds)]

    def _settle_unions(self, drafts: Iterable[Draft]) -> None:
        """Then the figures, too: which one a name means depends on the union."""
        rows = list(drafts)
        super()._settle_unions(rows)
        for draft in rows:
            if draft.union is not None and (written := draft.values.pop("code", "")):
                self._find(draft, written)
            elif draft.pk is None and not draft.faults:
                draft.faults.append(Fault(draft.number, "code", "", "没有写明数据项，请补填。"))

    def can_be_tried(self, draft: Draft) -> bool:
        """What a figure's name means is not known before the union is."""
        return draft.union is not None

    def _find(self, draft: Draft, written: str) -> None:
        known = self._known_at(draft.union)
        key = heading_key(written)
        if key in known:
            draft.values["code"] = known[key]
            return
        names = self.fields["code"].widget.names
        near = [names[known[one]] for one in get_close_matches(key, known, n=3, cutoff=0.6)]
        hint = f"是不是：{'、'.join(dict.fromkeys(near))}？" if near else ""
        fault = f"没有叫“{shorten(written)}”的数据项。{hint}请照“数据项一览”填写名称。"
        draft.faults.append(Fault(draft.number, "code", shorten(written), fault))

    def _known_at(self, union: Union | None) -> dict[str, str]:
        own = {
            heading_key(word): figure.code
            for keeper, figure in self._own
            if union is not None and union.is_within(keeper)
            for word in (figure.name, figure.code)
        }
        return own | self._codes if own else self._codes


class FigureResource(_NumbersResource):
    label = "手工填报数"
    kinds: ClassVar[tuple[type[Indicator], ...]] = (Counted, Part, Preferred, Reported)
    key: ClassVar[tuple[str, ...]] = ("code", "period_from", "period_to")
    dated: ClassVar[tuple[str, ...]] = ("period_from", "period_to")
    code = column(ReportedFigure, "code", *NAMES, widget=IndicatorWidget(), needed=True)
    period_from = column(ReportedFigure, "period_from", "开始日期", "起")
    period_to = column(ReportedFigure, "period_to", "统计截至", "截至日期", "结束日期", "止")
    value = column(
        ReportedFigure, "value", "数", "数量", "填报数", "本期数",
        widget=NumberWidget(), needed=True,
    )  # fmt: skip
    source = column(
        ReportedFigure, "source", "来源", "数据来源", "提供人", "依据", "材料",
        needed=True, example="工会年报",
    )  # fmt: skip

    class Meta:
        model = ReportedFigure

    def taken_for_granted(self) -> dict[str, Any]:
        return dict(zip(("period_from", "period_to"), self.assumed.period, strict=True))


class TargetResource(_NumbersResource):
    label = "目标"
    key: ClassVar[tuple[str, ...]] = ("year", "code")
    year = column(Target, "year", "年份", "目标年度", widget=YearWidget())
    code = column(Target, "code", *NAMES, widget=IndicatorWidget(), needed=True)
    operator = column(
        Target, "operator", "目标要求",
        widget=ChoiceWidget(
            Operator.choices,
            {"≥": Operator.AT_LEAST, "不低于": Operator.AT_LEAST, "以上": Operator.AT_LEAST,
             "≤": Operator.AT_MOST, "不超过": Operator.AT_MOST, "以下": Operator.AT_MOST,
             "之间": Operator.RANGE},
        ),
    )  # fmt: skip
    value = column(Target, "value", "目标", "目标数", "指标值", widget=NumberWidget(), needed=True)
    upper = column(Target, "upper", "目标上限", widget=NumberWidget())
    base = column(Target, "base", "基数")
    points = column(Target, "points", "分数", "考核分值", widget=MoneyWidget(places=1))
    note = column(Target, "note", "考核办法", "细则")

    class Meta:
        model = Target

    def taken_for_granted(self) -> dict[str, Any]:
        return {"year": self.assumed.day.year}

"""Record pages of typed totals and targets, and of the words that papers take from people."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest

from reports.book import FigureBook
from reports.figures import Scope
from reports.models import (
    OwnFigure,
    Passage,
    PlanItem,
    ReportedFigure,
    ReportHead,
    Target,
    catalogue_at,
)
from reports.periods import Period
from reports.registry import Counted, Indicator, Part, Preferred, Reported, registry
from unions.admin.base import RecordAdmin
from unions.clock import today
from unions.filters import UnderUnion, YearFilter
from unions.text import plain_number


class PeriodYear(YearFilter):
    field = "period_to"


class _FigureAdmin(RecordAdmin):
    """The figure is chosen by its Chinese name; its code is what is stored."""

    offered: ClassVar[tuple[type[Indicator], ...]] = (Indicator,)
    autocomplete_fields = ("union",)
    starts_at_home = True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name != "code":
            return field
        return forms.ChoiceField(
            label=field.label,
            required=not db_field.blank,
            help_text=db_field.help_text,
            choices=self._figures_offered(request),
            error_messages={"invalid_choice": "没有这个数据项，请从列表中选择。"},
        )

    def _figures_offered(self, request: HttpRequest) -> list[tuple[str, str]]:
        own = [figure.indicator for figure in OwnFigure.objects.visible_to(request.user)]
        named = (i for i in (*registry, *own) if isinstance(i, self.offered))
        return [("", "请选择"), *((i.code, f"{i.name}（{i.unit}）") for i in named)]

    def get_queryset(self, request: HttpRequest) -> Any:
        own = OwnFigure.objects.filter(code=OuterRef("code"))
        return super().get_queryset(request).annotate(own_name=Subquery(own.values("name")[:1]))

    @admin.display(description="数据项", ordering="code")
    def figure(self, record: Any) -> str:
        found = registry.indicators.get(record.code)
        return f"{found.name}（{found.unit}）" if found else record.own_name or record.code


@admin.register(ReportedFigure)
class ReportedFigureAdmin(_FigureAdmin):
    """Typed totals; when rows exist already, saving says that the rows count instead."""

    offered = (Counted, Part, Preferred, Reported)  # others are worked out from these
    list_display = ("figure", "union", "period_from", "period_to", "number", "source")
    list_filter = (UnderUnion, PeriodYear)
    search_fields = ("source", "union__search_text")
    search_help_text = "可按来源说明、工会名称查找"
    fieldsets = (
        ("数据", {"fields": ("union", "code", ("period_from", "period_to"), "value", "source")}),
    )

    @admin.display(description="数值", ordering="value")
    def number(self, record: ReportedFigure) -> str:
        return plain_number(record.value)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        scope = Scope.of(obj.union, Period(obj.period_from, obj.period_to))
        book = FigureBook(scope, catalogue_at(obj.union))
        if not book.typed(obj.code):
            name = book.catalogue.find(obj.code).name
            messages.warning(
                request, f"“{name}”在这个期间已有明细记录，按明细计算，这个填报数没有采用。"
            )


@admin.register(OwnFigure)
class OwnFigureAdmin(RecordAdmin):
    """Figures of a town's own; one that has totals stays, or these would lose their name."""

    list_display = ("name", "unit", "nature_name", "line", "definition", "union")
    list_filter = (UnderUnion, "line", "nature")
    search_fields = ("name", "definition", "union__search_text")
    search_help_text = "可按名称、口径、工会名称查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        ("名称", {"fields": ("union", "name", ("unit", "decimals"))}),
        ("含义", {"fields": (("nature", "line"), "definition")}),
    )

    @admin.display(description="性质", ordering="nature")
    def nature_name(self, figure: OwnFigure) -> str:
        return figure.get_nature_display().partition("（")[0]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        nested, counts, lacking, protected = super().get_deleted_objects(objs, request)
        codes = [figure.code for figure in objs]
        if count := ReportedFigure.objects.filter(code__in=codes).count():
            protected = [*protected, f"手工填报数{count}条：请先删除，再删除这个指标。"]
        return nested, counts, lacking, protected


@admin.register(Target)
class TargetAdmin(_FigureAdmin):
    list_display = ("year", "figure", "union", "operator", "goal", "most", "points")
    list_filter = (UnderUnion, "year")
    search_fields = ("note", "base", "union__search_text")
    search_help_text = "可按考核细则、计算基数、工会名称查找"
    fieldsets = (
        ("目标", {"fields": (("year", "union"), "code", ("operator", "value", "upper"))}),
        ("考核", {"fields": (("points", "base"), "note")}),
    )

    @admin.display(description="目标值", ordering="value")
    def goal(self, target: Target) -> str:
        return plain_number(target.value)

    @admin.display(description="上限", ordering="upper")
    def most(self, target: Target) -> str:
        return "" if target.upper is None else plain_number(target.upper)


@admin.register(PlanItem)
class PlanItemAdmin(_FigureAdmin):
    list_display = ("year", "section", "order", "text", "amount", "figure", "outcome")
    list_display_links = ("text",)
    list_filter = (UnderUnion, "year", "section", "outcome")
    search_fields = ("text", "partners", "union__search_text")
    search_help_text = "可按内容、联合单位、工会名称查找"
    fieldsets = (
        ("事项", {"fields": (("union", "year"), ("section", "order"), "text", "partners")}),
        ("数量", {"fields": (("low", "high", "unit"), "code")}),
        ("完成", {"fields": ("outcome",)}),
    )

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A plan is made for the coming year."""
        return {**super().get_changeform_initial_data(request), "year": today().year + 1}

    @admin.display(description="数量", ordering="low")
    def amount(self, item: PlanItem) -> str:
        return item.quantity or "—"


@admin.register(Passage)
class PassageAdmin(RecordAdmin):
    list_display = ("year", "kind", "order", "beginning", "union")
    list_display_links = ("beginning",)
    list_filter = (UnderUnion, "year", "kind")
    search_fields = ("text", "cause", "union__search_text")
    search_help_text = "可按文字、原因、工会名称查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        ("位置", {"fields": (("union", "year"), ("kind", "order"))}),
        ("文字", {"fields": ("text", "cause")}),
    )

    @admin.display(description="文字", ordering="text")
    def beginning(self, passage: Passage) -> str:
        return str(passage)


@admin.register(ReportHead)
class ReportHeadAdmin(RecordAdmin):
    list_display = ("year", "union", "official_number", "title", "recipient", "issued_on")
    list_filter = (UnderUnion, "year")
    search_fields = ("title", "recipient", "number_code", "union__search_text")
    search_help_text = "可按标题、主送、机关代字、工会名称查找"
    autocomplete_fields = ("union",)
    starts_at_home = True
    fieldsets = (
        ("报告", {"fields": (("union", "year"), "title", "recipient")}),
        ("发文字号", {"fields": (("number_code", "number_year", "number_serial"),)}),
        ("成文日期", {"fields": (("issued_on", "date_style"),)}),
    )

    @admin.display(description="发文字号", ordering="number_serial")
    def official_number(self, head: ReportHead) -> str:
        return head.number or "—"

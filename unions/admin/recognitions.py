"""Record pages of honours, and the catalogue of what there is to apply for."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.safestring import SafeString

from unions.admin.base import RecordAdmin
from unions.admin.display import chip
from unions.admin.guarded import GuardedAdmin
from unions.clock import today
from unions.filters import Rows, UnderUnion, YearFilter
from unions.forms import PartForm, RecognitionForm
from unions.models import Recognition, Scheme, SchemeGrade

if TYPE_CHECKING:
    _TabularInline = admin.TabularInline[SchemeGrade, Scheme]
else:
    _TabularInline = admin.TabularInline


class AppliedOrGrantedYear(YearFilter):
    """One filter for both dates: two would cost a query each."""

    title = "申报或命名年度"
    field = "last_on"

    def queryset(self, request: HttpRequest, queryset: Rows) -> Rows:
        year = self.value() or ""
        if not year.isdecimal():
            return queryset
        return queryset.filter(Q(applied_on__year=year) | Q(granted_on__year=year))


@admin.register(Recognition)
class RecognitionAdmin(RecordAdmin):
    form = RecognitionForm
    list_display = ("scheme", "grade_name", "whose", "level", "applied_on", "granted_on", "state")
    list_display_links = ("scheme", "whose")
    list_filter = (UnderUnion, "scheme", "level", "holder", AppliedOrGrantedYear)
    list_select_related = ("union", "scheme", "grade__scheme")
    search_fields = ("name", "title", "scheme__name", "union__search_text", "union__code")
    search_help_text = "可按获得者、称号、创建项目、工会名称、拼音首字母查找"
    autocomplete_fields = ("union",)
    fieldsets = (
        ("项目", {"fields": ("scheme", ("grade", "level"), "title")}),
        ("对象", {"fields": ("union", ("holder", "name"), "quantity")}),
        ("日期", {"fields": (("applied_on", "granted_on", "valid_to"), "remark")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).annotate(last_on=Coalesce("granted_on", "applied_on"))

    @admin.display(description="等次", ordering="grade__order", empty_value="—")
    def grade_name(self, recognition: Recognition) -> str | None:
        return recognition.grade.name if recognition.grade else None

    @admin.display(description="获得者", ordering="union__code")
    def whose(self, recognition: Recognition) -> str:
        return recognition.name or str(recognition.union)

    @admin.display(description="状态", ordering="granted_on")
    def state(self, recognition: Recognition) -> SafeString:
        if recognition.valid_to and recognition.valid_to < today():
            return chip("已到期")
        return chip("已命名", "ok") if recognition.granted_on else chip("申报中", "info")


class GradeInline(_TabularInline):
    """Grades carry no union either: who may edit the scheme may edit its grades."""

    model = SchemeGrade
    form: Any = PartForm
    fields = ("order", "name")
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Figures look for the grades of shipped schemes by their codes."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_own)


@admin.register(Scheme)
class SchemeAdmin(GuardedAdmin):
    """One catalogue for everybody; rights by role, because a scheme belongs to no union."""

    form = PartForm
    list_display = ("name", "group", "all_grades", "base", "state")
    list_filter = ("group", "is_active")
    search_fields = ("name",)
    search_help_text = "可按名称查找"
    inlines = (GradeInline,)
    fieldsets = (("创建项目", {"fields": (("name", "group"), ("base", "is_active"))}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Scheme]:
        return super().get_queryset(request).prefetch_related("grades")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Figures look for the shipped schemes by their codes; those are switched off instead."""
        return super().has_delete_permission(request, obj) and (obj is None or obj.is_own)

    @admin.display(description="等次")
    def all_grades(self, scheme: Scheme) -> str:
        return "、".join(grade.name for grade in scheme.grades.all()) or "不分等次"

    @admin.display(description="状态", ordering="is_active")
    def state(self, scheme: Scheme) -> SafeString:
        return chip("在用", "ok") if scheme.is_active else chip("停用")

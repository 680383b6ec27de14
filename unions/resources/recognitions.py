"""创建与荣誉: who applied for or was granted what (D9-25, D9-42…47, D3-01…12)."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from unions.importing import cells
from unions.importing.drafts import Assumed, Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.widgets import NamedRowWidget
from unions.models import Recognition, Scheme, SchemeGrade

__all__ = ["RecognitionResource"]

Level, Holder = Recognition.Level, Recognition.Holder


class RecognitionResource(SheetResource):
    """The same award by union, scheme, grade, level, holder, title and year.

    The year is that of granting; an application still open is found by the year it was made, so
    that the grant goes into the row of the application.
    """

    label = "创建与荣誉"
    related: ClassVar[tuple[str, ...]] = ("union", "scheme", "grade__scheme")
    signs: ClassVar[tuple[str, ...]] = ("scheme", "granted_on")
    filled_from: ClassVar[Mapping[str, tuple[str, ...]]] = {"applied_on": ("granted_on",)}
    own_names: ClassVar[tuple[str, ...]] = ("name",)
    union_headings: ClassVar[tuple[str, ...]] = (
        "所属工会", "工会名称", "工会", "单位", "单位名称", "获奖单位", "企业名称", "基层工会",
    )  # fmt: skip
    scheme = column(
        Recognition, "scheme", "项目", "创建项目名称", "荣誉项目", "荣誉名称",
        widget=NamedRowWidget(), needed=True,
    )  # fmt: skip
    grade = column(Recognition, "grade", "等级", "星级", widget=NamedRowWidget())
    level = column(Recognition, "level", "荣誉级别", "授予级别", "命名级别")
    holder = column(Recognition, "holder", "对象类别")
    name = column(Recognition, "name", "姓名", "获得者名称", "班组或个人")
    title = column(Recognition, "title", "荣誉称号", "称号全称")
    applied_on = column(Recognition, "applied_on", "申报时间")
    granted_on = column(
        Recognition, "granted_on", "命名时间", "授予日期", "授予时间", "获得时间", "获得日期"
    )
    valid_to = column(Recognition, "valid_to", "有效期")
    quantity = column(Recognition, "quantity", "家数", "个数")
    remark = column(Recognition, "remark")

    class Meta:
        model = Recognition

    def __init__(self, assumed: Assumed) -> None:
        super().__init__(assumed)
        self._grades: dict[int, list[SchemeGrade]] = defaultdict(list)
        for grade in SchemeGrade.objects.select_related("scheme"):
            self._grades[grade.scheme_id].append(grade)
        self.fields["scheme"].widget.offer(Scheme.objects.all())
        self.fields["grade"].widget.offer(g for some in self._grades.values() for g in some)

    def read(self, *row: object) -> Draft:
        draft: Draft = super().read(*row)  # type: ignore[arg-type]
        is_asked = draft.pk is None or "grade" in draft.values
        if is_asked and "scheme" not in draft.values and not draft.faults:
            draft.faults.append(Fault(draft.number, "scheme", "", "没有写明创建项目，请补填。"))
        elif "grade" in draft.values:
            self._find_grade(draft)
        return draft

    def _value(self, cell: Any, place: Any, unit: str) -> Any:
        """Grades of different schemes bear the same names: which one the row's scheme tells."""
        return cells.text(cell) if place.name == "grade" else super()._value(cell, place, unit)

    def _find_grade(self, draft: Draft) -> None:
        written = draft.values.pop("grade")
        if (scheme := draft.values.get("scheme")) is None:
            return
        grades = {grade.code: grade for grade in self._grades[scheme.pk]}
        try:
            if not grades:
                raise ValidationError(f"“{scheme}”不分等次，请清空这一格。")
            code = cells.code(written, [(grade.code, grade.name) for grade in grades.values()])
        except ValidationError as error:
            draft.faults.append(Fault(draft.number, "grade", written, error.messages[0]))
        else:
            draft.values["grade"] = grades[code]

    def _what(self, union: Any, told: Any) -> tuple[Any, ...]:
        level = told("level") or Level.COUNTY.value
        names = (told("name") or "", told("title") or "")
        return (union, told("scheme"), told("grade"), level, *names)

    def key_of(self, draft: Draft) -> Hashable | None:
        told = draft.values.get
        day: date | None = told("granted_on") or told("applied_on")
        if day is None or None in {draft.union, told("scheme")}:
            return None
        return (*self._what(draft.union, told), day.year)

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        granted: dict[Hashable, Any] = {}
        applied: dict[Hashable, Any] = {}
        rows = self.rows().filter(union__in={draft.union for draft in drafts})
        for record in rows.select_related("union", "scheme", "grade__scheme").order_by("-pk"):
            what = self._what(record.union, lambda name, row=record: getattr(row, name))
            if record.granted_on:
                granted[(*what, record.granted_on.year)] = record
            else:
                applied[(*what, record.applied_on and record.applied_on.year)] = record
        return {self.key_of(draft): self._match(draft, granted, applied) for draft in drafts}

    def _match(self, draft: Draft, granted: Any, applied: Any) -> Any:
        if found := granted.get(self.key_of(draft)):
            return found
        day = draft.values.get("applied_on") or draft.values.get("granted_on")
        return day and applied.get((*self._what(draft.union, draft.values.get), day.year))

    def _key_words(self) -> str:
        return "工会、创建项目、等次、级别、获得者、称号和年度"

    def can_be_tried(self, draft: Draft) -> bool:
        return "scheme" in draft.values

    def new(self, draft: Draft) -> Recognition:
        """Somebody named is a person unless told otherwise: names are not for everybody."""
        holder = Holder.PERSON if draft.values.get("name") else Holder.UNION
        return Recognition(union=draft.union, scheme=draft.values["scheme"], holder=holder)

"""Unions with their headcounts, and the employers they cover (D9-01…13)."""

from collections.abc import Collection, Hashable, Sequence
from typing import Any, ClassVar

from django.core.exceptions import ValidationError

from unions.actions import save_in_tree
from unions.importing.days import day_cut
from unions.importing.directory import union_key
from unions.importing.doubts import few_of
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import column
from unions.importing.widgets import ChoiceWidget
from unions.models import Employer, Headcount, Union
from unions.resources.headcounts import HEADCOUNT_COLUMNS, HeadcountResource

__all__ = ["EmployerResource", "UnionResource"]

VILLAGE = dict.fromkeys(("村工会", "社区工会", "村级工会"), Union.Kind.VILLAGE)
UNCLEAR = dict.fromkeys(
    ("机关事业", "机关事业单位", "机关事业工会", "机关事业单位工会", "机关、事业单位工会"),
    "可能是两类。请看是哪一类单位，填“机关工会”或“事业单位工会”。",
)
RENAMED = "收表不改工会名称，台账里仍是“{}”。真要改名，请到这家工会的页面上改，并登记曾用名。"
PLACED = "收表不改上级工会，台账里“{}”的上级是另一家。真要改，请到这家工会的页面上改。"
RESEMBLES = (
    "台账里有名称相近的：{}。是同一家的，请照台账上的名称填写；确是另一家的，"
    "请先在“工会”页面新增这家工会，再收这张表。"
)

TWO_NEW = (
    "{pairs}都是新的，名称相近，像是同一家写了两遍，会登记成两家工会。"
    "是同一家的，请只留一行再收；确是两家的，可以保存。"
)


class UnionResource(SheetResource):
    """A row is a union, and its headcount as of the sheet's day when it tells numbers."""

    label = "工会"
    key: ClassVar[tuple[str, ...]] = ("name",)
    own_names: ClassVar[tuple[str, ...]] = ("name", "code", "statistical_code", "unified_code")
    related: ClassVar[tuple[str, ...]] = ("parent",)
    register: ClassVar[str] = "工会名册"
    plainer = HeadcountResource
    not_exported: ClassVar[frozenset[str]] = frozenset(HEADCOUNT_COLUMNS)  # a list of their own
    union_headings: ClassVar[tuple[str, ...]] = ("上级工会",)
    name = column(
        Union, "name", "名称", "基层工会名称", "工会全称", "基层工会",
        needed=True, example="示范电子有限公司工会",
    )  # fmt: skip
    kind = column(
        Union, "kind", "类别", "工会类别", "组织类型", "类型",
        widget=ChoiceWidget(Union.Kind.choices, VILLAGE, UNCLEAR), needed=True,
    )  # fmt: skip
    code = column(Union, "code", "编号")
    short_name = column(Union, "short_name")
    statistical_code = column(Union, "statistical_code")
    unified_code = column(Union, "unified_code", "工会统一社会信用代码")
    region_code = column(Union, "region_code")
    ownership = column(Union, "ownership", "经济性质", "经济类型")
    industry = column(Union, "industry", "所属行业")
    founded_on = column(Union, "founded_on", "建会时间", "建会日期", "成立时间", "组建时间")
    request_no = column(Union, "request_no")
    requested_on = column(Union, "requested_on")
    approval_no = column(Union, "approval_no", "批准文号")
    approved_on = column(Union, "approved_on", "批准日期")
    dissolved_on = column(Union, "dissolved_on")
    contact_name = column(Union, "contact_name")
    contact_phone = column(Union, "contact_phone", "联系电话", "电话")
    address = column(Union, "address", "单位地址")
    remark = column(Union, "remark")
    staff, women, migrants, members, women_members, migrant_members = HEADCOUNT_COLUMNS.values()

    class Meta:
        model = Union

    @classmethod
    def is_dated_by_sheet(cls, names: Collection[str]) -> bool:
        return not HEADCOUNT_COLUMNS.keys().isdisjoint(names)

    def _settle_unions(self, drafts: Any) -> None:
        for draft in drafts:
            if draft.pk is None:
                told = draft.values.pop("union", None)
                draft.union, draft.union_told = (
                    told or self.assumed.root,
                    (told and told.name) or "",
                )

    def key_of(self, draft: Draft) -> Hashable | None:
        name = draft.values.get("name")
        return union_key(name) if name else None

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        """By every name a union has had; what fits several unions is the row's fault."""
        found: dict[Hashable, Any] = {}
        for draft in drafts:
            try:
                union = self.assumed.directory.find(draft.values.get("name", ""))
            except ValidationError as error:
                if error.code == "union_ambiguous":
                    name = str(draft.values["name"])
                    draft.faults.append(Fault(draft.number, "name", name, error.messages[0]))
            else:
                found[self.key_of(draft)] = union
        return found

    def union_of(self, record: Union) -> Union | None:
        return record.parent

    def is_reported_by(self, reporting: Any, union: Any) -> bool:
        return True  # each row names its union, whose parent this is

    def rekeyed(self, draft: Draft, record: Any) -> bool:
        return False  # a sheet renames nothing

    def another(self, draft: Draft, record: Any) -> str:
        """Names of unions are much alike: what is a known one's name is no new spelling."""
        name = str(draft.values.get("name", ""))
        if not name or self.assumed.directory.calls(name, record):
            return ""
        try:
            self.assumed.directory.find(name)
        except ValidationError:
            return super().another(draft, record)
        return name

    def look_up(self, records: Any) -> None:
        self._headcounts = self._stored_headcounts(records)

    def _stored_headcounts(self, unions: Any) -> dict[int, Headcount]:
        rows = Headcount.objects.filter(union__in=[u.pk for u in unions], as_of=self.assumed.day)
        return {row.union_id: row for row in rows}

    def new(self, draft: Draft) -> Union:
        return Union(parent=draft.union)

    def assemble(self, draft: Draft, stored: Any) -> None:
        counts = {n: v for n, v in draft.values.items() if n in HEADCOUNT_COLUMNS}
        draft.values = {n: v for n, v in draft.values.items() if n not in HEADCOUNT_COLUMNS}
        if stored is not None:
            self._leave_in_place(draft, stored)
        elif near := self.assumed.directory.resembling(draft.values.get("name", "")):
            names = "、".join(f"{union}（{union.code}）" for union in near[:3])
            told = Fault(draft.number, "name", draft.values["name"], RESEMBLES.format(names))
            draft.faults.append(told)
        super().assemble(draft, stored)
        if counts:
            self._add_headcount(draft, counts)

    def _leave_in_place(self, draft: Draft, stored: Union) -> None:
        """A sheet renames nothing, and its own spelling of a name is none; it moves nothing."""
        name = draft.values.pop("name", "")
        if name and not self.assumed.directory.calls(name, stored):
            draft.leave("name", name, RENAMED.format(stored))
        if draft.pk is None and draft.union_told and stored.parent_id != draft.union.pk:  # type: ignore[union-attr]  # settled by now
            draft.leave("union", draft.union_told, PLACED.format(stored))

    def _add_headcount(self, draft: Draft, counts: dict[str, Any]) -> None:
        kept = self._headcounts.get(draft.record.pk) if draft.record.pk else None
        headcount = kept or Headcount(as_of=self.assumed.day)
        if changes := self.put(headcount, counts):
            self.validate(draft, headcount)
            draft.changes += changes
            draft.parts.append(headcount)

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        """New unions near one another, as each is compared with those on file; a day cut off."""
        cut = self.assumed.cut if any(draft.parts for draft in drafts) else ""
        rows = {d.record.name: d.number for d in drafts if d.is_new and not d.faults}
        alike = self.assumed.directory.alike(rows)
        pairs = sorted(sorted((rows[name], name) for name in pair) for pair in alike)
        if not pairs:
            return day_cut(cut)
        told = [f"第{m}行的“{a}”和第{n}行的“{b}”" for (m, a), (n, b) in pairs]
        words = few_of(told, "；", f"等 {len(told)} 对")
        return [*day_cut(cut), TWO_NEW.format(pairs=words)]

    def in_words(self, draft: Draft) -> list[tuple[str, str]]:
        said, names = draft.values, [n for n in self.fields if n not in HEADCOUNT_COLUMNS]
        own = self.words_of(draft.record, names, said)
        counts = (self.words_of(headcount, HEADCOUNT_COLUMNS, said) for headcount in draft.parts)
        return [*own, *(pair for some in counts for pair in some)]

    def save(self, drafts: Sequence[Draft]) -> None:
        """One by one: each new union takes the next free code and its place in the tree."""
        user = self.assumed.user
        for draft in drafts:
            draft.record.sign(user)
            save_in_tree(draft.record)
            for headcount in draft.parts:
                headcount.union = draft.record
                headcount.sign(user)
                headcount.save()


class EmployerResource(SheetResource):
    label = "涵盖单位"
    register: ClassVar[str] = "涵盖单位名册"
    key: ClassVar[tuple[str, ...]] = ("name",)
    own_names: ClassVar[tuple[str, ...]] = ("name", "unified_code")
    union_headings: ClassVar[tuple[str, ...]] = ("工会名称", "所属工会", "工会", "基层工会")
    name = column(
        Employer, "name", "单位", "企业名称", "涵盖单位", needed=True, example="示范电子有限公司"
    )
    unified_code = column(Employer, "unified_code", "单位信用代码", "信用代码")
    ownership = column(Employer, "ownership", "经济性质")
    industry = column(Employer, "industry", "所属行业")
    is_above_scale = column(Employer, "is_above_scale", "是否规模企业", "规模以上")
    staff = column(Employer, "staff", "职工人数")

    class Meta:
        model = Employer

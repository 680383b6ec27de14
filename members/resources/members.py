"""Members by real name, with the day they joined (D9-04, D9-12; domain form of 会员实名制)."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects

from members.models import Member, Membership
from members.models.members import TOO_YOUNG
from members.resources import member_cells
from members.resources.likeness import Likeness
from members.resources.number_owners import told_of_shared
from members.resources.spells import SPELL, add_spell, told_of
from members.resources.transfers import Arrivals, move_arrivals, outside
from members.resources.transfers import told as moved
from unions.batches import batches
from unions.clock import today
from unions.crypto import keyed_hash
from unions.dates import PartialDate
from unions.importing.doubts import few_of, names_to_store, odd_names
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import SheetField, column
from unions.importing.widgets import (
    ChoiceWidget,
    IdNumberWidget,
    PartialDateWidget,
    PhoneWidget,
    SexWidget,
)
from unions.models import Union
from unions.validators import sex_of

__all__ = ["MemberResource"]

Kind = Membership.Kind
KEYS = ("id_number", "name", "birth_on")


class MemberResource(Likeness, SheetResource):
    """The same person by ID number; where row or file has none by name, birth date and union."""

    label = "会员"
    key: ClassVar[tuple[str, ...]] = ("id_number",)
    signs: ClassVar[tuple[str, ...]] = ("name", "birth_on")
    own_names: ClassVar[tuple[str, ...]] = ("name", "id_number", "card_no")
    register: ClassVar[str] = "会员名册"
    seen_as: ClassVar[dict[str, tuple[str, ...]]] = {"joined": ("joined_on",)}
    name = column(Member, "name", "会员姓名", needed=True, example="周示范")
    sex = column(Member, "sex", widget=SexWidget(), needed=True)
    nation = column(Member, "nation", widget=member_cells.NationWidget())
    id_number = column(
        Member, "id_number", "身份证号码", "证件号码", "身份证", "公民身份号码",
        widget=IdNumberWidget(),
    )  # fmt: skip
    birth_on = column(
        Member, "birth_on", "出生年月", "出生年月日", "生日",
        widget=member_cells.BirthWidget(), example="1970-5-20",
    )  # fmt: skip
    politics = column(
        Member,
        "politics",
        widget=ChoiceWidget(Member.Politics.choices, member_cells.OLDER_POLITICS),
    )
    education = column(
        Member, "education", "文化程度",
        widget=ChoiceWidget(Member.Education.choices, member_cells.OLDER_EDUCATION),
    )  # fmt: skip
    is_migrant = column(Member, "is_migrant", "是否农民工")
    workplace = column(Member, "workplace")
    department = column(
        Member, "department", "工作岗位", "岗位", "部门", "部门/岗位", "工种", "所在部门"
    )
    employment = column(
        Member, "employment", "用工性质",
        widget=ChoiceWidget(Member.Employment.choices, member_cells.OLDER_EMPLOYMENT),
    )  # fmt: skip
    skill_level = column(Member, "skill_level", "技能等级")
    joined_on = SheetField("", "入会时间", PartialDateWidget(), "入会日期", "入会年月")
    status = SheetField("", "会籍状态", member_cells.StatusWidget(), "会籍", "会籍情况")
    card_no = column(Member, "card_no", "会员卡号", "会员证号码")
    phone = column(
        Member, "phone", "移动电话", "手机号", "手机号码", "联系电话", "电话", widget=PhoneWidget()
    )
    remark = column(Member, "remark")
    union_headings: ClassVar[tuple[str, ...]] = ("所属工会", "工会名称", "工会", "基层工会")

    class Meta:
        model = Member

    def read(self, *row: Any) -> Draft:
        draft: Draft = super().read(*row)
        if isinstance(draft.values.get("birth_on"), PartialDate):
            member_cells.settle_birth(draft)
        return draft

    def key_of(self, draft: Draft) -> Hashable | None:
        if draft.key is None:
            draft.key = self._key(draft)
        return draft.key

    def _key(self, draft: Draft) -> Hashable | None:
        if number := draft.values.get("id_number"):
            return keyed_hash(number)
        name, born = draft.values.get("name"), draft.values.get("birth_on")
        return (draft.union and draft.union.pk, name, born) if name else None

    def key_of_record(self, record: Member) -> Hashable:
        return record.id_hash or (record.union_id, record.name, record.birth_on)

    def repeated(self, draft: Draft, before: int) -> Fault:
        name = "id_number" if draft.values.get("id_number") else "name"
        what = "身份证号" if name == "id_number" else "姓名和出生日期"
        shown = self.shown(name, draft.values[name])
        message = f"{what}与第{before}行相同，{draft.kept_beside(before)}，请核对。"
        return Fault(draft.number, name, shown, message)

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        """By ID number wherever the person is on file, else within the union."""
        keys = {draft.number: self.key_of(draft) for draft in drafts}
        unnumbered = {d.union.pk for d in drafts if d.union and not isinstance(keys[d.number], str)}
        here = self.rows().filter(union__in=unnumbered, id_hash=None)
        found: dict[Hashable, Any] = {}
        for member in here:
            key = self.key_of_record(member)
            found[key] = None if key in found else member  # of two alike it may be either
        for some in batches(sorted({key for key in keys.values() if isinstance(key, str)})):
            rows = Member.objects.filter(id_hash__in=some)
            found.update({member.id_hash: member for member in rows})
        prefetch_related_objects([*filter(None, found.values())], "union")  # each union once
        return found

    def for_export(self, rows: Any) -> Any:
        """Plain rows instead of instances, which take twice the time: there may be 100,000."""
        unions = Union.objects.filter(pk__in=rows.order_by().values("union_id"))
        self._union_names = dict(unions.values_list("pk", "name"))
        own = [declared.attribute for declared in self.fields.values() if declared.attribute]
        spell = ("joined_day", "joined_precision", "spell_kind")
        plain = rows.select_related(None).with_spells_on(today())
        return plain.values_list("pk", "union_id", *own, *spell, named=True)

    def union_name(self, record: Any) -> str | None:
        return self._union_names.get(record.union_id)

    def export_joined_on(self, record: Any) -> PartialDate:
        return _partial(record.joined_day, record.joined_precision)

    def export_status(self, record: Any) -> str:
        return record.spell_kind or member_cells.LEFT

    def look_up(self, records: Any) -> None:
        self._spells = self._first_spells(records)

    def _first_spells(self, members: Any) -> dict[int, list[Membership]]:
        spells: dict[int, list[Membership]] = {}
        for some in batches([member.pk for member in members]):
            for spell in Membership.objects.filter(member__in=some):
                spells.setdefault(spell.member_id, []).append(spell)
        return spells

    def assemble(self, draft: Draft, stored: Any) -> None:
        if stored is not None and stored.union_id != getattr(draft.union, "pk", None):
            self._take_over(draft, stored)
            return
        told = draft.values
        spell = {name: told.pop(name) for name in SPELL if name in told}
        super().assemble(draft, stored)
        add_spell(draft, self._spells.get(draft.record.pk, []) if stored else [], spell)
        # The record holds them now; a town has thousands of members, and the key tells who it is.
        draft.values = {name: told[name] for name in KEYS if name in told}

    def _take_over(self, draft: Draft, stored: Member) -> None:
        """A 入会时间 that is not the day of the transfer tells when the person first joined."""
        if refused := Arrivals(self.assumed, self._spells).judge(draft, stored):
            draft.faults.append(self._elsewhere(draft, refused))
            return
        spell = {name: draft.values.pop(name) for name in SPELL if name in draft.values}
        super().assemble(draft, stored)
        if (transfer := draft.transfer) is not None:
            draft.changes.append(moved(transfer))
            if (joined := spell.get("joined_on")) and joined.day == transfer.day:
                del spell["joined_on"]
            add_spell(draft, self._spells.get(stored.pk, []), spell)

    def _elsewhere(self, draft: Draft, message: str) -> Fault:
        """At the cell that tells of the other union: its own, or the ID number."""
        if draft.pk is not None:
            return Fault(draft.number, "union", draft.union_told, message)
        shown = self.shown("id_number", draft.values["id_number"])
        return Fault(draft.number, "id_number", shown, message)

    def is_ours(self, record: Member | None) -> bool:
        """ID numbers are known all over the county; of another town's people nothing is told."""
        return record is not None and record.union.is_within(self.assumed.root)

    def taken(self, draft: Draft, other: Member) -> Fault:
        if self.is_ours(other):
            return super().taken(draft, other)
        shown = self.shown("id_number", draft.values["id_number"])
        return Fault(draft.number, "id_number", shown, outside(self.assumed.root))

    def settle_elsewhere(self, draft: Draft, record: Member) -> None:
        """Another union of the town beside a 台账编号 is where the person went."""
        try:
            draft.union = self.assumed.directory.find(draft.union_told)
        except ValidationError as error:
            fault = Fault(draft.number, "union", draft.union_told, error.messages[0])
            draft.faults.append(fault)

    def new(self, draft: Draft) -> Member:
        member = Member.blank()
        member.union_id = draft.union.pk  # type: ignore[union-attr]  # settled by now
        if "sex" not in draft.values and (number := draft.values.get("id_number")):
            member.sex = sex_of(number)
        return member

    def in_words(self, draft: Draft) -> list[tuple[str, str]]:
        spell = told_of(draft.parts[0]) if draft.parts else {}
        columns = ((self.fields[name], value) for name, value in spell.items())
        shown = [(column.column_name, column.widget.show(value)) for column, value in columns]
        return [*super().in_words(draft), *shown]

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        told = [*told_of_shared(drafts), *odd_names(names_to_store(drafts))]
        young = [f"第{d.number}行“{d.record.name}”" for d in drafts if _was_too_young(d)]
        return [*told, *([f"{few_of(young)}{TOO_YOUNG}，请先核对。"] if young else [])]

    def prepare(self, drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            draft.record.prepare()

    def save(self, drafts: Sequence[Draft]) -> None:
        super().save(drafts)
        spells = [spell for draft in drafts for spell in draft.parts]
        for spell in spells:
            spell.sign(self.assumed.user)
        Membership.objects.all().save_together(spells)
        move_arrivals(drafts, self.assumed)


def _was_too_young(draft: Draft) -> bool:
    return not draft.faults and any(draft.record.was_too_young(s.from_on) for s in draft.parts)


_partial = lru_cache(maxsize=20_000)(PartialDate)  # a town joined on some thousand days

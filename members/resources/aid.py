"""Hardship files and the payments out of them (D9-23/24)."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar

from members.models import AidCase, Member
from members.resources.number_owners import are_alike, is_same_name, told_of_shared
from unions.batches import batches
from unions.crypto import keyed_hash
from unions.importing.doubts import names_to_store, odd_names
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import SheetField, column
from unions.importing.widgets import ChoiceWidget, IdNumberWidget, PhoneWidget, SexWidget

__all__ = ["AidCaseResource", "PersonResource", "person_columns", "prepare_cases"]

Category, Cause = AidCase.Category, AidCase.Cause
OLDER_CATEGORIES = {
    "低保户": Category.DEEP,
    "低保边缘户": Category.RELATIVE,
    "意外致困户": Category.ACCIDENTAL,
    "特困": Category.DEEP,
}
OLDER_CAUSES = {
    "意外灾害": Cause.ACCIDENT,
    "本人大病": Cause.ILLNESS,
    "家属大病": Cause.ILLNESS,
    "大病": Cause.ILLNESS,
    "患病": Cause.ILLNESS,
    "残疾": Cause.NO_ABILITY,
    "下岗": Cause.LAID_OFF,
    "失业": Cause.LAID_OFF,
    "灾害": Cause.DISASTER,
    "助学": Cause.SCHOOL,
}


ONE_OF = "台账里叫“{}”的档案没有填身份证号，看不出是不是这个人。请先到那份档案上补填身份证号。"
SEVERAL = "这家工会有几份叫“{}”的档案，请填身份证号。"
OTHERS = "身份证号是{owner}的，这一行写的是{name}。请核对号码和姓名。"
KEPT = "“{}”的困难职工档案在“{}”，收表不改档案所属的工会。真要改，请到这份档案上改。"


class PersonResource(SheetResource):
    """Rows that name a person by ID number, else by name within the union."""

    union_headings: ClassVar[tuple[str, ...]] = (
        "单位", "工作单位", "所在单位", "所属工会", "工会名称", "企业名称", "单位名称",
    )  # fmt: skip

    class Meta:
        abstract = True

    signs: ClassVar[tuple[str, ...]] = ("name",)
    own_names: ClassVar[tuple[str, ...]] = ("name", "id_number")
    _members: dict[Hashable, Member]
    _shared: Mapping[str, str] = {}  # what to say of numbers beside two names that nobody has

    def tell_other_union(self, draft: Draft, case: AidCase) -> None:
        """Found by ID number: the file stays with the union that keeps it."""
        if draft.pk is None and draft.union is not None and case.union_id != draft.union.pk:
            draft.leave("union", draft.union.name, KEPT.format(case.name, case.union))

    def person(self, draft: Draft) -> Hashable | None:
        if number := draft.values.get("id_number"):
            return keyed_hash(number)
        return self._place(draft)

    def cases(self, drafts: Sequence[Draft]) -> dict[Hashable, AidCase]:
        """Files by ID number with any union of the root, by name with the unions named.

        Where a name alone fits several files nobody guesses: `is_namesake` says so.
        """
        unions = {draft.union.pk for draft in drafts if draft.union}
        rows = AidCase.objects.subtree_of(self.assumed.root).select_related("union").order_by("pk")
        found: dict[Hashable, AidCase] = {}
        named: defaultdict[Hashable, dict[Hashable, AidCase]] = defaultdict(dict)
        for case in rows.filter(union__in=unions):
            named[case.union_id, case.name][case.id_hash or case.pk] = case
        for some in batches(self._hashes(drafts)):
            known = rows.filter(id_hash__in=some)
            last = sorted(known, key=lambda case: (case.union_id in unions, case.pk))
            found.update({case.id_hash: case for case in last})
        meant = self._fitting(drafts, found, named)
        found |= {key: cases[0] for key, cases in meant.items() if len(cases) == 1}
        self._namesakes = {key for key, cases in meant.items() if len(cases) > 1}
        return found

    def _fitting(
        self,
        drafts: Sequence[Draft],
        found: Mapping[Hashable, AidCase],
        named: Mapping[Hashable, Mapping[Hashable, AidCase]],
    ) -> dict[Hashable, list[AidCase]]:
        """Files that people may mean whom no ID number finds: of those without a number.

        Two numbers told beside one name are two people, of whom either may have the file.
        """
        meant: dict[Hashable, list[AidCase]] = {}
        told: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
        for draft in drafts:
            person, place = self.person(draft), self._place(draft)
            if person is None or person in found or place not in named:
                continue
            cases = list(named[place].values())
            if person != place:
                cases = [case for case in cases if not case.id_hash]
                told[place].add(person)
            if cases:
                meant[person] = cases
        for people in (some for some in told.values() if len(some) > 1):
            meant |= {person: meant[person] * 2 for person in people if person in meant}
        return meant

    def _place(self, draft: Draft) -> Hashable | None:
        name = draft.values.get("name")
        return (draft.union.pk, name) if name and draft.union else None

    def _hashes(self, drafts: Sequence[Draft]) -> list[str]:
        return sorted({key for draft in drafts if isinstance(key := self.person(draft), str)})

    def is_namesake(self, draft: Draft) -> bool:
        """Refuses a row that tells too little of whom it means."""
        if draft.pk is not None or self.person(draft) not in self._namesakes:
            return False
        name = draft.values.get("name", "")
        message = (ONE_OF if draft.values.get("id_number") else SEVERAL).format(name)
        draft.faults.append(Fault(draft.number, "name", name, message))
        return True

    def is_of_another(self, draft: Draft, case: AidCase | None) -> bool:
        """Refuses a row whose ID number is somebody else's, by the files or else by the roll."""
        number, name = draft.values.get("id_number"), draft.values.get("name")
        if draft.pk is not None or not number or not name:
            return False
        person = self.person(draft)
        is_filed = case is not None and case.id_hash == person
        owner = case if is_filed else self._members.get(person)
        if owner is None:
            message = self._shared.get(number, "")
        elif self.may_be_called(owner.name, name):
            message = ""
        else:
            message = OTHERS.format(owner=owner.name, name=name)
        if message:
            shown = self.shown("id_number", number)
            draft.faults.append(Fault(draft.number, "id_number", shown, message))
        return bool(message)

    def may_be_called(self, owner: str, name: str) -> bool:
        """Whether the name in the row can be that of the number's owner."""
        return is_same_name(owner, name)

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        return [*told_of_shared(drafts), *odd_names(names_to_store(drafts))]

    def members(self, drafts: Sequence[Draft]) -> dict[Hashable, Member]:
        found: dict[Hashable, Member] = {}
        for some in batches(self._hashes(drafts)):
            rows = Member.objects.subtree_of(self.assumed.root).filter(id_hash__in=some)
            found.update({member.id_hash: member for member in rows})
        return found


def person_columns(category_needed: bool) -> dict[str, SheetField]:
    return {
        "name": column(
            AidCase, "name", "困难职工姓名", "职工姓名", needed=True, example="吴示范"
        ),
        "sex": column(AidCase, "sex", widget=SexWidget()),
        "id_number": column(
            AidCase, "id_number", "身份证号码", "证件号码", widget=IdNumberWidget()
        ),
        "category": column(
            AidCase, "category", "困难类型",
            widget=ChoiceWidget(Category.choices, OLDER_CATEGORIES), needed=category_needed,
        ),
        "cause": column(
            AidCase, "cause", "致困原因", "困难原因",
            widget=ChoiceWidget(Cause.choices, OLDER_CAUSES), needed=category_needed,
        ),
    }  # fmt: skip


class AidCaseResource(PersonResource):
    label = "困难职工档案"
    name, sex, id_number, category, cause = person_columns(category_needed=True).values()
    phone = column(AidCase, "phone", "手机", "移动电话", "电话", widget=PhoneWidget())
    household_size = column(AidCase, "household_size", "家庭人口数", "家庭人数")
    yearly_income = column(AidCase, "yearly_income", "家庭年收入", "年收入")
    consented_on = column(AidCase, "consented_on")
    remark = column(AidCase, "remark", "备注")

    class Meta:
        model = AidCase

    def key_of(self, draft: Draft) -> Hashable | None:
        return self.person(draft)

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        self._members = self.members(drafts)
        return dict(self.cases(drafts))

    def assemble(self, draft: Draft, stored: Any) -> None:
        if self.is_namesake(draft) or self.is_of_another(draft, stored):
            return
        super().assemble(draft, stored)
        self.tell_other_union(draft, draft.record)
        if draft.record.member_id is None:
            draft.record.member = self._members.get(self.person(draft))

    def may_be_called(self, owner: str, name: str) -> bool:
        """A sheet may correct the name; what was changed is listed."""
        return are_alike(owner, name)

    def repeated(self, draft: Draft, before: int) -> Fault:
        return Fault(
            draft.number,
            "name",
            draft.values.get("name", ""),
            f"与第{before}行是同一人，{draft.kept_beside(before)}。",
        )

    def save(self, drafts: Sequence[Draft]) -> None:
        prepare_cases([draft.record for draft in drafts])
        super().save(drafts)


def prepare_cases(cases: Sequence[AidCase]) -> None:
    for case in cases:
        case.prepare()

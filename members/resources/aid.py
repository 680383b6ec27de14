"""Hardship files and the payments out of them (D9-23/24)."""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from members.models import AidCase, AidPayment, AidStep, Member
from unions.crypto import keyed_hash
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.sheet_fields import SheetField, column
from unions.importing.widgets import ChoiceWidget, IdNumberWidget, PhoneWidget, TextWidget
from unions.records import BATCH

__all__ = ["AidCaseResource", "PaymentResource"]

Category, Cause, Source = AidCase.Category, AidCase.Cause, AidPayment.Source
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
SOURCES = {
    "区总工会": Source.COUNTY,
    "县总工会": Source.COUNTY,
    "市总工会": Source.COUNTY,
    "上级": Source.COUNTY,
    "镇": Source.TOWN,
    "街道总工会": Source.TOWN,
    "企业工会": Source.UNION,
    "本单位": Source.UNION,
}
PERSON = ("name", "sex", "id_number", "category", "cause")  # columns of the file, not the payment
UNDECIDED = {"category": Category.RELATIVE, "cause": Cause.OTHER}


class _PersonResource(SheetResource):
    """Rows that name a person by ID number, else by name within the union."""

    union_headings: ClassVar[tuple[str, ...]] = (
        "单位", "工作单位", "所在单位", "所属工会", "工会名称", "企业名称", "单位名称",
    )  # fmt: skip

    class Meta:
        abstract = True

    signs: ClassVar[tuple[str, ...]] = ("name",)

    def person(self, draft: Draft) -> Hashable | None:
        if number := draft.values.get("id_number"):
            return keyed_hash(number)
        name = draft.values.get("name")
        return (draft.union.pk, name) if name and draft.union else None

    def cases(self, drafts: Sequence[Draft]) -> dict[Hashable, AidCase]:
        """Files of the unions named, by ID number and by name."""
        unions = {draft.union.pk for draft in drafts if draft.union}
        rows = AidCase.objects.subtree_of(self.assumed.root).filter(union__in=unions)
        found: dict[Hashable, AidCase] = {}
        for case in rows.select_related("union").order_by("pk"):
            found[(case.union_id, case.name)] = case
            if case.id_hash:
                found[case.id_hash] = case
        return found

    def members(self, drafts: Sequence[Draft]) -> dict[Hashable, Member]:
        hashes = [key for draft in drafts if isinstance(key := self.person(draft), str)]
        found: dict[Hashable, Member] = {}
        for start in range(0, len(hashes), BATCH):
            rows = Member.objects.subtree_of(self.assumed.root)
            some = rows.filter(id_hash__in=hashes[start : start + BATCH])
            found.update({member.id_hash: member for member in some})
        return found


def person_columns(category_needed: bool) -> dict[str, SheetField]:
    return {
        "name": column(
            AidCase, "name", "困难职工姓名", "职工姓名", needed=True, example="吴示范"
        ),
        "sex": column(AidCase, "sex"),
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


class AidCaseResource(_PersonResource):
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
        super().assemble(draft, stored)
        if draft.record.member_id is None:
            draft.record.member = self._members.get(self.person(draft))

    def repeated(self, draft: Draft, before: int) -> Fault:
        return Fault(
            draft.number,
            "name",
            draft.values.get("name", ""),
            f"与第{before}行是同一人，只收前一行。",
        )

    def save(self, drafts: Sequence[Draft]) -> None:
        prepare_cases([draft.record for draft in drafts if draft.is_new])
        super().save(drafts)


class PaymentResource(_PersonResource):
    """A payment to somebody without a file opens the file from the row, marked 待补资料.

    Two equal payments on one day in one file are two payments: the nth of a sheet is the nth
    stored.
    """

    label = "帮扶款"
    name, sex, id_number, category, cause = person_columns(category_needed=False).values()
    paid_on = column(AidPayment, "paid_on", "发放时间", "救助日期", "日期", needed=True)
    source = column(
        AidPayment, "source", "来源", widget=ChoiceWidget(Source.choices, SOURCES), needed=True
    )
    kind = column(AidPayment, "kind", "救助类型", "帮扶类别")
    amount = column(AidPayment, "amount", "救助金额", "金额", "帮扶金额", "救助款", needed=True)
    note = SheetField("note", "说明", TextWidget(), "备注")

    class Meta:
        model = AidPayment

    related: ClassVar[tuple[str, ...]] = ("case__union",)
    register: ClassVar[str] = "帮扶款发放表"
    seen_as: ClassVar[dict[str, tuple[str, ...]]] = {"case": ("name",)}

    def rows(self) -> Any:
        return AidPayment.objects.subtree_of(self.assumed.root)

    def union_of(self, record: AidPayment) -> Any:
        return record.case.union

    def value_of(self, record: AidPayment, name: str) -> Any:
        return super().value_of(record.case if name in PERSON else record, name)

    def _payment(self, draft: Draft) -> tuple[Any, ...]:
        told = draft.values
        return (self.person(draft), told.get("paid_on"), told.get("amount"), told.get("source"))

    def check(self, drafts: Sequence[Draft], columns: Any) -> None:
        self._times: Counter[Hashable] = Counter()
        self._nth: dict[int, int] = {}
        super().check(drafts, columns)

    def key_of(self, draft: Draft) -> Hashable | None:
        payment = self._payment(draft)
        if None in payment:
            return None
        if draft.number not in self._nth:
            self._times[payment] += 1
            self._nth[draft.number] = self._times[payment]
        return (*payment, self._nth[draft.number])

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        self._members = self.members(drafts)
        self._cases = self.cases(drafts)
        people: dict[int, list[Hashable]] = {}
        for person, case in self._cases.items():
            people.setdefault(case.pk, []).append(person)
        found: dict[Hashable, Any] = {}
        times: Counter[Hashable] = Counter()
        for payment in self.rows().filter(case__in=people).order_by("pk"):
            for person in people[payment.case_id]:
                key = (person, payment.paid_on, payment.amount, payment.source)
                times[key] += 1
                found[(*key, times[key])] = payment
        return found

    def new(self, draft: Draft) -> AidPayment:
        person = self.person(draft)
        case = self._cases.get(person) or self._opened(draft)
        if person is not None:
            self._cases[person] = case
        return AidPayment(case=case, kind=AidPayment.Kind.LIVING)

    def _opened(self, draft: Draft) -> AidCase:
        told = {n: draft.values[n] for n in ("name", "sex", "id_number") if n in draft.values}
        decided = {n: draft.values.get(n, default) for n, default in UNDECIDED.items()}
        case = AidCase(union=draft.union, **told, **decided)
        case.member = self._members.get(self.person(draft))
        self.validate(draft, case)
        paid_on = draft.values.get("paid_on", self.assumed.day)
        note = "由帮扶款名册建档，资料待补"
        step = AidStep(case=case, state=AidStep.State.RETURNED, happened_on=paid_on, note=note)
        draft.parts = [case, step]
        return case

    def assemble(self, draft: Draft, stored: Any) -> None:
        """What the row tells of the person opens a file; it changes none that exists."""
        told = dict(draft.values)
        draft.record = stored or self.new(draft)
        own = {
            n: v for n, v in told.items() if n in ("paid_on", "source", "kind", "amount", "note")
        }
        draft.is_new = stored is None
        draft.changes = self.put(draft.record, own)
        if draft.is_new or draft.changes:
            self.validate(draft, draft.record)

    def save(self, drafts: Sequence[Draft]) -> None:
        """Files before their payments."""
        opened = [draft.parts for draft in drafts if draft.parts]
        cases = [case for case, _step in opened]
        for case in cases:
            case.created_by = case.updated_by = self.assumed.user
        prepare_cases(cases)
        AidCase.objects.bulk_create(cases, batch_size=500)
        steps = [step for _case, step in opened]
        for step in steps:
            step.case_id = step.case.pk
        AidStep.objects.bulk_create(steps, batch_size=500)
        for draft in drafts:
            draft.record.case_id = draft.record.case.pk
        super().save(drafts)


def prepare_cases(cases: Sequence[AidCase]) -> None:
    for case in cases:
        case.prepare()

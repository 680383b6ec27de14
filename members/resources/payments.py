"""Payments out of hardship files (D9-24)."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any, ClassVar

from members.models import AidCase, AidPayment, AidStep
from members.resources.aid import PersonResource, person_columns, prepare_cases
from members.resources.number_owners import shared_numbers, told_apart
from unions.importing.doubts import FEW
from unions.importing.drafts import Draft
from unions.importing.headers import heading_key
from unions.importing.sheet_fields import SheetField, column
from unions.importing.widgets import ChoiceWidget, TextWidget

__all__ = ["PaymentResource"]

Category, Cause, Source = AidCase.Category, AidCase.Cause, AidPayment.Source
Kind = AidPayment.Kind
KINDS = {"金秋助学": Kind.STUDY, "助学金": Kind.STUDY, "助学救助": Kind.STUDY}
PURPOSES = ("用途", "事由", "发放事由", "救助事由", "帮扶项目", "救助项目")
TOLD_KINDS = {Kind.STUDY: "助学", Kind.MEDICAL: "医疗"}  # by the title or the purpose
UPPER = (
    "区总工会", "县总工会", "市总工会", "省总工会", "区总", "县总", "市总", "省总", "县级", "区级",
    "上级", "上级拨款", "上级补助", "上级下拨", "上级工会拨款", "县总拨款", "县总工会拨款",
)  # fmt: skip
OF_TOWN = ("镇", "镇总", "镇级", "镇工会", "镇总拨款", "镇总工会拨款", "街道", "街道总工会")
OF_UNION = (
    "企业工会", "本单位", "单位工会", "公司工会", "村工会", "社区工会", "基层", "本单位工会",
    "基层工会自筹", "本单位自筹", "企业自筹", "单位自筹",
)  # fmt: skip
SOURCES = {
    **dict.fromkeys(UPPER, Source.COUNTY),
    **dict.fromkeys(OF_TOWN, Source.TOWN),
    **dict.fromkeys(OF_UNION, Source.UNION),
    **dict.fromkeys(("爱心基金会", "基金"), Source.FUND),
}
UNCLEAR = dict.fromkeys(  # whose depends on who filled it in
    ("本级", "本级工会", "本级自筹", "自筹", "工会自筹"),
    "看不出是镇里的还是基层工会的，请填“镇总工会”或“基层工会”。",
)
PERSON = ("name", "sex", "id_number", "category", "cause")  # columns of the file, not the payment
OPENS = "还没有困难职工档案，同时按这一行建立，标为待补资料。"
IN_FILE = "收帮扶款不改困难职工档案，“{}”的档案里仍是{}。真要改，请到这份档案上改。"
TWICE = (
    "第{rows}行和另一笔相同（同一个人、同一天、同样的金额和来源），会另存一笔。"
    "如果是填重了，请删去再收。"
)
UNDECIDED = {"category": Category.RELATIVE, "cause": Cause.OTHER}


class PaymentResource(PersonResource):
    """A payment to somebody without a file opens the file from the row, marked 待补资料.

    Two equal payments on one day in one file are two payments: the nth of a sheet is the nth
    stored.
    """

    label = "帮扶款"
    name, sex, id_number, category, cause = person_columns(category_needed=False).values()
    paid_on = column(AidPayment, "paid_on", "发放时间", "救助日期", "日期", needed=True)
    source = column(
        AidPayment, "source", "来源",
        widget=ChoiceWidget(Source.choices, SOURCES, UNCLEAR), needed=True,
    )  # fmt: skip
    kind = column(
        AidPayment, "kind", "救助类型", "帮扶类别", "救助类别",
        widget=ChoiceWidget(Kind.choices, KINDS),
    )  # fmt: skip
    amount = column(AidPayment, "amount", "救助金额", "金额", "帮扶金额", "救助款", needed=True)
    note = SheetField("note", "说明", TextWidget(), "备注", *PURPOSES)

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
        self._has_kinds = any(place.name == "kind" for place in columns)
        self._has_purpose = any(
            place.name == "note" and heading_key(place.heading) in PURPOSES for place in columns
        )
        self._times: Counter[Hashable] = Counter()
        self._nth: dict[int, int] = {}
        super().check(drafts, columns)

    def refuse_strangers(self, drafts: Iterable[Draft], numbered: Mapping[int, Any]) -> None:
        """A number beside two names pays neither, unless file or roll tells whose it is."""
        super().refuse_strangers(drafts, numbered)
        self._shared = {n: told_apart(rows) for n, rows in shared_numbers(drafts).items()}

    def key_of(self, draft: Draft) -> Hashable | None:
        payment = self._payment(draft)
        if None in payment:
            return None
        if draft.number not in self._nth:
            self._times[payment] += 1
            self._nth[draft.number] = self._times[payment]
        return (*payment, self._nth[draft.number])

    def slips(self, drafts: Sequence[Draft]) -> list[str]:
        told = super().slips([draft for draft in drafts if draft.parts])  # whose file it opens
        fresh = [draft for draft in drafts if draft.is_new and not draft.faults]
        large = [f"第{d.number}行：{told}" for d in fresh for told in d.record.warnings()]
        told += [*large[:FEW], *([f"另有{len(large) - FEW}行也是。"] if len(large) > FEW else [])]
        twice = [d.number for d in drafts if d.is_new and self._nth.get(d.number, 1) > 1]
        if not twice:
            return told
        rows = "、".join(map(str, twice[:10]))
        return [*told, TWICE.format(rows=f"{rows}{'等' if len(twice) > 10 else ''}")]

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        self._members = self.members(drafts)
        self._cases = self.cases(drafts)
        people: dict[int, list[Hashable]] = {}
        for person, case in self._cases.items():
            people.setdefault(case.pk, []).append(person)
        found: dict[Hashable, Any] = {}
        times: Counter[Hashable] = Counter()
        rows = self.rows().select_related("case__union")
        for payment in rows.filter(case__in=people).order_by("pk"):
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
        return AidPayment(case=case, kind=self._kind_told(draft) or Kind.LIVING)

    def _kind_told(self, draft: Draft) -> str | None:
        """Without a column of kinds by what the payment is for, else by the title."""
        purpose = draft.values.get("note") if self._has_purpose else None
        texts = () if self._has_kinds else (purpose, self.assumed.title)
        named = ([k for k, word in TOLD_KINDS.items() if word in (text or "")] for text in texts)
        return next((kinds[0] for kinds in named if len(kinds) == 1), None)

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
        if self.is_namesake(draft) or self.is_of_another(
            draft, self._cases.get(self.person(draft))
        ):
            return
        told = dict(draft.values)
        draft.record = stored or self.new(draft)
        if not draft.parts:
            self._leave_in_file(draft, draft.record.case)
        own = {
            n: v for n, v in told.items() if n in ("paid_on", "source", "kind", "amount", "note")
        }
        draft.is_new = stored is None
        draft.changes = self.put(draft.record, own)
        if draft.is_new or draft.changes:
            self.validate(draft, draft.record)

    def call(self, record: AidPayment) -> str:
        return f"{record.case.name} {record}"

    def in_words(self, draft: Draft) -> list[tuple[str, str]]:
        """Of a person with a file only the name: the rest stands there and is not brought in."""
        told = {"name"} if not draft.parts else set(PERSON)
        names = [name for name in self.fields if name in told or name not in PERSON]
        said = {*draft.values, *(["kind"] if self._kind_told(draft) else [])}
        return self.words_of(draft.record, names, said)

    def besides(self, draft: Draft) -> str:
        return OPENS if draft.parts else ""

    def _leave_in_file(self, draft: Draft, case: AidCase) -> None:
        self.tell_other_union(draft, case)
        for name in PERSON:
            told, kept = draft.values.get(name), getattr(case, name)
            if told is not None and told != kept:
                show = self.fields[name].widget.show
                draft.leave(name, show(told), IN_FILE.format(case.name, show(kept) or "空的"))

    def save(self, drafts: Sequence[Draft]) -> None:
        """Files before their payments."""
        opened = [draft.parts for draft in drafts if draft.parts]
        cases = [case for case, _step in opened]
        for case in cases:
            case.sign(self.assumed.user)
        prepare_cases(cases)
        AidCase.objects.all().save_together(cases)
        AidStep.objects.bulk_create([step for _case, step in opened], batch_size=500)
        super().save(drafts)

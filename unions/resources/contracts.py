"""Collective contracts with the employers they cover (D9-17/18)."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, ClassVar

from unions.batches import batches
from unions.dates import display_date
from unions.importing.drafts import Draft, Fault
from unions.importing.resources import SheetResource
from unions.importing.second_keys import SecondKeys
from unions.importing.sheet_fields import SheetField, column
from unions.importing.terms import FirstDayWidget, Span, TermWidget
from unions.importing.widgets import ChoiceWidget
from unions.models import CollectiveContract, ContractCoverage, Employer

__all__ = ["ContractResource"]

Kind, Action = CollectiveContract.Kind, CollectiveContract.Action
OLDER_NAMES = {
    "集体合同": Kind.COMPREHENSIVE,
    "综合": Kind.COMPREHENSIVE,
    "工资专项集体合同": Kind.WAGE,
    "工资集体协议": Kind.WAGE,
    "工资协议": Kind.WAGE,
    "工资专项": Kind.WAGE,
    "女职工权益保护专项集体合同": Kind.WOMEN,
    "女职工专项集体合同": Kind.WOMEN,
    "女职工专项": Kind.WOMEN,
    "女职工特殊保护专项合同": Kind.WOMEN,
    "女职工特殊保护专项集体合同": Kind.WOMEN,
    "女职工特殊权益保护专项集体合同": Kind.WOMEN,
    "劳动安全卫生专项集体合同": Kind.SAFETY,
    "安全卫生专项": Kind.SAFETY,
    "劳动安全专项集体合同": Kind.SAFETY,
    "劳动安全专项合同": Kind.SAFETY,
}
ACTIONS = {"首签": Action.NEW, "首次签订": Action.NEW, "续订": Action.RENEWAL}
REGIONAL = "说的是范围。合同类别请填“综合集体合同”，另加一列“范围”填“{}”。"
BOTH = "是两份合同。请分成两行，一行填“综合集体合同”，一行填“工资专项协议”。"
UNCLEAR = {
    "区域性集体合同": REGIONAL.format("区域性"),
    "区域集体合同": REGIONAL.format("区域性"),
    "行业性集体合同": REGIONAL.format("行业性"),
    "行业集体合同": REGIONAL.format("行业性"),
    "集体合同+工资专项": BOTH,
    "集体合同和工资专项": BOTH,
    "集体合同、工资专项": BOTH,
}


NO_START = "没有写签订或生效日期，算不出终止日期，这一格没有收。请填终止日期。"
OTHER_START = "和生效日期对不上，按生效日期收。请核对。"
OTHER_TERM = "和终止日期对不上，按终止日期{}收。请核对。"


class ContractResource(SecondKeys, SheetResource):
    """The same contract by its number; where one has none by union, kind and day of signing."""

    label = "集体合同"
    number_column: ClassVar[str] = "number"
    signs: ClassVar[tuple[str, ...]] = ("kind", "signed_on")
    filled_from: ClassVar[Mapping[str, tuple[str, ...]]] = {"expires_on": ("years", "signed_on")}
    own_names: ClassVar[tuple[str, ...]] = ("number",)
    number = column(CollectiveContract, "number", "编号")
    kind = column(
        CollectiveContract, "kind", "合同类型", "合同种类", "类别", "类型",
        widget=ChoiceWidget(Kind.choices, OLDER_NAMES, UNCLEAR), needed=True,
    )  # fmt: skip
    scope = column(CollectiveContract, "scope", "合同范围")
    action = column(
        CollectiveContract, "action", "新签/续签", "新签续签", "签订方式", "签订形式", "签约方式",
        "签约形式", widget=ChoiceWidget(Action.choices, ACTIONS),
    )  # fmt: skip
    signed_on = column(
        CollectiveContract, "signed_on", "签订时间", "签约日期",
        widget=FirstDayWidget(), needed=True,
    )  # fmt: skip
    effective_on = column(CollectiveContract, "effective_on", "生效时间")
    expires_on = column(
        CollectiveContract, "expires_on", "终止日期", "有效期至", "期满日期", "到期日", "到期时间"
    )
    years = SheetField(
        "", "期限（年）", TermWidget(), "期限", "期限（月）", "合同期限", "有效期", "有效期限",
        "合同有效期",
    )  # fmt: skip
    filed_on = column(CollectiveContract, "filed_on", "备案日期", "报备日期")
    receipt_no = column(CollectiveContract, "receipt_no", "回执号")
    covered_staff = column(
        CollectiveContract, "covered_staff", "覆盖职工数", "覆盖职工人数", "覆盖人数", "涉及职工"
    )
    remark = column(CollectiveContract, "remark")

    class Meta:
        model = CollectiveContract

    def read(self, *row: object) -> Draft:
        """A term becomes the day on which the contract ends; so does the second of two days."""
        draft: Draft = super().read(*row)  # type: ignore[arg-type]
        told = draft.values
        signed, term = told.get("signed_on"), told.pop("years", None)
        if isinstance(signed, Span):
            told["signed_on"] = signed.start
            _end(draft, "signed_on", signed.end)
        if isinstance(term, Span):
            if told.setdefault("effective_on", term.start) != term.start:
                draft.leave("years", display_date(term.start), OTHER_START)
            _end(draft, "years", term.end)
        elif term:
            self._take_term(draft, term)
        return draft

    def _take_term(self, draft: Draft, months: int) -> None:
        """Where the row tells the end as well, a day more or less is the same term."""
        told = draft.values
        shown = f"{months // 12}年" if months % 12 == 0 else f"{months}个月"
        start = told.get("effective_on") or told.get("signed_on")
        if start is None:
            draft.leave("years", shown, NO_START)
            return
        by_term = _months_after(start, months) - timedelta(days=1)
        if abs(told.setdefault("expires_on", by_term) - by_term) > timedelta(days=1):
            draft.leave("years", shown, OTHER_TERM.format(display_date(told["expires_on"])))

    def key_of(self, draft: Draft) -> Hashable | None:
        return self._key(draft.union, draft.values.get)

    def key_of_record(self, record: CollectiveContract) -> Hashable:
        return self._key(record.union, lambda name: getattr(record, name))

    def _key(self, union: Any, told: Any) -> Hashable | None:
        if number := told("number"):
            return (union.pk, number)
        key = (union.pk, told("kind"), told("signed_on"))
        return None if None in key else key

    def stored(self, drafts: Sequence[Draft]) -> dict[Hashable, Any]:
        """Of two without number on one day a row may mean either."""
        unions = {draft.union.pk for draft in drafts if draft.union}
        found: dict[Hashable, Any] = {}
        for record in self.rows().filter(union__in=unions):
            key = self.key_of_record(record)
            found[key] = None if key in found and not record.number else record
        return found

    def place_of(self, draft: Draft) -> Hashable | None:
        kind, day = draft.values.get("kind"), draft.values.get("signed_on")
        return (draft.union.pk, kind, day) if kind and day and draft.union else None

    def place_of_record(self, record: CollectiveContract) -> Hashable:
        return (record.union_id, record.kind, record.signed_on)

    def like(self, drafts: Sequence[Draft]) -> Iterator[CollectiveContract]:
        unions = {draft.union.pk for draft in drafts if draft.union}
        for some in batches(sorted({draft.values["signed_on"] for draft in drafts})):
            yield from self.rows().filter(union__in=unions, signed_on__in=some)

    def fits(self, draft: Draft, record: CollectiveContract) -> bool:
        return not (draft.values.get("number") and record.number)

    def rows(self) -> Any:
        return super().rows().select_related("union")

    def _key_words(self) -> str:
        return "合同编号，或工会、类别和签订日期"

    def save(self, drafts: Sequence[Draft]) -> None:
        """A new contract of a union with one employer covers that employer."""
        super().save(drafts)
        fresh = [draft.record for draft in drafts if draft.is_new]
        single = self._only_employers({record.union_id for record in fresh})
        ContractCoverage.objects.bulk_create(
            ContractCoverage(contract=record, employer_id=single[record.union_id])
            for record in fresh
            if record.union_id in single
        )

    def _only_employers(self, unions: set[int]) -> dict[int, int]:
        rows = Employer.objects.filter(union__in=unions).values_list("union_id", "pk")
        found: dict[int, list[int]] = defaultdict(list)
        for union, employer in rows:
            found[union].append(employer)
        return {union: employers[0] for union, employers in found.items() if len(employers) == 1}


def _end(draft: Draft, column: str, day: date) -> None:
    """Taken as 到期日期 unless that column tells another day."""
    if (told := draft.values.setdefault("expires_on", day)) != day:
        message = (
            f"这里写到{display_date(day)}为止，到期日期却是{display_date(told)}。"
            "请核对，只留对的那一个。"
        )
        draft.faults.append(Fault(draft.number, column, display_date(day), message))


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

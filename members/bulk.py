"""Bulk actions on the lists of members and unions: what they ask, refuse and do."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from members import consequences
from members.ending import upper_unions, why_not_dissolve, why_not_merge
from members.merging import dissolve, merge, name_after
from members.models import Member, Membership
from members.moving import Movement, move_all, obstacles
from unions.admin.bulk import BulkAction, BulkForm, Consequence, Plan, Refusal
from unions.admin.choices import ChoiceField
from unions.clock import today
from unions.date_forms import ChineseDateFormField
from unions.fields import CleanLineFormField
from unions.models import Union, User

__all__ = ["DissolveUnions", "MergeUnions", "TransferMembers"]

NOT_YOURS = {"invalid_choice": "所选的工会不在您的管理范围内，请重新选择。"}
FIND = "输入名称、拼音首字母或编号查找。"


class _DayForm(BulkForm):
    """Any movement has a day, as a rule today, never a later one."""

    day = ChineseDateFormField(label="日期", initial=today)

    def clean_day(self) -> Any:
        if self.cleaned_data["day"] > today():
            raise ValidationError("日期晚于今天，请核对日期。")
        return self.cleaned_data["day"]

    def _offer(self, name: str) -> None:
        """Standing unions whose records the user may change."""
        field: Any = self.fields[name]
        field.queryset = Union.objects.visible_to(self.user, "change").filter(dissolved_on=None)


class TransferForm(_DayForm):
    to = ChoiceField(Member.union, label="转入工会", help_text=FIND, error_messages=NOT_YOURS)
    note = CleanLineFormField(
        label="原因", required=False, max_length=100, help_text="如：车间搬迁。记入修改记录。"
    )
    field_order = ("to", "day", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("to")


class TransferMembers(BulkAction):
    title = "批量转移会员"
    lead = "会籍从这一天起算到转入的工会；办错了可以再转回来。"
    form = TransferForm

    def plan(self, rows: list[Any], asked: dict[str, Any], user: User) -> Plan:
        movement = Movement.transfer(asked["to"], asked["day"])
        stuck = obstacles([member.pk for member in rows], movement)
        moving = [member for member in rows if member.pk not in stuck]

        def carry_out() -> str:
            count = move_all(moving, movement, by=user, note=asked["note"])
            return f"已把{count}名会员转到“{asked['to']}”。"

        then = f"{asked['day']:%Y-%m-%d}转入“{asked['to']}”，原会籍到这一天为止。"
        return Plan(
            moving,
            carry_out,
            [Refusal(f"{m}（{m.union}）", stuck[m.pk]) for m in rows if m.pk in stuck],
            [Consequence("会员", f"{len(moving)}人", then)],
        )


class DissolveForm(_DayForm):
    TRANSFER, RETAIN, LEAVE = "transfer", "retain", "leave"
    fate = forms.ChoiceField(
        label="会员怎么办",
        widget=forms.RadioSelect,
        choices=(
            (TRANSFER, "转到另一家工会"),
            (RETAIN, "会籍保留，由上级工会保留"),
            (LEAVE, "离会（离开本地）"),
        ),
    )
    to = ChoiceField(
        Member.union,
        label="转入工会",
        required=False,
        help_text=f"只在选“转到另一家工会”时填写；{FIND}",
        error_messages=NOT_YOURS,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("to")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        to = cleaned.get("to")
        if cleaned.get("fate") == self.TRANSFER and not to and "to" not in self.errors:
            self.add_error("to", "请选择会员转入的工会。")
        if to and to.pk in {union.pk for union in self.rows}:
            self.add_error("to", "这家工会也在撤销之列，请另选转入的工会。")
        if cleaned.get("fate") == self.RETAIN and (names := self._out_of_reach()):
            fault = f"上级工会（{names}）不在您的管理范围内，请改选别的办法，或请上级办理。"
            self.add_error("fate", fault)
        return cleaned

    def _out_of_reach(self) -> str:
        """Upper unions on whose rolls the user may put nobody."""
        rows = [union for union in self.rows if union.kind not in Union.FEDERATIONS]
        uppers = upper_unions(rows)
        names = {upper.pk: upper.name for upper in uppers.values()}
        mine = Union.objects.visible_to(self.user, "change").filter(pk__in=list(names))
        reached = set(mine.values_list("pk", flat=True))
        far = [name for key, name in names.items() if key not in reached]
        return "、".join([*far, *(f"{one}没有上级" for one in rows if one.pk not in uppers)])


class DissolveUnions(BulkAction):
    title = "撤销工会"
    lead = "撤销的工会不会删除，往年的数不变；从撤销那天起不再计入现有工会。下一步先看会影响什么。"
    form = DissolveForm

    def plan(self, rows: list[Any], asked: dict[str, Any], user: User) -> Plan:
        day = asked["day"]
        going, refused = _sorted_out(rows, why_not_dissolve(rows, day))
        movements, fate = _fate(asked, going)

        def carry_out() -> str:
            dissolve(going, day, movements, by=user)
            return f"已撤销{len(going)}家工会：{_some(going)}。"

        if not going:
            return Plan(going, carry_out, refused)
        follows = [
            consequences.ending(going, f"：{day:%Y-%m-%d}撤销。"),
            *consequences.of_dissolving(consequences.Counts.of(going, day), fate),
        ]
        return Plan(going, carry_out, refused, follows)


def _fate(asked: dict[str, Any], going: list[Union]) -> tuple[dict[int, Movement], str]:
    """What becomes of the members, by key of their union, and the sentence that tells it.

    Of a closed unit the upper union retains them (会籍管理办法): nobody stays where no union is.
    """
    day, fate, keys = asked["day"], asked["fate"], [union.pk for union in going]
    if fate == DissolveForm.TRANSFER:
        movement = Movement.transfer(asked["to"], day)
        return dict.fromkeys(keys, movement), f"当天转入“{asked['to']}”。"
    if fate == DissolveForm.RETAIN:
        uppers = upper_unions(going)
        names = "、".join(dict.fromkeys(f"“{upper}”" for upper in uppers.values()))
        told = f"当天转为会籍保留，由{names}保留，不再计入会员数；以后可以逐人恢复或转移。"
        return {key: Movement.retain(upper, day) for key, upper in uppers.items()}, told
    movement = Movement.leave(day, Membership.End.DEPARTED)
    return dict.fromkeys(keys, movement), "会籍当天终止，止因是离开本地。"


class MergeForm(_DayForm):
    survivor = ChoiceField(
        Member.union,
        label="并入哪家工会",
        help_text=f"合并后保留的工会；也可以是所选中的一家。{FIND}",
        error_messages=NOT_YOURS,
    )
    new_name = CleanLineFormField(
        label="合并后的新名称",
        required=False,
        max_length=100,
        help_text="名称不变就不填。原来的名称记入曾用名。",
    )
    field_order = ("survivor", "day", "new_name")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("survivor")

    def clean_survivor(self) -> Union:
        survivor: Union = self.cleaned_data["survivor"]
        if survivor.kind in Union.FEDERATIONS:
            raise ValidationError("不能并入总工会，请选择一家基层工会。")
        return survivor

    def clean(self) -> dict[str, Any]:
        """The name of one that is merged may go on; that of any other sibling is taken."""
        cleaned: dict[str, Any] = super().clean() or {}
        survivor, name = cleaned.get("survivor"), cleaned.get("new_name")
        if survivor and name:
            others = Union.objects.exclude(pk__in=[survivor.pk, *(row.pk for row in self.rows)])
            if other := others.filter(parent=survivor.parent_id, name=name).first():
                state = "，已撤销" if other.dissolved_on else ""
                fault = f"同一上级下已有“{name}”（{other.code}{state}），请另取名称。"
                self.add_error("new_name", fault)
        return cleaned


class MergeUnions(BulkAction):
    title = "合并工会"
    lead = "所选的工会并入一家，自己撤销。下一步先看会影响什么。"
    form = MergeForm

    def plan(self, rows: list[Any], asked: dict[str, Any], user: User) -> Plan:
        day, survivor = asked["day"], asked["survivor"]
        others = [union for union in rows if union.pk != survivor.pk]
        going, refused = _sorted_out(others, why_not_merge(others, survivor, day))
        name = asked["new_name"] or survivor.name
        apart = [after for one in going if (after := name_after(one, name, day)) != one.name]

        def carry_out() -> str:
            merge(going, survivor, day, new_name=asked["new_name"], by=user)
            return f"已把{_some(going)}并入“{survivor}”。"

        if not going:
            return Plan(going, carry_out, refused)
        follows = [
            consequences.ending(going, f"：并入“{survivor}”，{day:%Y-%m-%d}撤销。"),
            *consequences.of_merging(consequences.Counts.of(going, day), survivor, apart),
        ]
        return Plan(going, carry_out, refused, follows)


def _sorted_out(unions: list[Union], reasons: dict[int, str]) -> tuple[list[Union], list[Refusal]]:
    refused = [Refusal(str(one), reasons[one.pk]) for one in unions if one.pk in reasons]
    return [union for union in unions if union.pk not in reasons], refused


def _some(unions: list[Union]) -> str:
    names = "、".join(union.name for union in unions[:5])
    return names if len(unions) <= 5 else f"{names}等{len(unions)}家工会"

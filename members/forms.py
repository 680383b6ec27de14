"""Forms of people: masked numbers, joining, movements, search by ID number, disclosure."""

import re
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from members import actions
from members.models import Disclosure, Member, Membership
from unions.admin.choices import ChoiceField
from unions.admin.display import masked
from unions.clock import today
from unions.date_forms import ChineseDateFormField, PartialDateFormField
from unions.dates import PartialDate
from unions.fields import CleanLineFormField, EncryptedField
from unions.forms import RecordForm, word_required
from unions.models import Union, User
from unions.validators import clean_id_number

if TYPE_CHECKING:
    _DisclosureForm = forms.ModelForm[Disclosure]
else:
    _DisclosureForm = forms.ModelForm

WHOLE_MASK = re.compile(r".{6}\*{12}|.{3}\*{4}.{4}|\*+.{2}")  # as unions.validators makes them

__all__ = ["DisclosureForm", "FindForm", "JoinForm", "MovementForm", "NumbersForm", "PersonForm"]


class MaskedFormField(CleanLineFormField):
    """Shows a stored number masked; submitted unchanged, the stored one stays.

    ``column`` decides the mask, ``stored`` is the number in the record ("" in a new one), and
    ``open`` shows it in full.
    """

    def __init__(self, *, column: str, stored: str, is_open: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stored, self.is_open = stored, is_open
        self.mask = masked(column, stored) if stored else ""

    def prepare_value(self, value: Any) -> Any:
        return self.mask if value == self.stored and not self.is_open else value

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return self.stored if self._is_mask(typed) else typed

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, self.stored if self._is_mask(data) else data)

    def _is_mask(self, typed: Any) -> bool:
        """Any whole mask: a page may show that of an older number (the conflict page tells)."""
        return bool(self.stored and WHOLE_MASK.fullmatch(typed or ""))


class PersonForm(RecordForm):
    """A record with personal numbers; ``is_open`` while a disclosure runs."""

    is_open: ClassVar[bool] = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self._meta.model._meta.fields:
            if isinstance(field, EncryptedField) and field.name in self.fields:
                self.fields[field.name] = self._masked(field.name, self.fields[field.name])

    def _masked(self, name: str, field: forms.Field) -> MaskedFormField:
        return MaskedFormField(
            column=name,
            stored=getattr(self.instance, name) or "",
            is_open=self.is_open,
            required=field.required,
            label=field.label,
            help_text=field.help_text,
            widget=field.widget,
        )


class _PlainForm(forms.Form):
    """An own form; labels without the colon, as everywhere in the shell."""

    required_css_class = "required"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        word_required(self.fields)


class JoinForm(PersonForm):
    """A new member with the day of joining, from which the first spell is made."""

    joined_on = PartialDateFormField(
        label="入会日期", help_text="批准入会的日期，自这一天起计入会员数；不知道的填“不详”。"
    )

    def clean_joined_on(self) -> PartialDate:
        joined: PartialDate = self.cleaned_data["joined_on"]
        return joined

    def _post_clean(self) -> None:
        """Only now the birth date is known, which may have come out of the ID number."""
        super()._post_clean()  # type: ignore[misc]
        joined = self.cleaned_data.get("joined_on")
        if joined and (fault := self.instance.before_birth(joined.day)):  # type: ignore[attr-defined]
            self.add_error("joined_on", fault)


class MovementForm(_PlainForm):
    """办理会籍变动 of one member."""

    TRANSFER, RETAIN, RESUME = "transfer", "retain", "resume"
    LEAVING = (Membership.End.WITHDRAWN, Membership.End.DEATH, Membership.End.DEPARTED)
    CHOICES = (
        (TRANSFER, "转到别的工会"),
        (RETAIN, "会籍保留"),
        (RESUME, "恢复会籍"),
        *((reason.value, reason.label) for reason in LEAVING),
    )

    movement = forms.ChoiceField(label="办理事项", choices=CHOICES, widget=forms.RadioSelect)
    day = ChineseDateFormField(label="日期", help_text="自这一天起按新的会籍计算。")
    to = ChoiceField(
        Member.union,
        label="转入工会",
        required=False,
        help_text="只在转到别的工会时填写；输入名称、拼音首字母或编号查找。",
        error_messages={"invalid_choice": "所选的工会不在您的管理范围内，请重新选择。"},
    )

    def __init__(self, *args: Any, member: Member, user: User, **kwargs: Any) -> None:
        super().__init__(*args, initial={"day": today()}, **kwargs)
        self.member, self.user = member, user
        field: Any = self.fields["to"]
        field.queryset = Union.objects.visible_to(user, "change").exclude(pk=member.union_id)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        nowhere = not cleaned.get("to") and "to" not in self.errors
        if nowhere and cleaned.get("movement") == self.TRANSFER:
            self.add_error("to", "请选择转入的工会。")
        return cleaned

    def carry_out(self) -> bool:
        """Makes the movement; what the record refuses becomes an error of the form."""
        try:
            self._act(self.cleaned_data["movement"], self.cleaned_data["day"])
        except ValidationError as error:
            self.add_error(None, error)
        return not self.errors

    def _act(self, movement: str, day: date) -> None:
        if movement == self.TRANSFER:
            actions.transfer(self.member, self.cleaned_data["to"], day, by=self.user)
        elif movement == self.RETAIN:
            actions.retain(self.member, day, by=self.user)
        elif movement == self.RESUME:
            actions.resume(self.member, day, by=self.user)
        else:
            actions.leave(self.member, day, movement, by=self.user)


class FindForm(_PlainForm):
    """Exact search; posted, so that the number stands in no address and no log."""

    id_number = CleanLineFormField(
        label="身份证号",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    def clean_id_number(self) -> str:
        return clean_id_number(self.cleaned_data["id_number"])


class DisclosureForm(_DisclosureForm):
    """Why full numbers are needed."""

    class Meta:
        model = Disclosure
        fields = ("reason",)
        help_texts: ClassVar[dict[str, str]] = {"reason": "如：核对帮扶款发放名单。"}


class NumbersForm(DisclosureForm):
    """Why full numbers are exported, and with which columns."""

    ALL, SEEN = "all", "seen"
    columns = forms.ChoiceField(
        label="导出哪些列",
        widget=forms.RadioSelect,
        initial=ALL,
        choices=((ALL, "全部列（可改后再收回）"), (SEEN, "列表中的列")),
    )

    class Meta(DisclosureForm.Meta):
        help_texts: ClassVar[dict[str, str]] = {"reason": "如：报县总工会办理会员卡。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.label, reason.max_length = "导出原因", 150  # the register adds what was exported
        reason.validators.append(MaxLengthValidator(150))
        reason.widget.attrs["maxlength"] = "150"

"""Name and use of a view, with the refusals in plain words."""

import re
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import QueryDict

from reports.models.saved_views import QUERY_MAX, SavedView
from unions.text import clean_line, half_width

__all__ = ["NAME_TAKEN", "ViewForm"]

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[SavedView]
else:
    _ModelForm = forms.ModelForm

MOST_OWN = 12  # of one list
NAME_TAKEN = "您在这个列表已有叫“{}”的视图，请换一个名称，或者先删除原来的。"
PERSONAL = (
    "没有保存：{}里有像身份证号、银行账号的长号码，视图里不能存这样的号码。请去掉以后再保存。"
)
# 15 and 18 digits are the old and the new ID number; account numbers are as long.
_LONG_NUMBER = re.compile(r"[0-9]{15}")
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[\s.,_*'、·-]+(?=[0-9])")


class ViewForm(_ModelForm):
    """The instance brings whose view it is, of which list, and what it keeps."""

    is_shared = forms.BooleanField(required=False)

    class Meta:
        model = SavedView
        fields = ("name", "is_default")
        error_messages: ClassVar[dict[str, Any]] = {
            "name": {
                "required": "没有保存：请给视图起个名称。",
                "max_length": "没有保存：视图的名称最多20个字，请缩短。",
            }
        }

    def clean_name(self) -> str:
        name = clean_line(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError("没有保存：请给视图起个名称。")
        if holds_long_number(name):
            raise forms.ValidationError(PERSONAL.format("名称"))
        if self._others().filter(name=name).exists():
            raise forms.ValidationError(f"没有保存：{NAME_TAKEN.format(name)}")
        return name

    def clean(self) -> dict[str, Any]:
        query = self.instance.query
        if not query:
            raise forms.ValidationError(
                "没有保存：列表现在没有筛选、搜索和排序，请先筛选好，再保存为视图。"
            )
        if len(query) > QUERY_MAX:
            raise forms.ValidationError("没有保存：筛选和搜索的内容太长，请缩短搜索的文字。")
        if any(map(holds_long_number, _values(query))):
            raise forms.ValidationError(PERSONAL.format("筛选或搜索"))
        if self.instance.pk is None and self._others().count() >= MOST_OWN:
            raise forms.ValidationError(
                f"没有保存：一个列表最多存{MOST_OWN}个视图，请先删除不用的。"
            )
        return self.cleaned_data

    def keep(self) -> SavedView:
        self.instance.share(shared=self.cleaned_data["is_shared"])
        self.instance.keep()
        return self.instance

    def first_error(self) -> str:
        return str(next(iter(self.errors.values()))[0])

    def _others(self) -> Any:
        view = self.instance
        mine = SavedView.objects.of_list(view.record_type).filter(user=view.user)
        return mine.exclude(pk=view.pk)


def holds_long_number(text: str) -> bool:
    """Fifteen digits or more, however they are grouped or written."""
    return bool(_LONG_NUMBER.search(_BETWEEN_DIGITS.sub("", half_width(text))))


def _values(query: str) -> list[str]:
    return [value for _, values in QueryDict(query).lists() for value in values]

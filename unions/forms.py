"""Forms of records.

Dates in any Chinese spelling, links that stay inside the user's scope, a version.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from unions.date_forms import PartialDatesFormMixin
from unions.models import Attachment, Scheme, SchemeGrade, User
from unions.models.attachments import MAGIC

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[models.Model]
    _UserForm = forms.ModelForm[User]
    _AttachmentForm = forms.ModelForm[Attachment]
    _InlineFormSet = forms.BaseInlineFormSet[Any, Any, Any]
else:
    _ModelForm = _UserForm = _AttachmentForm = forms.ModelForm
    _InlineFormSet = forms.BaseInlineFormSet

__all__ = [
    "AttachmentForm",
    "CoverageFormSet",
    "PartForm",
    "RecognitionForm",
    "RecordForm",
    "UserForm",
    "word_required",
]


def word_required(fields: Mapping[str, forms.Field]) -> None:
    """A missing value is asked for by its name, unless the field has words of its own."""
    for field in fields.values():
        if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
            verb = "选择" if isinstance(field, forms.ChoiceField) else "填写"
            field.error_messages["required"] = f"请{verb}{field.label}。"


class PartForm(PartialDatesFormMixin, _ModelForm):
    """A row inside a record. A link already stored stays valid when its target left the scope."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        word_required(self.fields)
        for name, field in self.fields.items():
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                self._keep_stored(name, field)

    def _keep_stored(self, name: str, field: Any) -> None:
        key = getattr(self.instance, f"{name}_id", None)
        if key is not None:
            rows = field.queryset.model._default_manager
            inside = field.queryset.order_by().values("pk")
            field.queryset = rows.filter(Q(pk__in=inside) | Q(pk=key))


class RecordForm(PartForm):
    """A record with the version it was opened at, so that a stale saving is noticed."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        exclude = ("version",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version"] = self.instance.version  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A form without a version counts as stale: it cannot tell what it would overwrite."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk:
            self.instance.version = cleaned.get("version") or 0  # type: ignore[attr-defined]
        return cleaned


class RecognitionForm(RecordForm):
    """Offers the schemes in use, and grades of those only."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = self.instance
        if scheme := self.fields.get("scheme"):
            kept = Q(is_active=True) | Q(pk=getattr(mine, "scheme_id", None))
            scheme.queryset = Scheme.objects.filter(kept)  # type: ignore[attr-defined]
        if grade := self.fields.get("grade"):
            kept = Q(scheme__is_active=True) | Q(pk=getattr(mine, "grade_id", None))
            rows = SchemeGrade.objects.filter(kept).select_related("scheme")
            grade.queryset = rows  # type: ignore[attr-defined]


class AttachmentForm(_AttachmentForm):
    """One file; its inputs stand inside the record's form but belong to one of their own."""

    prefix = "attachment"

    class Meta:
        model = Attachment
        fields = ("file", "note")
        error_messages = {
            "file": {
                "required": "请先选择要上传的文件。",
                "empty": "文件是空的，请核对后再传。",
                "max_length": "文件名太长，请改短后再传。",
            }
        }
        widgets = {
            "file": forms.FileInput(attrs={"form": "attachments-form", "accept": ",".join(MAGIC)}),
            "note": forms.TextInput(attrs={"form": "attachments-form"}),
        }


class CoverageFormSet(_InlineFormSet):
    """Employers under a contract belong to the union that signed it, or to one below it."""

    def clean(self) -> None:
        super().clean()
        union = getattr(self.instance, "union", None) if self.instance.union_id else None
        for form in self.forms:
            employer = form.cleaned_data.get("employer") if form.is_valid() else None
            kept = bool(form.instance.pk) and not form.has_changed()  # moved away by a merger
            if union and employer and not kept and not employer.union.is_within(union):
                form.add_error("employer", _not_covered(employer, union))


def _not_covered(employer: Any, union: Any) -> str:
    return (
        f"“{employer}”登记在“{employer.union}”名下，不属于签约的“{union}”或它的下属工会。"
        "请另选单位，或先更正所属工会。"
    )


class UserForm(_UserForm):
    """An account; the password is set here by the administrator and told to the person."""

    new_password = forms.CharField(
        label="新密码",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label="再输一遍",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if password := self.fields.get("new_password"):
            is_new = self.instance.pk is None
            password.required = is_new
            keep = "" if is_new else "不改密码就留空。"
            password.help_text = keep + "".join(password_validators_help_texts())
        word_required(self.fields)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("new_password", "") != cleaned.get("again", ""):
            self.add_error("again", "两次输入的密码不一样，请重新输入。")
        return cleaned

    def _post_clean(self) -> None:
        """Checked when name and user name are known, because a password must not resemble them."""
        super()._post_clean()  # type: ignore[misc]
        if password := self.cleaned_data.get("new_password"):
            self._set_password(password)

    def _set_password(self, password: str) -> None:
        try:
            validate_password(password, self.instance)
        except ValidationError as error:
            self.add_error("new_password", error)
        else:
            self.instance.set_password(password)

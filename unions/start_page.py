"""正式启用 in the browser: one form with the start code, then the recovery key, shown once."""

from typing import Any

from django import forms
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from unions.actions import start_town
from unions.backups import recovery
from unions.date_forms import ChineseDateFormField
from unions.forms import word_required
from unions.models import CommitteeTerm, User
from unions.pages import shell_page
from unions.permissions import Role
from unions.starting import Account, AlreadyStarted, Start, forget_code, is_code, is_fresh

__all__ = ["start"]

BACKEND = "unions.backends.RoleBackend"
FIELD_OF = {"name": "town", "username": "username", "own_place": "own_place"}  # of the models
NEW = {"autocomplete": "new-password"}


class StartForm(forms.Form):
    """What must be known before the first record; everything can be changed later."""

    required_css_class = "required"

    town = forms.CharField(
        label="本会全称", max_length=100, help_text="填写批复中的全称，如：某某镇总工会。"
    )
    county = forms.CharField(
        label="上级工会全称", max_length=100, help_text="如：某某县总工会、某某区总工会。"
    )
    own_place = forms.CharField(
        label="总结里怎么称呼本地", max_length=10, initial="我镇", help_text="如：我镇、我街道。"
    )
    term_no = forms.IntegerField(
        label="本届是第几届",
        required=False,
        min_value=1,
        max_value=99,
        error_messages={
            "min_value": "届次从1开始，请填写第几届，如 3。",
            "max_value": "届次太大，请核对。",
        },
        help_text="不清楚可以以后再填。",
    )
    elected_on = ChineseDateFormField(label="本届选举日期", required=False)
    term_years = forms.TypedChoiceField(
        label="任期", coerce=int, choices=CommitteeTerm.Years.choices, initial=3
    )
    name = forms.CharField(label="您的姓名", max_length=50)
    username = forms.CharField(
        label="用户名", max_length=50, help_text="登录时输入，可用汉字、字母、数字。"
    )
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs=NEW),
        help_text="至少10位，不能全是数字，不能和用户名、姓名太像。",
    )
    again = forms.CharField(
        label="再输一遍密码", strip=False, widget=forms.PasswordInput(attrs=NEW)
    )
    is_staff = forms.BooleanField(
        label="我也录台账（系统管理员兼干事）", required=False, initial=True
    )
    code = forms.CharField(
        label="启用码",
        max_length=40,
        help_text="12个字母和数字，显示在启动台账的那个窗口里；"
        "也可运行 manage.py start_code 查看。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        word_required(self.fields)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not is_code(code):
            raise ValidationError("启用码不对，请对照启动台账的窗口里显示的重新输入。")
        return code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("password") != cleaned.get("again") and "again" in cleaned:
            self.add_error("again", "两次输入的密码不一样，请重新输入。")
        is_odd = bool(cleaned.get("term_no")) != bool(cleaned.get("elected_on"))
        if is_odd and not {"term_no", "elected_on"} & self.errors.keys():
            self.add_error("term_no", "届次和选举日期请都填，或都不填。")
        self._weigh_password(cleaned)
        return cleaned

    def _weigh_password(self, cleaned: dict[str, Any]) -> None:
        """With the other faults, not after them."""
        if password := cleaned.get("password"):
            account = User(username=cleaned.get("username", ""), name=cleaned.get("name", ""))
            try:
                validate_password(password, account)
            except ValidationError as error:
                self.add_error("password", error)

    def start(self) -> Start:
        given = self.cleaned_data
        roles = (Role.ADMINISTRATOR, *((Role.STAFF,) if given["is_staff"] else ()))
        account = Account(given["username"], given["name"], given["password"], roles)
        names = ("town", "county", "own_place", "term_no", "elected_on", "term_years")
        return Start(accounts=(account,), **{name: given[name] for name in names})

    def take(self, error: ValidationError) -> None:
        """Faults that the records themselves found, at the field they were typed in."""
        faults = (
            error.message_dict if hasattr(error, "error_dict") else {"password": error.messages}
        )
        for name, messages in faults.items():
            where = FIELD_OF.get(name, name)
            self.add_error(where if where in self.fields else None, messages)


@never_cache
@sensitive_post_parameters("password", "again", "code")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """The form on an empty installation; afterwards a page that tells how to begin another one."""
    if not is_fresh():
        return _started(request)
    form = StartForm(request.POST or None, label_suffix="")
    if form.is_valid() and (answer := _carried_out(request, form)):
        return answer
    return render(request, "ledger/start.html", {"title": "正式启用", "form": form})


def _carried_out(request: HttpRequest, form: StartForm) -> HttpResponse | None:
    try:
        first, *_ = start_town(form.start())
    except AlreadyStarted:
        return redirect("admin:login")
    except ValidationError as error:
        form.take(error)
        return None
    forget_code()
    login(request, first, backend=BACKEND)
    context = {"title": "已经启用", "recovery_key": recovery.draw()}
    return render(request, "ledger/start_done.html", context)


def _started(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect("admin:login")
    return shell_page(request, "ledger/start_another.html", {"title": "正式启用"})

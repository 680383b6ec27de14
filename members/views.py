"""Pages beside the record lists: search by ID number, full numbers on a reason, movements."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from members.forms import DisclosureForm, FindForm, MovementForm
from members.models import AidCase, Member
from unions.crypto import keyed_hash
from unions.pages import shell_page
from unions.records import StaleRecord

__all__ = ["disclose", "disclose_address", "find", "move"]


def disclose_address(path: str) -> str:
    """Where a reason is asked for before ``path`` shows full numbers."""
    return f"{reverse('members:disclose')}?next={quote(path)}"


@sensitive_post_parameters("id_number")
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """按身份证号查找: to the member's page, else the aid case, else a word that there is none."""
    _require(request, "members.view_member")
    form = FindForm(request.POST or None)
    if not form.is_valid():
        return _page(request, "records/find.html", title="按身份证号查找", form=form)
    if found := _found(request, form.cleaned_data["id_number"]):
        return HttpResponseRedirect(_change_page(found))
    messages.warning(request, "没有找到：您的管理范围内没有登记这个身份证号。")
    return HttpResponseRedirect(reverse("members:find"))


def _found(request: HttpRequest, id_number: str) -> Member | AidCase | None:
    digest = keyed_hash(id_number)
    for model in (Member, AidCase):
        rows: Any = model.objects.visible_to(request.user)
        if found := rows.filter(id_hash=digest).first():
            person: Member | AidCase = found
            return person
    return None


@require_http_methods(["GET", "POST"])
def disclose(request: HttpRequest) -> HttpResponse:
    """显示: asks once for a reason; full numbers are then open to this user for half an hour."""
    _require(request, "members.add_disclosure")
    form = DisclosureForm(request.POST or None, label_suffix="")
    onward = _onward(request)
    if not form.is_valid():
        return _page(request, "records/disclose.html", title="显示完整号码", form=form, next=onward)
    user: Any = request.user  # signed in: admin_view sees to it
    form.instance.user = user
    form.save()
    messages.info(request, "完整号码在30分钟内可见，查看过的记录都会登记。")
    return HttpResponseRedirect(onward)


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """办理会籍变动: transfer, retention, resumption, leaving."""
    member = _member(request, pk)
    user: Any = request.user
    form = MovementForm(request.POST or None, member=member, user=user)
    if form.is_valid() and _moved(request, form):
        done = dict(form.CHOICES)[form.cleaned_data["movement"]]
        messages.success(request, f"已为“{member}”办理：{done}。")
        return HttpResponseRedirect(_change_page(member))
    return _page(
        request, "records/move.html", title=f"办理会籍变动：{member}", form=form, member=member
    )


def _moved(request: HttpRequest, form: MovementForm) -> bool:
    try:
        return form.carry_out()
    except StaleRecord:
        form.add_error(None, ValidationError("这位会员的会籍刚被别人改过，请返回核对后再办理。"))
        return False


def _member(request: HttpRequest, pk: int) -> Member:
    _require(request, "members.view_member")
    visible: Any = Member.objects.visible_to(request.user)
    member: Member = get_object_or_404(visible, pk=pk)
    if not Member.objects.visible_to(request.user, "change").filter(pk=pk).exists():
        raise PermissionDenied
    return member


def _require(request: HttpRequest, permission: str) -> None:
    """A page of a record type the role may not see does not exist for it."""
    if not request.user.has_perm(permission):
        raise Http404


def _onward(request: HttpRequest) -> str:
    """The local address to go back to; anything else leads to the home page."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    local = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if local else reverse("admin:index")


def _change_page(record: Member | AidCase) -> str:
    return reverse(f"admin:members_{record._meta.model_name}_change", args=[record.pk])


def _page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return shell_page(request, template, {"opts": Member._meta, **context})

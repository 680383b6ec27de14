"""账号变动: who opened accounts, gave roles, set passwords; for administrators and the chair.

An administrator reads no personal records, but can give himself a role that does. It cannot be
forbidden where one person is both; it must not go unseen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from unions.models import Assignment, Union, User
from unions.pages import shell_page
from unions.permissions import Role, paths_granting

__all__ = ["Change", "changes_in", "page"]

RECORD = "unions.accountchange"
MOST = 200
NOBODY = "系统（命令或安装）"
ROLE_WORDS = {"+": "给了角色", "~": "角色改为", "-": "收回角色"}


@dataclass(frozen=True, slots=True)
class Change:
    at: datetime
    who: str
    account: str
    what: str
    is_own: bool  # somebody gave a role to himself or herself


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    paths = paths_granting(request.user, RECORD)
    if not paths:
        raise Http404
    context = {"title": "账号变动", "changes": changes_in(paths)}
    return shell_page(request, "ledger/account_changes.html", context)


def changes_in(paths: list[str]) -> list[Change]:
    """The newest first: roles held under these paths, and the accounts that held them."""
    unions = Union.objects.under(paths).values("pk")
    held: Any = Assignment.history.filter(union_id__in=unions)
    now = Assignment.objects.filter(union__in=unions).values("user")
    concerned = Q(id__in=held.values("user_id")) | Q(id__in=now)
    accounts = User.history.filter(concerned).select_related("history_user")
    roles = held.select_related("history_user", "user", "union")
    found = [*map(_of_role, roles[:MOST]), *_of_accounts(list(accounts[: 2 * MOST]))]
    return sorted(found, key=lambda change: change.at, reverse=True)[:MOST]


def _of_role(state: Any) -> Change:
    what = f"{ROLE_WORDS[state.history_type]}：{Role(state.role).label}（{state.union}）"
    is_own = state.history_type != "-" and state.history_user_id == state.user_id
    return Change(state.history_date, _who(state), str(state.user), what, is_own)


def _of_accounts(states: list[Any]) -> Iterator[Change]:
    """States are newest first; each is told against the one before it of the same account."""
    older: dict[int, Any] = {}
    for state in reversed(states):
        what = _told(older.get(state.id), state)
        older[state.id] = state
        if what:
            yield Change(state.history_date, _who(state), state.name, what, is_own=False)


def _told(before: Any, state: Any) -> str:
    if state.history_type == "+":
        return f"开了账号，用户名 {state.username}"
    told = [state.history_change_reason] if state.history_change_reason else []
    if before and before.is_active != state.is_active:
        told.append("启用了账号" if state.is_active else "停用了账号")
    for field, label in (("name", "姓名"), ("username", "用户名")):
        if before and getattr(before, field) != getattr(state, field):
            told.append(f"{label} {getattr(before, field)} 改为 {getattr(state, field)}")
    return "；".join(told)


def _who(state: Any) -> str:
    return str(state.history_user or NOBODY)

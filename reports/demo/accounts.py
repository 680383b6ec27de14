"""Demo accounts, one for each role, with passwords drawn at first run."""

import os
import secrets
from pathlib import Path
from typing import NamedTuple
from unicodedata import east_asian_width

from django.db import transaction

from unions.models import Assignment, Union, User
from unions.permissions import Role

__all__ = ["ACCOUNTS", "AccountsRefused", "accounts_table"]

FILE = "demo_accounts.txt"
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is mistaken for another on paper
GROUPS, GROUP = 4, 4
GAP = "  "


class Account(NamedTuple):
    role: Role
    union: str  # code
    name: str
    username: str


ACCOUNTS = (
    Account(Role.ADMINISTRATOR, "D00", "系统管理员", "admin"),
    Account(Role.STAFF, "D01", "示范镇干事", "ganshi"),
    Account(Role.CHAIR, "D01", "示范镇主席", "zhuxi"),
    Account(Role.COUNTY, "D00", "县总工会经办", "xianzong"),
)


class AccountsRefused(Exception):
    """The accounts cannot be made or shown; the message says what to do."""


def accounts_table(folder: Path) -> str:
    """The table of user names and passwords; makes accounts and file when neither exists.

    The file is the only place of the passwords: readable by its owner alone, never overwritten.
    """
    path = folder / FILE
    known = User.objects.filter(username__in=[account.username for account in ACCOUNTS]).count()
    if path.exists() and known == len(ACCOUNTS):
        return path.read_text(encoding="utf-8")
    if path.exists():
        raise AccountsRefused(f"{path} 已在，但台账中没有这些演示账号。请删除该文件后再运行。")
    if known:
        raise AccountsRefused(
            f"演示账号已在，但找不到记有密码的 {path}。"
            "请用 manage.py changepassword 用户名 重设密码。"
        )
    return _create(path)


def _create(path: Path) -> str:
    """Accounts and file together: when the file cannot be written, no account remains."""
    rows = [(account, _password()) for account in ACCOUNTS]
    table = _table(rows)
    with transaction.atomic():
        for account, password in rows:
            _open(account, password)
        _write_once(path, table)
    return table


def _open(account: Account, password: str) -> None:
    union = Union.objects.filter(code=account.union).first()
    if union is None:
        raise AccountsRefused("还没有演示数据，请先运行 manage.py seed_demo。")
    user = User.objects.create_user(account.username, account.name, password)
    Assignment.objects.create(user=user, role=account.role, union=union)


def _password() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _write_once(path: Path, text: str) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise AccountsRefused(f"{path} 写不进去：{error.strerror}。请检查目录权限。") from error
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)


def _table(rows: list[tuple[Account, str]]) -> str:
    """User name and password stand last in each line."""
    lines = [("角色", "管理范围", "姓名", "用户名", "密码")]
    for account, password in rows:
        scope = Union.objects.filter(code=account.union).values_list("name", flat=True).first()
        lines.append((account.role.label, scope or "", account.name, account.username, password))
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    return "".join(_line(line, widths) for line in lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return GAP.join(padded).rstrip() + "\n"


def _width(text: str) -> int:
    """Columns on a terminal; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "FW" else 1 for char in text)

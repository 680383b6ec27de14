"""正式启用: what a new installation is told once, and who may tell it.

Nobody has an account yet, so the first one is made by whoever holds the start code: it is drawn
when the empty installation is first started and shown only in the console of that machine. An
address tells nothing here, because behind a proxy every visitor comes from 127.0.0.1.
"""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.conf import settings

from unions.models import Union, User
from unions.text import half_width

__all__ = ["Account", "AlreadyStarted", "Start", "forget_code", "is_code", "is_fresh", "start_code"]

FILE = "start_code"
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is mistaken for another
LENGTH, GROUP = 12, 4


class AlreadyStarted(Exception):
    """There are unions or accounts already; nothing is ever mixed with them."""

    def __str__(self) -> str:
        return (
            "这个数据目录里已有工会或账号（演示数据或正式数据），不能再次启用，没有改动。"
            "要从头正式启用，请换一个新的空目录：make live LIVE_DIR=新目录。"
        )


@dataclass(frozen=True)
class Account:
    username: str
    name: str
    password: str = field(repr=False)
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Start:
    """The own federation, the one above it, and the first accounts."""

    town: str
    county: str
    accounts: tuple[Account, ...]
    own_place: str = ""  # 我镇, 我街道 …; "" for the usual word
    term_no: int | None = None
    elected_on: date | None = None
    term_years: int = 3


def is_fresh() -> bool:
    """Neither a union nor an account: every page leads to the start page."""
    return not (User.objects.exists() or Union.objects.exists())


def start_code() -> str:
    """The code of this empty installation; drawn at the first call, the same until the start."""
    path = _path()
    if not path.exists():
        letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write("-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP)))
    return path.read_text(encoding="ascii")


def is_code(typed: str) -> bool:
    return hmac.compare_digest(_bare(typed).encode(), _bare(start_code()).encode())


def forget_code() -> None:
    _path().unlink(missing_ok=True)


def _bare(code: str) -> str:
    return half_width(code).upper().replace("-", "").replace(" ", "")


def _path() -> Path:
    return Path(settings.LEDGER_KEY_DIR) / FILE

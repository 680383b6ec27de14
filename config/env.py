"""Settings from the environment. A bad value stops the start with one line that names it."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

MOST_DAYS = 3650
TRUE_WORDS, FALSE_WORDS = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in TRUE_WORDS | FALSE_WORDS:
        return value in TRUE_WORDS
    raise ImproperlyConfigured(f"环境变量 {name}={value} 无法识别，请填 1 或 0。")


def folder(name: str, default: Path) -> Path:
    path = Path(text(name) or default).expanduser().resolve()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"环境变量 {name} 指定的目录 {path} 无法建立：{error}。"
        ) from error
    return path


def day(name: str) -> date | None:
    value = text(name)
    try:
        return date.fromisoformat(value) if value else None
    except ValueError as error:
        raise ImproperlyConfigured(
            f"环境变量 {name}={value} 不是日期，请写成 2009-11-20 的样子。"
        ) from error


def number(name: str, default: int) -> int:
    value = text(name) or str(default)
    if not value.isascii() or not value.isdigit() or int(value) < 1:
        raise ImproperlyConfigured(f"环境变量 {name}={value} 不是正整数，请填如 {default}。")
    return int(value)


def steps(name: str, default: str) -> tuple[int, ...]:
    """Numbers of days, the longest first: 180,90,30."""
    parts = names(name, default) or default.split(",")
    if all(part.isdecimal() and int(part) <= MOST_DAYS for part in parts):
        return tuple(sorted({int(part) for part in parts}, reverse=True))
    value = text(name, default)
    raise ImproperlyConfigured(f"环境变量 {name}={value} 不对，请写成 180,90,30 的样子。")


def names(name: str, default: str) -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def secret(path: Path, create: str) -> str:
    """The text of a secret file, made whole at first use; of two starts at once, one wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(create)
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()

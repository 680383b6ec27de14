"""Base of the project's commands.

A wrong argument gives one clear Chinese line and exit status 2.
"""

import errno
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from unions.dates import Precision, parse_partial_date
from unions.models import Union
from unions.text import clean_line, half_width, shorten

__all__ = [
    "LedgerCommand",
    "Refused",
    "add_scope_arguments",
    "day_of",
    "obstacle",
    "output_path",
    "union_named",
    "write_whole",
    "year_of",
]

# What keeps a file from being written, in words a clerk can act on.
OBSTACLES = {
    errno.ENOENT: "没有这个文件或目录",
    errno.EACCES: "没有写入权限",
    errno.EPERM: "没有写入权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENAMETOOLONG: "文件名太长",
}

# argparse speaks English; these are the only sentences it can say of our arguments.
WORDINGS = (
    (r"the following arguments are required: (.+)", r"缺少参数 \1，请补上。"),
    (r"unrecognized arguments: (.+)", r"不认识的参数 \1，请删去或用 --help 查看用法。"),
    (
        r"argument (\S+): invalid choice: (\S+) \(choose from (.+)\)",
        r"参数 \1 不能是 \2，可选：\3。",
    ),
    (r"argument (\S+): expected one argument", r"参数 \1 后面要有一个值。"),
    (r"argument (\S+): invalid \S+ value: (\S+)", r"参数 \1 的值 \2 不是整数。"),
    (
        r"ambiguous option: (\S+) could match (.+)",
        r"参数 \1 写得太短，可能是：\2，请写全。",
    ),
    (r"argument (\S+): ignored explicit argument .+", r"参数 \1 后面不用写值，请删去。"),
)


class Refused(CommandError):
    """An argument that cannot be used; the message is the whole line shown."""

    def __init__(self, message: str) -> None:
        super().__init__(clean_line(message), returncode=2)


class LedgerParser(CommandParser):
    def error(self, message: str) -> NoReturn:
        message = clean_line(message)
        for pattern, wording in WORDINGS:
            message = re.sub(f"^{pattern}$", wording, message)
        sys.stderr.write(message + "\n")
        sys.exit(2)


class LedgerCommand(BaseCommand):
    """Commands that name a union, a year and a day."""

    requires_system_checks: list[str] = []  # they cost a second

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        parser.__class__ = LedgerParser
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        if not options.get("traceback") and getattr(self, "_called_from_command_line", False):
            return self._execute_plainly(*args, **options)
        return super().execute(*args, **options)

    def _execute_plainly(self, *args: Any, **options: Any) -> str | None:
        """Refusals without Django's 'CommandError:' in front."""
        try:
            return super().execute(*args, **options)
        except Refused as refusal:
            self.stderr.write(str(refusal), self.style.ERROR)
            sys.exit(refusal.returncode)
        except DatabaseError:
            if not _is_behind():
                raise
            self.stderr.write("数据库还没有建好或不是最新的，请先运行 manage.py migrate。")
            sys.exit(1)


def _is_behind() -> bool:
    """Whether migrations wait to be applied, as in a folder that was just made."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def add_scope_arguments(parser: CommandParser) -> None:
    """--union, --year, --as-of of design §11."""
    parser.add_argument("--union", required=True, metavar="编号或名称", help="工会编号或全称")
    parser.add_argument("--year", required=True, metavar="年度", help="如 2009")
    parser.add_argument("--as-of", metavar="日期", help="截至日期，如 2009-10-31；默认年底或今天")


def union_named(text: str) -> Union:
    """By code or exact name; several of one name are refused with their codes."""
    text = clean_line(text)
    found = list(Union.objects.filter(code=text)) or list(Union.objects.filter(name=text))
    if not found:
        raise Refused(f"没有编号或名称为“{shorten(text)}”的工会，请核对。")
    if len(found) > 1:
        codes = "、".join(union.code for union in found)
        raise Refused(f"名称“{text}”的工会有{len(found)}家，请改用编号：{codes}。")
    return found[0]


def year_of(text: str) -> int:
    digits = half_width(str(text))
    if not re.fullmatch(r"[0-9]{4}", digits) or not 1950 <= int(digits) <= 2100:
        raise Refused(f"年度“{shorten(digits)}”不对，请填1950至2100之间的四位年份。")
    return int(digits)


def day_of(name: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        partial = parse_partial_date(text)
    except ValidationError as error:
        raise Refused(f"参数 {name}：{error.messages[0]}") from error
    if partial.precision != Precision.DAY:
        raise Refused(f"参数 {name} 的日期“{text}”要写到日，如 2009-10-31。")
    return partial.day


def output_path(text: str) -> Path:
    """A file in a folder that exists; checked before any work is done."""
    path = Path(text)
    try:
        is_usable = path.parent.is_dir() and not path.is_dir()
    except OSError as error:
        raise _unwritable(path, error) from error
    if not is_usable:
        raise Refused(f"不能写到“{shorten(text)}”：目录不存在或它本身是目录，请核对路径。")
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the target and renames, so a full disk leaves no half file."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
        raise _unwritable(path, error) from error


def obstacle(error: OSError) -> str:
    """What kept a file from being written, in words."""
    return OBSTACLES.get(error.errno or 0) or error.strerror or str(error)


def _unwritable(path: Path, error: OSError) -> Refused:
    place = shorten(str(path), 60)
    return Refused(f"文件“{place}”写不进去：{obstacle(error)}，请换一个位置再试。")

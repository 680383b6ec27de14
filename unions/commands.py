"""Base of the project's commands.

A wrong argument gives one clear Chinese line and exit status 2.
"""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from unions.dates import Precision, parse_partial_date
from unions.models import Union

__all__ = [
    "LedgerCommand",
    "Refused",
    "add_scope_arguments",
    "day_of",
    "output_path",
    "union_named",
    "write_whole",
    "year_of",
]

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
)


class Refused(CommandError):
    """An argument that cannot be used; the message is the whole line shown."""

    def __init__(self, message: str) -> None:
        super().__init__(message, returncode=2)


class LedgerParser(CommandParser):
    def error(self, message: str) -> NoReturn:
        for pattern, wording in WORDINGS:
            message = re.sub(f"^{pattern}$", wording, message)
        sys.stderr.write(message + "\n")
        sys.exit(2)


class LedgerCommand(BaseCommand):
    """Commands that name a union, a year and a day."""

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


def add_scope_arguments(parser: CommandParser) -> None:
    """--union, --year, --as-of of design §11."""
    parser.add_argument("--union", required=True, metavar="编号或名称", help="工会编号或全称")
    parser.add_argument("--year", required=True, metavar="年度", help="如 2009")
    parser.add_argument("--as-of", metavar="日期", help="截至日期，如 2009-10-31；默认年底或今天")


def union_named(text: str) -> Union:
    """By code or exact name; several of one name are refused with their codes."""
    found = list(Union.objects.filter(code=text)) or list(Union.objects.filter(name=text))
    if not found:
        raise Refused(f"没有编号或名称为“{text}”的工会，请核对。")
    if len(found) > 1:
        codes = "、".join(union.code for union in found)
        raise Refused(f"名称“{text}”的工会有{len(found)}家，请改用编号：{codes}。")
    return found[0]


def year_of(text: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", text) or not 1950 <= int(text) <= 2100:
        raise Refused(f"年度“{text}”不对，请填1950至2100之间的四位年份。")
    return int(text)


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
    if path.is_dir() or not path.parent.is_dir():
        raise Refused(f"不能写到“{text}”：目录不存在或它本身是目录，请核对路径。")
    return path


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the target and renames, so a full disk leaves no half file."""
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(
            f"文件“{path}”写不进去：{error.strerror}，请检查目录权限和磁盘空间。"
        ) from error

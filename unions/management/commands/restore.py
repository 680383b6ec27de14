"""manage.py restore: brings a backup back, whole or not at all."""

import sys
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandParser

from unions import crypto
from unions.backups.recovery import RecoveryKeyError
from unions.backups.register import note_restored
from unions.backups.restoring import Restored, check, restore
from unions.backups.sealed import Damaged, Header, OtherKey
from unions.backups.snapshot import BackupFailed
from unions.commands import LedgerCommand, Refused, obstacle
from unions.text import shorten


class Command(LedgerCommand):
    help = "从备份文件恢复；先停止台账。先在旁边解开核对，再换上；原有数据改名保留。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="文件", help="备份文件")
        parser.add_argument(
            "--recovery-key",
            nargs="?",
            const="-",
            default="",
            metavar="恢复密钥",
            help="换了机器或密钥文件丢失时用；只写 --recovery-key 则从键盘输入，不留在命令记录里",
        )
        parser.add_argument("--check", action="store_true", help="只核对备份能不能恢复，不改动数据")

    def handle(self, *args: Any, **options: Any) -> None:
        source, typed = Path(options["file"]), _typed(options["recovery_key"])
        found = self._done(source, typed, only_check=options["check"])
        made = f"{found.made_at:%Y年%-m月%-d日%H:%M}的备份"
        told = f"{made}，记录{found.rows}条，附件{found.files}个"
        if options["check"]:
            self.stdout.write(f"备份完好，可以恢复：{told}。现有数据没有改动。")
            return
        call_command("migrate", verbosity=0)
        note_restored(source.resolve(), found)
        self.stdout.write(f"恢复完成：{told}。原有数据已改名保留，后缀 {found.kept}。")

    def _done(self, source: Path, typed: str, *, only_check: bool) -> Restored:
        try:
            return check(source, typed) if only_check else restore(source, typed)
        except OtherKey:
            raise Refused(_other_key(source)) from None
        except (Damaged, BackupFailed, RecoveryKeyError, crypto.KeyringError) as failure:
            raise Refused(str(failure)) from failure
        except OSError as error:
            raise Refused(
                f"文件“{shorten(str(source), 60)}”不能恢复：{obstacle(error)}。现有的数据没有动。"
            ) from error


def _typed(given: str) -> str:
    if given != "-":
        return given
    sys.stderr.write("请输入恢复密钥，按回车结束：")
    sys.stderr.flush()
    typed = sys.stdin.readline().strip()
    if not typed:
        raise Refused("没有输入恢复密钥。现有的数据没有动。")
    return typed


def _other_key(source: Path) -> str:
    with source.open("rb") as file:
        theirs = Header.read(file).fingerprint
    return (
        f"这个备份是用另一把密钥做的（备份的密钥指纹 {theirs}，本机 {crypto.key_fingerprint()}），"
        "没有动现有的数据。请加 --recovery-key 并输入恢复密钥，"
        "或放回原来的密钥文件 field_keys.json。"
    )

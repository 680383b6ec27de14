"""manage.py backup: one encrypted file with database and attachments, while the site runs."""

from typing import Any

from django.core.management.base import CommandParser

from unions.backups import recovery
from unions.backups.making import Made
from unions.backups.recovery import RecoveryKeyError
from unions.backups.register import back_up, back_up_into_folder
from unions.backups.snapshot import BackupFailed
from unions.commands import LedgerCommand, Refused, output_path
from unions.crypto import KeyringError
from unions.models import Backup

NO_RECOVERY_KEY = (
    "注意：还没有恢复密钥，这个备份只能在有本机密钥文件的地方打开。"
    "请运行 manage.py recovery_key 生成并抄写保管。"
)


class Command(LedgerCommand):
    help = (
        "备份数据库和附件到一个加密文件；台账运行时也可以做。"
        "备份里没有密钥，打开要用本机密钥文件或恢复密钥。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", metavar="文件", help="备份文件，如 /media/u/1.backup"
        )
        parser.add_argument(
            "--nightly",
            action="store_true",
            help="写到备份目录，按日期命名，保留最近14天和12个月的",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            made = self._made(options["file"], nightly=options["nightly"])
            has_key = recovery.taken_at() is not None
        except (BackupFailed, KeyringError, RecoveryKeyError) as failure:
            raise Refused(str(failure)) from failure
        self.stdout.write(
            f"备份完成：{made.path}，{made.size / 2**20:.1f}MB，"
            f"记录{made.rows}条，附件{made.files}个，已读回核对。"
        )
        if not has_key:
            self.stderr.write(NO_RECOVERY_KEY)

    def _made(self, file: str | None, *, nightly: bool) -> Made:
        if nightly == bool(file):
            raise Refused("请写明备份文件的位置，或用 --nightly 写到备份目录（两者选一）。")
        if file is None:
            return back_up_into_folder(Backup.Way.NIGHTLY)
        return back_up(output_path(file).resolve(), Backup.Way.COMMAND)

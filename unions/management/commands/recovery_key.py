"""manage.py recovery_key: shows the recovery key once, later only whether it was taken."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from unions.backups import recovery
from unions.commands import LedgerCommand, Refused

SHOWN_ONCE = (
    "恢复密钥只显示这一次，本机不保存。请抄在纸上（或打印），放进保险柜，不要和备份放在一起。\n"
    "换机器或密钥文件丢失时，有它和任何一个备份文件就能恢复全部台账；两样都在别人手里，台账就泄露了。"
)


class Command(LedgerCommand):
    help = "生成恢复密钥并显示一次；已有的只说明何时生成。--renew 换一把新的。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--renew", action="store_true", help="换新：以后的备份用新的打开，以前的备份仍用旧的"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        taken_at = None if options["renew"] else _taken_at()
        if taken_at:
            day = timezone.localtime(taken_at)
            self.stdout.write(
                f"恢复密钥已在{day:%Y年%-m月%-d日}生成并交出，不能再次显示。"
                "如果纸丢了，请用 --renew 换一把新的，并马上做一次备份。"
            )
            return
        self.stdout.write(f"恢复密钥：{recovery.draw()}\n{SHOWN_ONCE}")


def _taken_at() -> Any:
    try:
        return recovery.taken_at()
    except recovery.RecoveryKeyError as error:
        raise Refused(str(error)) from error

"""manage.py start_code: the one-time code that the first page of an empty installation asks for."""

from typing import Any

from unions.commands import LedgerCommand
from unions.starting import is_fresh, start_code


class Command(LedgerCommand):
    help = "显示启用码：第一次打开台账的网页时要输入。已经启用的不再有启用码。"

    def handle(self, *args: Any, **options: Any) -> None:
        if is_fresh():
            self.stdout.write(f"启用码：{start_code()}（在浏览器里正式启用时输入，用一次就作废）")
        else:
            self.stdout.write("台账已经启用，直接登录即可。")

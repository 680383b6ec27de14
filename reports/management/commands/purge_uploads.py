"""manage.py purge_uploads: away with sheets that were sent in and not confirmed for an hour.

The pages of 收表 do the same at every visit; this is for the hours in which nobody comes.
"""

from typing import Any

from reports.models import Upload
from unions.commands import LedgerCommand


class Command(LedgerCommand):
    help = "删去收到一小时以上还没有保存的表格；启动时和每一刻钟自动运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        Upload.objects.purge()

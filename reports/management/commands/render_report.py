"""manage.py render_report: the annual summary and plan as a file."""

from typing import Any

from django.core.management.base import CommandParser

from reports.commands import book_from
from reports.outlines import DEFAULT_OUTLINE, OUTLINES
from reports.papers import paper
from reports.renderers import FORMATS
from unions.commands import LedgerCommand, add_scope_arguments, output_path, write_whole


class Command(LedgerCommand):
    help = "生成年度工作总结和下一年工作思路（PDF、Word、网页或纯文本）。"

    def add_arguments(self, parser: CommandParser) -> None:
        add_scope_arguments(parser)
        parser.add_argument("--until", metavar="日期", help="大事截止日期，默认年底")
        parser.add_argument("--outline", choices=sorted(OUTLINES), default=DEFAULT_OUTLINE)
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--output", required=True, metavar="文件")

    def handle(self, *args: Any, **options: Any) -> None:
        target = output_path(options["output"])
        document = paper(book_from(options), options["outline"])
        write_whole(target, FORMATS[options["format"]].render(document))
        for note in document.notes:
            self.stdout.write(note)
        self.stdout.write(f"已写入 {target}。")

"""manage.py export_statistics: the county workbook as a file."""

from typing import Any

from django.core.management.base import CommandParser

from reports.commands import book_from
from reports.workbooks.county import county_workbook
from unions.commands import LedgerCommand, add_scope_arguments, output_path, write_whole


class Command(LedgerCommand):
    help = "导出报县总工会的统计表（Excel）。"

    def add_arguments(self, parser: CommandParser) -> None:
        add_scope_arguments(parser)
        parser.add_argument("--output", required=True, metavar="文件")

    def handle(self, *args: Any, **options: Any) -> None:
        target = output_path(options["output"])
        write_whole(target, county_workbook(book_from(options)))
        self.stdout.write(f"已写入 {target}。")

"""manage.py seed_demo: the demo county, the same at every run."""

from typing import Any

from reports.demo.seeding import CodeTaken, seed_county
from unions.commands import LedgerCommand, Refused


class Command(LedgerCommand):
    help = (
        "写入演示数据：示范县总工会和三个镇（2007至2009年）。单位、人名均为虚构；重复运行不会改动。"
    )

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = options["verbosity"] < 2
        try:
            added = seed_county(lambda line: quiet or self.stdout.write(line))
        except CodeTaken as error:
            raise Refused(
                f"编号 {error} 已被正式单位使用，不能写入演示数据。请另建一个空的台账目录后再运行。"
            ) from error
        self.stdout.write("演示数据已写入。" if added else "演示数据已在，没有改动。")

"""manage.py import_records: a sheet into the ledger, by the browser's own reader and checks."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from unions.commands import LedgerCommand, Refused, day_of, union_named, year_of
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.guards import MAX_BYTES, Unreadable, too_big
from unions.importing.orders import ALL_ROWS, Order
from unions.importing.plans import Moved, Plan, as_json, confirm, make_plan
from unions.models import Union
from unions.records import StaleRecord


class Command(LedgerCommand):
    help = (
        "导入表格（.xlsx、.xls、.csv）；不加 --confirm 只检查，不保存。"
        "每一处修改（含姓名）只在 --verbosity 2 或 --format json 时列出。"
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "model", choices=sorted(importable()), metavar="种类", help="如 members"
        )
        parser.add_argument("file", metavar="文件", help="要导入的表格")
        parser.add_argument("--union", required=True, metavar="编号或名称", help="工会编号或全称")
        parser.add_argument("--year", metavar="年度", help="如 2009；默认按表格标题")
        parser.add_argument("--as-of", metavar="日期", help="统计截至；默认按表格标题，否则今天")
        parser.add_argument("--sheet", default="", metavar="工作表", help="收哪一张；默认最合适的")
        parser.add_argument("--confirm", action="store_true", help="检查后保存")
        parser.add_argument("--partial", action="store_true", help="有不收的行时，其余照收")
        parser.add_argument(
            "--transfers", action="store_true", help="登记在本镇别的工会的会员，按会籍转移办理"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            plan = _plan(options)
        except Refused as refusal:
            if options["format"] == "json":  # programs read standard output, whatever happened
                self._tell_json({"error": str(refusal), "stored": False})
            raise
        stored = options["confirm"] and (options["partial"] or not plan.refused)
        if options["format"] == "json":
            self._tell_json(as_json(plan) | {"stored": stored})
        else:
            self._tell(plan, stored=stored, in_full=options["verbosity"] > 1)
        if plan.refused:
            sys.exit(1)

    def _tell_json(self, result: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))

    def _tell(self, plan: Plan, *, stored: bool, in_full: bool) -> None:
        """The changed cells only in full: cron mails what is printed, and logs keep it."""
        counts = plan.counts
        self.stdout.write(f"工作表“{plan.table.sheet}”；" + "；".join(plan.assumptions) + "。")
        for told in (*plan.warnings, *plan.multiplied, *plan.unread, *plan.hidden):
            self.stdout.write(told)
        self.stdout.write(
            f"新增 {counts['new']} 条，修改 {counts['changed']} 条，"
            f"没有变化 {counts['unchanged']} 条，不收 {counts['refused']} 条。"
        )
        for draft, change in plan.changes if in_full else ():
            told = f"第{draft.number}行 {plan.resource.call(draft.record)}的{change.column}"
            self.stdout.write(f"{told}由“{change.old or '空'}”改为“{change.new or '空'}”。")
        faults = [fault for draft in plan.refused for fault in draft.faults]
        for fault in (*faults, *plan.unapplied):
            value = f"“{fault.value}”" if fault.value else ""
            self.stdout.write(f"第{fault.row}行 {fault.column}{value}：{fault.message}")
        nothing = "没有要保存的。" if not plan.refused else "没有保存。"
        done = "已保存。" if stored else "没有保存。"
        self.stdout.write(done if plan.storable else nothing)


def _plan(options: dict[str, Any]) -> Plan:
    """Stored when that was asked for; Refused in words for what cannot be used at all."""
    order = _order(options)
    try:
        if options["confirm"]:
            return confirm(order, digest=None, partial=options["partial"])
        return make_plan(order)
    except Unreadable as error:
        raise Refused(str(error)) from error
    except (Moved, StaleRecord) as error:
        raise Refused("核对期间台账有改动，什么都没有保存。请再运行一次。") from error


def _order(options: dict[str, Any]) -> Order:
    root = union_named(options["union"])
    return Order(
        data=_content(Path(options["file"])),
        resource=importable()[options["model"]],
        root=root,
        union=None if root.kind in Union.FEDERATIONS else root,
        year=year_of(options["year"]) if options["year"] else None,
        as_of=day_of("--as-of", options["as_of"]),
        transfers=ALL_ROWS if options["transfers"] else (),
        sheet=options["sheet"],
        guessed=_union_called(options["sheet"], root),
    )


def _union_called(sheet: str, root: Union) -> Union | None:
    """Whose the rows are when the sheet that was asked for is called after a union, as in lots."""
    if not sheet:
        return None
    return UnionDirectory(Union.objects.subtree_of(root)).named_in(sheet)


def _content(path: Path) -> bytes:
    """No more than may be read: /dev/zero has no end."""
    try:
        if (size := path.stat().st_size) > MAX_BYTES:
            raise Refused(too_big(size))
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Refused(f"文件“{path}”读不了：请核对路径和读取权限。") from error

"""manage.py indicator_catalogue: docs/indicators.md, made from the registry."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from reports.reconciliation import RULES, Finding
from reports.registry import (
    Change,
    Completion,
    Counted,
    Flow,
    Indicator,
    NamedRows,
    Part,
    Preferred,
    Ratio,
    Reported,
    Stock,
    registry,
)
from unions.commands import LedgerCommand, Refused

__all__ = ["PATH", "catalogue"]

PATH = Path("docs", "indicators.md")
KINDS: dict[type[Indicator], str] = {
    Stock: "时点数",
    Flow: "时期数",
    Part: "其中项",
    Preferred: "择优取数",
    Reported: "手工填报",
    Ratio: "比率",
    Change: "比上年",
    Completion: "完成率",
}
INTRODUCTION = """# 数据项目录

本页由 `manage.py indicator_catalogue --write` 从程序生成，请不要手工修改。

- 时点数：截至日那一天的数。时期数：期间开始到截至日的数；注明“大事”的算到大事截止日。
- 其中项：另一个数据项按某种分组的一部分。择优取数：逐家工会在两个来源中选一个。
- 比率、比上年、完成率由别的数据项算出，不直接数记录；缺一个数就不算，不当作 0。
- 名称可以直接用在底稿里，写作 `{新增会员数}`；名单写作 `{名单:培训项目}`。
- 直接数记录的数据项都能按工会分列。没有填分组的归入“未分类”，各组之和总等于总数。
- 出处是年度总结要素表的编号。
"""
HEADINGS = ("编号", "名称", "单位", "类别", "口径", "分组", "由来", "出处")


def catalogue() -> str:
    """The page as it must stand in docs/indicators.md."""
    indicators = [_row(indicator) for indicator in registry]
    lists = [(named.name, named.definition, _span(named)) for named in registry.lists.values()]
    rules = [(Finding(rule, None, None, None).sentence, rule.message) for rule in RULES]
    return "\n".join(
        [
            INTRODUCTION,
            f"## 数据项（{len(indicators)}个）\n",
            *_table(HEADINGS, indicators),
            f"\n## 名单（{len(lists)}个）\n",
            *_table(("名称", "口径", "期间"), lists),
            f"\n## 审核关系（{len(rules)}条）\n",
            *_table(("关系", "不符合时的提示"), rules),
            "",
        ]
    )


def _row(indicator: Indicator) -> tuple[str, ...]:
    return (
        f"`{indicator.code}`",
        indicator.name,
        indicator.unit,
        _kind(indicator),
        indicator.definition,
        _breakdowns(indicator),
        "、".join(registry.find(code).name for code in indicator.inputs),
        indicator.source,
    )


def _kind(indicator: Indicator) -> str:
    kind = KINDS[type(indicator)]
    return f"{kind}（大事）" if isinstance(indicator, Flow) and indicator.is_event else kind


def _breakdowns(indicator: Indicator) -> str:
    if isinstance(indicator, Counted):
        return "、".join(dimension.name for dimension in indicator.dimensions)
    if isinstance(indicator, Part):
        return f"{indicator.dimension}：{'、'.join(indicator.labels)}"
    return f"基数：{indicator.base}" if isinstance(indicator, Ratio) else ""


def _span(named: object) -> str:
    return "下一年" if isinstance(named, NamedRows) and named.of_next_year else "当年"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    yield _line(headings)
    yield _line("---" for _ in headings)
    yield from map(_line, rows)


def _line(cells: Iterable[str]) -> str:
    escaped = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(escaped)} |"


class Outdated(Refused):
    """The stored page tells of other indicators than the program has; exit status 1."""

    def __init__(self) -> None:
        super().__init__(f"{PATH} 已过时，请运行 manage.py indicator_catalogue --write 更新。")
        self.returncode = 1


class Command(LedgerCommand):
    help = "打印数据项目录：编号、名称、单位、口径、分组、出处。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true", help=f"写入 {PATH}")
        parser.add_argument("--check", action="store_true", help=f"{PATH} 过时则退出码为 1")

    def handle(self, *args: Any, **options: Any) -> None:
        target = settings.BASE_DIR / PATH
        if options["check"]:
            if not target.is_file() or target.read_text(encoding="utf-8") != catalogue():
                raise Outdated
        elif options["write"]:
            target.write_text(catalogue(), encoding="utf-8")
            self.stdout.write(f"已写入 {PATH}。")
        else:
            self.stdout.write(catalogue(), ending="")

"""manage.py figures: every figure of a union and year."""

import json
from decimal import Decimal
from typing import Any

from django.core.management.base import CommandParser

from reports.book import FigureBook
from reports.commands import book_from
from reports.figures import Figure
from unions.commands import LedgerCommand, add_scope_arguments


class Command(LedgerCommand):
    help = "列出一家工会一个年度的全部数据项：编号、名称、数值、单位、记录数、已报/应报。"

    def add_arguments(self, parser: CommandParser) -> None:
        add_scope_arguments(parser)
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args: Any, **options: Any) -> None:
        book = book_from(options)
        write = as_json if options["format"] == "json" else as_text
        self.stdout.write(write(book))


def as_text(book: FigureBook) -> str:
    scope = book.scope
    heading = f"{scope.root.name} {scope.period} 截至{scope.as_of:%Y-%m-%d}"
    rows = [("数据项", "数值", "单位", "记录数", "已报/应报", "来源", "编号")]
    rows += [
        (
            figure.name,
            figure.display,
            figure.unit,
            "" if figure.rows is None else str(figure.rows),
            str(figure.coverage or ""),
            figure.source,
            figure.code,
        )
        for figure in book.figures()
    ]
    return "\n".join([heading, *("\t".join(row) for row in rows)])


def as_json(book: FigureBook) -> str:
    scope = book.scope
    content = {
        "union": scope.root.code,
        "name": scope.root.name,
        "year": scope.period.year,
        "as_of": scope.as_of.isoformat(),
        "events_until": scope.events_until.isoformat(),
        "figures": [_plain(figure) for figure in book.figures()],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def _plain(figure: Figure) -> dict[str, Any]:
    value = figure.value
    return {
        "code": figure.code,
        "name": figure.name,
        "value": float(figure.display) if isinstance(value, Decimal) else value,
        "unit": figure.unit,
        "rows": figure.rows,
        "coverage": figure.coverage
        and {"reported": figure.coverage.reported, "due": figure.coverage.due},
        "source": figure.source,
    }

"""Totals typed by hand with their source, where no rows stand behind them (D1-11, D2-07, D4-03)."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from reports.demo.organisation import Town
from reports.models import ReportedFigure

__all__ = ["type_totals"]

PERIOD = (date(2009, 1, 1), date(2009, 10, 31))


class Total(NamedTuple):
    code: str
    value: int
    source: str


TOTALS: Mapping[str, tuple[Total, ...]] = {
    "D01": (),
    "D02": (Total("archives.complete", 48, "2009年10月档案检查记录。"),),
    "D03": (
        Total("branches.units", 5, "各企业10月底上报的基层单位表。"),
        Total("branches.units_with_union", 5, "各企业10月底上报的基层单位表。"),
        Total("benefits.mutual_aid", 286, "县职工互助保障办事处10月参保名单。"),
        Total("benefits.housing_fund", 142, "各单位10月缴存汇总表。"),
        Total("services.reemployed", 9, "镇劳动保障站介绍就业登记。"),
        Total("archives.complete", 11, "2009年10月档案检查记录。"),
    ),
}


def type_totals(town: Town) -> None:
    begin, end = PERIOD
    ReportedFigure.objects.bulk_create(
        [
            ReportedFigure(
                union=town.root,
                code=total.code,
                period_from=begin,
                period_to=end,
                value=total.value,
                source=total.source,
            )
            for total in TOTALS[town.plan.code]
        ]
    )

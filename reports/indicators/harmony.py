"""和谐劳动关系 and 生活后勤保障 with their declared bases (D9-25/26, D9-57…59)."""

from collections.abc import Callable
from datetime import date

from reports.indicators.recognitions import (
    QUANTITY,
    UNION_KIND,
    applied,
    of_scheme,
    taking_part,
    under,
)
from reports.registry import Completion, Flow, Indicator, NamedRows, Ratio, Rows, Stock
from unions.models import Union


def _new(code: str, name: str, scheme: str, grade: str, source: str) -> Flow:
    return Flow(
        code=f"recognitions.{code}",
        name=name,
        unit="家",
        definition="申报日期在期间内的，只报总数的按数量计。",
        source=source,
        rows=applied,
        only=under(scheme, grade),
        measure=QUANTITY,
        dimensions=(UNION_KIND,),
    )


def _in_all(code: str, name: str, scheme: str, grade: str, source: str) -> Stock:
    return Stock(
        code=f"recognitions.{code}",
        name=name,
        unit="家",
        definition="截至日历年累计申报或命名、未失效的，只报总数的按数量计。",
        source=source,
        rows=taking_part,
        only=under(scheme, grade),
        measure=QUANTITY,
        dimensions=(UNION_KIND,),
    )


def _rate(
    code: str, name: str, numerator: str, denominator: str, base: str, *, source: str
) -> Ratio:
    return Ratio(
        code=f"recognitions.{code}",
        name=name,
        unit="%",
        decimals=1,
        definition=f"累计数除以{base}，保留一位小数。",
        source=source,
        numerator=numerator,
        denominator=denominator,
        base=base,
        inputs=(numerator, denominator),
    )


PARTICIPATING, ADVANCED, MODEL = "participating", "advanced", "model"
INDICATORS: tuple[Indicator, ...] = (
    _new("living", "生活后勤保障新申报数", "living", PARTICIPATING, "D9-25"),
    _in_all("living_total", "生活后勤保障累计数", "living", PARTICIPATING, "D9-26"),
    _rate(
        "living_rate",
        "生活后勤保障参与率",
        "recognitions.living_total",
        "unions.enterprise",
        "截至日的企业工会数",
        source="D9-26",
    ),
    Completion(
        code="recognitions.living_rate_completion",
        name="生活后勤保障完成率",
        unit="%",
        decimals=1,
        definition="生活后勤保障参与率除以本会当年的目标值；没有目标或目标是上限时不计算。",
        source="D9-26",
        of="recognitions.living_rate",
        inputs=("recognitions.living_rate",),
    ),
    _new("harmony", "和谐参与企业新申报数", "harmony", PARTICIPATING, "D9-57"),
    _in_all("harmony_total", "和谐参与企业累计数", "harmony", PARTICIPATING, "D9-57"),
    _rate(
        "harmony_rate",
        "和谐企业参与率",
        "recognitions.harmony_total",
        "unions.enterprise",
        "截至日的企业工会数",
        source="D9-57",
    ),
    _new("harmony_advanced", "和谐先进企业新申报数", "harmony", ADVANCED, "D9-58"),
    _in_all("harmony_advanced_total", "和谐先进企业累计数", "harmony", ADVANCED, "D9-58"),
    _rate(
        "harmony_advanced_rate",
        "和谐先进企业占比",
        "recognitions.harmony_advanced_total",
        "recognitions.harmony_total",
        "累计参与企业数",
        source="D9-58",
    ),
    _new("harmony_model", "和谐示范企业新申报数", "harmony", MODEL, "D9-59"),
    _in_all("harmony_model_total", "和谐示范企业累计数", "harmony", MODEL, ""),
)


def _unions(scheme: str, grade: str) -> Callable[[Union, date, date], list[str]]:
    find = of_scheme(applied, scheme, grade)

    def rows(root: Union, start: date, end: date) -> list[str]:
        found: Rows = (
            find(root, start, end).filter(quantity=1).order_by("applied_on", "union__code")
        )
        return list(dict.fromkeys(found.values_list("union__name", flat=True)))

    return rows


def _named(name: str, scheme: str, grade: str) -> NamedRows:
    return NamedRows(name, f"期间内申报的{name}，按先后。", _unions(scheme, grade))


LISTS: tuple[NamedRows, ...] = (
    _named("生活后勤保障申报企业", "living", PARTICIPATING),
    _named("和谐参与企业", "harmony", PARTICIPATING),
    _named("和谐先进企业", "harmony", ADVANCED),
    _named("和谐示范企业", "harmony", MODEL),
)

"""``manage.py check`` on what is declared: indicators and the sentences of outlines."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, register

from reports.outlines import OUTLINES
from reports.registry import Change, Indicator, Part, Registry, registry
from reports.sentences import check_pattern

__all__ = ["check_catalogue", "check_outlines"]


@register()
def check_outlines(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """A token that names nothing would leave a hole in an official paper."""
    names = {indicator.name for indicator in registry}
    changes = {indicator.name for indicator in registry if isinstance(indicator, Change)}
    return [
        Error(f"底稿 {outline.name}：{fault}", hint=f"句子：{pattern}", id="reports.E002")
        for outline in OUTLINES.values()
        for pattern in outline.patterns()
        for fault in check_pattern(pattern, names, set(registry.lists), changes=changes)
    ]


@register()
def check_catalogue(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return list(faults_of(registry))


def faults_of(catalogue: Registry) -> Iterator[CheckMessage]:
    """Codes that stand nowhere, parts of unknown breakdowns, and figures that need themselves."""
    for indicator in catalogue:
        unknown = [code for code in indicator.inputs if code not in catalogue.indicators]
        if unknown:
            yield _fault(indicator, f"引用了不存在的数据项 {'、'.join(unknown)}", "E003")
        elif _needs(catalogue, indicator.code, indicator.inputs):
            yield _fault(indicator, "直接或间接引用了自己", "E004")
        elif isinstance(indicator, Part):
            yield from _part_faults(catalogue, indicator)


def _needs(catalogue: Registry, code: str, inputs: tuple[str, ...]) -> bool:
    """Whether ``code`` is among the inputs, theirs included."""
    pending, seen = list(inputs), set[str]()
    while pending:
        needed = pending.pop()
        if needed == code:
            return True
        if needed not in seen and needed in catalogue.indicators:
            seen.add(needed)
            pending.extend(catalogue.indicators[needed].inputs)
    return False


def _part_faults(catalogue: Registry, part: Part) -> Iterator[CheckMessage]:
    dimensions = getattr(catalogue.find(part.whole), "dimensions", ())
    known = {d.name: set(d.parts) for d in dimensions}.get(part.dimension)
    if known is None:
        yield _fault(part, f"{part.whole} 没有分组“{part.dimension}”", "E005")
    elif not known >= set(part.labels):
        yield _fault(part, f"分组“{part.dimension}”没有“{'、'.join(part.labels)}”", "E005")


def _fault(indicator: Indicator, text: str, number: str) -> CheckMessage:
    return Error(f"数据项 {indicator.code}（{indicator.name}）{text}。", id=f"reports.{number}")

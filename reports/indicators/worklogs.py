"""大事记 by kind of work (D9-14…16, D9-64, D1-10, D1-14, D2-01, D3-16/17, D8-03…08)."""

from datetime import date

from django.db.models import F, Sum

from reports.indicators.shapes import of_choices
from reports.indicators.texts import columns_of, separate
from reports.registry import Flow, FlowRows, Indicator, NamedRows, Rows
from unions.models import Union, WorkLog
from unions.models.worklogs import WorkLogQuerySet

K = WorkLog.Kind
LINE = of_choices("工作线", "line", WorkLog.Line)
KIND = of_choices("大事类别", "kind", K)
ENTERPRISES, PROBLEMS = "家", "项"


def entries(root: Union, start: date, end: date) -> WorkLogQuerySet:
    return WorkLog.objects.subtree_of(root).happened_between(start, end)


def of_kind(kind: str) -> FlowRows:
    def rows(root: Union, start: date, end: date) -> Rows:
        return entries(root, start, end).of_kind(kind).order_by("happened_on", "pk")

    return rows


def mechanisms_so_far(root: Union, start: date, end: date) -> list[str]:
    """What was set up in earlier years too, with the year: 档案盒制度（2005年）."""
    found = WorkLog.objects.subtree_of(root).of_kind(K.MECHANISM).filter(happened_on__lte=end)
    rows = found.order_by(F("happened_on").asc(), "pk").values_list("title", "happened_on")
    return [f"{title}（{day.year}年）" for title, day in rows]


def _count(code: str, name: str, unit: str, kind: str, source: str) -> Flow:
    return Flow(
        code=f"worklogs.{code}",
        name=name,
        unit=unit,
        definition=f"期间内大事记中类别为{K(kind).label}的，按条计。",
        source=source,
        rows=entries,
        only={"kind": (kind,)},
        dimensions=(LINE,),
        is_event=True,
    )


def _total(code: str, name: str, unit: str, kind: str, source: str, *, by_unit: str = "") -> Flow:
    """技术帮扶 is told apart by unit: 家 served, 项 solved."""
    told = f"、单位为{by_unit}" if by_unit else ""
    return Flow(
        code=f"worklogs.{code}",
        name=name,
        unit=unit,
        definition=f"期间内大事记中类别为{K(kind).label}{told}的数量之和。",
        source=source,
        rows=entries,
        only={"kind": (kind,), **({"unit": (by_unit,)} if by_unit else {})},
        measure=Sum("quantity"),
        dimensions=(LINE,),
        is_event=True,
    )


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="worklogs.entries",
        name="大事记条数",
        unit="条",
        definition="期间内登记的大事记。",
        rows=entries,
        dimensions=(KIND, LINE),
        is_event=True,
    ),
    _total("articles", "工会信息篇数", "篇", K.ARTICLE, "D9-64"),
    _count("surveys", "调查研究次数", "次", K.SURVEY, "D9-16"),
    _count("mechanisms", "建立工作机制数", "项", K.MECHANISM, "D9-14、D9-15、D1-10"),
    _count("rules", "制定规章制度数", "项", K.RULE, "D1-14、D2-01、D4-04、D8-04"),
    _count("meetings", "会议座谈次数", "次", K.MEETING, "D8-08、D9-49"),
    _count("visits", "走访次数", "次", K.VISIT, "D8-08"),
    _count("campaigns", "专项活动数", "项", K.CAMPAIGN, "D3-18、D8-07"),
    _total("subscriptions", "订阅书报数", "份", K.SUBSCRIPTION, "D8-06"),
    _total("helped", "技术帮扶企业数", "家", K.HELP, "D3-16", by_unit=ENTERPRISES),
    _total("solved", "解决技术难题数", "项", K.HELP, "D3-17", by_unit=PROBLEMS),
)


def _titles(name: str, kind: str) -> NamedRows:
    definition = f"期间内大事记中类别为{K(kind).label}的事项，按先后。"
    return NamedRows(name, definition, columns_of(of_kind(kind), "title"))


LISTS: tuple[NamedRows, ...] = (
    _titles("工作机制", K.MECHANISM),
    NamedRows("历年工作机制", "到大事截止日为止建立的工作机制。", mechanisms_so_far),
    _titles("规章制度", K.RULE),
    _titles("调查研究", K.SURVEY),
    _titles("会议座谈", K.MEETING),
    _titles("走访", K.VISIT),
    _titles("专项活动", K.CAMPAIGN),
    _titles("技术帮扶", K.HELP),
    _titles("工会信息", K.ARTICLE),
    _titles("其他工作", K.OTHER),
    NamedRows(
        "工作机制联合单位",
        "期间内建立工作机制的联合单位。",
        columns_of(of_kind(K.MECHANISM), "partners", separate),
    ),
)

"""Unions founded and standing (D9-01…03, D9-06…10, D4-10)."""

from datetime import date

from reports.registry import Change, Dimension, Flow, Indicator, Part, Stock
from unions.models import Industry, Ownership, Union
from unions.models.organisation import UnionQuerySet

Kind = Union.Kind
KIND = Dimension(
    "工会类型",
    "kind",
    {
        "村（社区）工会": (Kind.VILLAGE,),
        "镇联合工会": (Kind.TOWN_JOINT,),
        "村联合工会": (Kind.VILLAGE_JOINT,),
        "机关工会": (Kind.ORGAN,),
        "事业单位工会": (Kind.INSTITUTION,),
        "企业工会": (Kind.ENTERPRISE,),
    },
)
OWNERSHIP = Dimension("单位性质", "ownership", {o.label: (o.value,) for o in Ownership})
INDUSTRY = Dimension("行业", "industry", {i.label: (i.value,) for i in Industry})
UNITS = ("机关工会", "事业单位工会", "企业工会")


def grassroots(root: Union) -> UnionQuerySet:
    return Union.objects.subtree_of(root).grassroots()


def standing(root: Union, day: date) -> UnionQuerySet:
    return grassroots(root).active_on(day)


def founded(root: Union, start: date, end: date) -> UnionQuerySet:
    return grassroots(root).founded_between(start, end)


def dissolved(root: Union, start: date, end: date) -> UnionQuerySet:
    return grassroots(root).dissolved_between(start, end)


def _part(code: str, name: str, whole: str, *labels: str, source: str = "") -> Part:
    return Part(
        code=code,
        name=name,
        unit="家",
        whole=whole,
        dimension=KIND.name,
        labels=labels,
        definition=f"其中工会类型为{'、'.join(labels)}的。",
        source=source,
        inputs=(whole,),
    )


INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="unions.founded",
        name="新建工会数",
        unit="家",
        definition="成立日期在期间内的基层工会，不含总工会和分会；只知年份的按当年最后一天计。",
        source="D9-01、D4-10",
        rows=founded,
        union_path="",
        dimensions=(KIND, OWNERSHIP, INDUSTRY),
    ),
    _part(
        "unions.founded_enterprise", "新建企业工会数", "unions.founded", "企业工会", source="D9-02"
    ),
    _part(
        "unions.founded_village_joint",
        "新建村联合工会数",
        "unions.founded",
        "村联合工会",
        source="D9-03",
    ),
    _part(
        "unions.founded_village",
        "新建村（社区）工会数",
        "unions.founded",
        "村（社区）工会",
        source="D8-02",
    ),
    Flow(
        code="unions.dissolved",
        name="撤销工会数",
        unit="家",
        definition="撤销日期在期间内的基层工会，合并入其他工会的也计。",
        rows=dissolved,
        union_path="",
        dimensions=(KIND,),
    ),
    Stock(
        code="unions.standing",
        name="基层工会数",
        unit="家",
        definition="截至日已成立、未撤销的基层工会，不含总工会和分会；成立日期不详的计为早已成立。",
        source="D9-06",
        rows=standing,
        union_path="",
        dimensions=(KIND, OWNERSHIP, INDUSTRY),
    ),
    _part(
        "unions.village", "村（社区）工会数", "unions.standing", "村（社区）工会", source="D9-07"
    ),
    _part("unions.town_joint", "镇联合工会数", "unions.standing", "镇联合工会", source="D9-08"),
    _part("unions.village_joint", "村联合工会数", "unions.standing", "村联合工会", source="D9-09"),
    _part("unions.units", "机关企事业单位工会数", "unions.standing", *UNITS, source="D9-10"),
    _part("unions.enterprise", "企业工会数", "unions.standing", "企业工会"),
    _part("unions.organ", "机关工会数", "unions.standing", "机关工会"),
    _part("unions.institution", "事业单位工会数", "unions.standing", "事业单位工会"),
    Change(
        code="unions.growth",
        name="基层工会净增数",
        unit="家",
        definition="与上年同日的基层工会数相比的增减。",
        of="unions.standing",
        inputs=("unions.standing",),
    ),
)

"""慰问走访: occasions, people and money (D8-09/10, D6-05, D2-13)."""

from datetime import date

from django.db.models import Sum

from members.models import Visit
from members.models.visits import VisitQuerySet
from reports.indicators.shapes import of_choices, part_of
from reports.indicators.texts import columns_of
from reports.registry import Flow, Indicator, NamedRows, Rows
from unions.models import Union

G = Visit.Group
GROUP = of_choices("慰问对象", "group", G)


def made(root: Union, start: date, end: date) -> VisitQuerySet:
    return Visit.objects.subtree_of(root).made_between(start, end)


def in_turn(root: Union, start: date, end: date) -> Rows:
    return made(root, start, end).order_by("visited_on", "pk")


PEOPLE = Flow(
    code="visits.people",
    name="慰问人次",
    unit="人次",
    definition="期间内各次慰问的人次之和。",
    source="D8-09、D6-05",
    rows=made,
    measure=Sum("people"),
    dimensions=(GROUP,),
)
INDICATORS: tuple[Indicator, ...] = (
    Flow(
        code="visits.made",
        name="慰问次数",
        unit="次",
        definition="期间内组织的慰问，每登记一条计一次。",
        source="D8-09、D6-05",
        rows=made,
        dimensions=(GROUP,),
    ),
    PEOPLE,
    part_of(PEOPLE, "visits.hardship", "慰问困难职工人次", GROUP, G.HARDSHIP.label, source="D8-09"),
    part_of(
        PEOPLE, "visits.migrants", "慰问外来务工人员人次", GROUP, G.MIGRANT.label, source="D8-09"
    ),
    part_of(PEOPLE, "visits.retired", "慰问退休职工人次", GROUP, G.RETIRED.label, source="D8-09"),
    part_of(PEOPLE, "visits.models", "慰问劳动模范人次", GROUP, G.MODEL.label),
    part_of(PEOPLE, "visits.frontline", "慰问一线职工人次", GROUP, G.FRONTLINE.label),
    part_of(
        PEOPLE, "visits.children", "慰问留守儿童和学生人次", GROUP, G.CHILDREN.label, source="D8-10"
    ),
    Flow(
        code="visits.amount",
        name="慰问金",
        unit="元",
        decimals=2,
        definition="期间内各次慰问的慰问金之和，不含困难帮扶台账中的帮扶款。",
        source="D6-05",
        rows=made,
        measure=Sum("amount"),
        dimensions=(GROUP,),
    ),
)
LISTS: tuple[NamedRows, ...] = (
    NamedRows("慰问时节", "期间内慰问的时节，按先后。", columns_of(in_turn, "occasion")),
)

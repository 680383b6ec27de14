"""What the towns mean to do next year (P01…P20), and how last year's plan went."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.demo.organisation import Town
from reports.models import PlanItem

__all__ = ["make_plans"]

Section, Outcome = PlanItem.Section, PlanItem.Outcome


@dataclass(frozen=True)
class Item:
    text: str
    partners: str = ""
    code: str = ""
    low: int | None = None
    high: int | None = None
    unit: str = ""
    outcome: str = Outcome.OPEN


# Twenty items of D01 for 2010, in the order P01 … P20.
NEXT_YEAR: Mapping[str, tuple[Item, ...]] = {
    Section.STUDY: (
        Item("组织基层工会干部学习科学发展观，提升学习力、创新力、执行力", "镇党委"),
        Item("召开基层工会干部座谈会，分析现状，交流做好工会工作的新办法", low=1, unit="次"),
        Item("参加镇人大执法检查，联合开展劳动合同签订和职工工资调研", "镇人大、镇劳动保障站"),
    ),
    Section.QUALITY: (
        Item(
            "举办或承办职工技能竞赛，发动企业工会开展岗位练兵",
            "县总工会、县劳动和社会保障局",
            low=1,
            high=2,
            unit="场",
        ),
        Item("结合五进企业开展专业知识、职业道德和技能培训", "镇成校", "training.attendance"),
        Item("对新任企业工会主席进行轮训", "县总工会", low=1, unit="期"),
        Item("开展合理化建议活动，列入年度重点工作目标考核", code="proposals.raised"),
    ),
    Section.RIGHTS: (
        Item("做好外来务工人员返乡购票服务和走访慰问，保持职工队伍稳定", "县总工会"),
        Item("推进工资平等协商，指导基层工会签好集体合同和工资协议", code="contracts.signed"),
        Item("培训劳动法律监督小组成员", "镇劳动保障站", low=1, unit="期"),
        Item("健全以职代会为基本形式的民主管理制度，推行厂务公开"),
        Item("从参与、先进、示范三个层面创建和谐劳动关系企业"),
    ),
    Section.SERVICE: (
        Item("把五进企业活动送到更多基层工会"),
        Item("发挥职工学校、职工俱乐部、职工书屋作用，从中培育示范点"),
        Item("深化送温暖，帮扶长期困难和突发困难职工，在有条件的企业建立职工爱心基金"),
        Item("推进生活后勤保障，改善职工吃、住、卫生、文化条件"),
    ),
    Section.OWN: (
        Item("对基层工会主席进行法律法规和业务培训", "县总工会", low=1, unit="期"),
        Item("完善工会制度和年度重点工作目标考核"),
        Item("加强工会宣传，总结推广先进典型"),
        Item("坚持党建带工建、工建促党建", "镇党委"),
    ),
}
THIS_YEAR: Mapping[str, tuple[Item, ...]] = {
    Section.QUALITY: (
        Item("举办职工技能竞赛", low=1, high=2, unit="场", outcome=Outcome.DONE),
        Item("开展合理化建议活动", code="proposals.raised", outcome=Outcome.GOING_ON),
    ),
    Section.RIGHTS: (
        Item("按新法调整劳动争议调解小组", outcome=Outcome.DONE),
        Item("推进工资平等协商", code="contracts.signed", outcome=Outcome.GOING_ON),
    ),
    Section.SERVICE: (Item("在有条件的企业建立职工爱心基金", outcome=Outcome.CARRIED),),
    Section.OWN: (Item("开展基层工会规范化建设", outcome=Outcome.DONE),),
}
PLANS: Mapping[str, Mapping[int, Mapping[str, tuple[Item, ...]]]] = {
    "D01": {2009: THIS_YEAR, 2010: NEXT_YEAR},
    "D02": {
        2010: {
            Section.OWN: (Item("巩固星级职工之家，再做好一批基层工会换届"),),
            Section.RIGHTS: (Item("规范厂务公开的内容、形式、时间和程序"),),
        },
    },
    "D03": {
        2010: {
            Section.RIGHTS: (Item("健全劳动争议调解机制"), Item("推动企业建立民主管理制度")),
            Section.SERVICE: (Item("举办更多样的职工文体活动"),),
            Section.QUALITY: (Item("开设更多技能培训课程"),),
            Section.OWN: (Item("完善工会组织体系和工作制度"), Item("加强与企业的沟通")),
        },
    },
}


def make_plans(town: Town) -> None:
    PlanItem.objects.bulk_create(
        [
            item
            for year, sections in PLANS[town.plan.code].items()
            for section, items in sections.items()
            for item in _items(town, year, section, items)
        ]
    )


def _items(town: Town, year: int, section: str, items: tuple[Item, ...]) -> Iterator[PlanItem]:
    for order, item in enumerate(items, start=1):
        yield PlanItem(
            union=town.root,
            year=year,
            section=section,
            order=order,
            text=item.text,
            partners=item.partners,
            code=item.code,
            low=item.low,
            high=item.high,
            unit=item.unit,
            outcome=item.outcome,
        )

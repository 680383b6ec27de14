"""A book of figures from plain dicts: what the main source (D9) prints, and a single union."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

Value = int | Decimal | None

UNITS = {
    "新建工会数": "家", "新建企业工会数": "家", "新建村联合工会数": "家",
    "新建村（社区）工会数": "家",
    "撤销工会数": "家", "基层工会数": "家", "村（社区）工会数": "家", "镇联合工会数": "家",
    "村联合工会数": "家", "机关企事业单位工会数": "家", "企业工会数": "家", "机关工会数": "家",
    "事业单位工会数": "家", "基层工会净增数": "家", "职工数": "名", "女职工数": "名",
    "农民工数": "名",
    "会员数": "名", "新增会员数": "人", "离会会员数": "人", "入会率": "%", "新签续签合同数": "份",
    "新签区域性合同数": "份", "续签合同数": "份", "有效合同数": "份", "合同覆盖企业数": "家",
    "明年到期合同数": "份", "受助困难职工数": "名", "救助款": "元", "在档困难职工数": "名",
    "技能竞赛数": "场", "立功竞赛数": "项", "安康杯竞赛数": "项", "参赛规模企业数": "家",
    "开展合理化建议工会数": "家", "提出合理化建议数": "条", "实施合理化建议数": "条",
    "合理化建议效益": "元", "建议实施率": "%", "培训人次": "人次", "取得证书数": "人",
    "普法培训人次": "人次",
}  # fmt: skip

LISTS = (
    "技能竞赛名称", "参赛规模企业", "立功竞赛名称", "立功竞赛内容", "立功竞赛联办单位",
    "培训项目", "培训联办单位", "明年到期合同", "未完成目标",
)  # fmt: skip

PRINTED_IN_2009: Mapping[str, Value] = {
    "新建工会数": 18, "新建企业工会数": 5, "新建村联合工会数": 13, "新建村（社区）工会数": 0,
    "撤销工会数": 0, "基层工会数": 184, "村（社区）工会数": 28, "镇联合工会数": 1,
    "村联合工会数": 13, "机关企事业单位工会数": 142, "企业工会数": 120, "机关工会数": 2,
    "事业单位工会数": 20, "基层工会净增数": 18, "职工数": 18299, "女职工数": None,
    "农民工数": None, "会员数": 17915, "新增会员数": 1730, "离会会员数": 0,
    "入会率": Decimal(1791500) / 18299, "新签续签合同数": 33, "新签区域性合同数": 11,
    "续签合同数": 9, "有效合同数": 58, "合同覆盖企业数": 143, "明年到期合同数": 12,
    "受助困难职工数": 8, "救助款": Decimal("41926.00"), "在档困难职工数": 15, "技能竞赛数": 2,
    "立功竞赛数": 1, "安康杯竞赛数": 1, "参赛规模企业数": 32, "开展合理化建议工会数": 21,
    "提出合理化建议数": 229, "实施合理化建议数": 91, "合理化建议效益": Decimal("943000.00"),
    "建议实施率": Decimal(9100) / 229, "培训人次": 4291, "取得证书数": 714, "普法培训人次": 523,
}  # fmt: skip

NAMED_IN_2009: Mapping[str, tuple[str, ...]] = {
    "技能竞赛名称": ("“兴源杯”行车工技能竞赛", "电工技能竞赛"),
    "参赛规模企业": tuple(f"{mark}星有限公司" for mark in "甲乙丙丁戊己庚辛壬癸子丑") + ("",) * 20,
    "立功竞赛名称": ("项目建设立功竞赛",),
    "立功竞赛内容": (
        "比服务态度", "比精神状态", "比方式方法", "比政策掌握度", "比工作业绩",
    ),
    "立功竞赛联办单位": ("镇机关工会", "项目办"),
    "培训项目": ("职业道德教育培训", "电工技能培训", "机械木工培训"),
    "培训联办单位": ("成人学校",),
    "明年到期合同": tuple(f"{mark}星有限公司工会" for mark in "甲乙丙丁戊己"),
    "未完成目标": ("新增会员目标1800人，实际1730人",),
}  # fmt: skip


@dataclass(frozen=True)
class FakeUnion:
    name: str
    kind: str
    parent: "FakeUnion | None" = None
    own_place: str = ""


@dataclass(frozen=True)
class FakePeriod:
    start: date = date(2009, 1, 1)
    end: date = date(2009, 12, 31)


COUNTY = FakeUnion("示范县总工会", "county")
TOWN = FakeUnion("示范镇总工会", "town", COUNTY)
ENTERPRISE = FakeUnion("同和有限公司工会", "enterprise", TOWN)


@dataclass(frozen=True)
class FakeScope:
    root: FakeUnion = TOWN
    period: FakePeriod = FakePeriod()
    as_of: date = date(2009, 10, 31)
    events_until: date = date(2009, 12, 31)


@dataclass(frozen=True)
class FakeFigure:
    name: str
    value: Value
    unit: str

    @property
    def code(self) -> str:
        return f"code-of-{self.name}"

    @property
    def decimals(self) -> int:
        return {"%": 1, "元": 2}.get(self.unit, 0)


@dataclass(frozen=True)
class FakeNames:
    items: tuple[str, ...]

    @property
    def total(self) -> int:
        return len(self.items)


@dataclass(frozen=True)
class FakeBook:
    """Figures that are not given are unknown (None), lists that are not given are empty."""

    figures: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope: FakeScope = FakeScope()

    def figure(self, name: str) -> FakeFigure:
        return FakeFigure(name, self.figures.get(name), UNITS[name])

    def names(self, name: str) -> FakeNames:
        if name not in LISTS:
            raise KeyError(name)
        return FakeNames(self.lists.get(name, ()))


def book_of_2009() -> FakeBook:
    return FakeBook(PRINTED_IN_2009, NAMED_IN_2009)


def book_of_zeros() -> FakeBook:
    return FakeBook(dict.fromkeys(UNITS, 0))


def book_of_one_union() -> FakeBook:
    """A single enterprise union with a handful of records."""
    figures: dict[str, Value] = {
        "基层工会数": 1, "企业工会数": 1, "机关企事业单位工会数": 1, "职工数": 120, "会员数": 120,
        "女职工数": 45, "入会率": Decimal(100), "新增会员数": 6, "离会会员数": 2,
        "新签续签合同数": 1, "续签合同数": 1, "有效合同数": 2, "合同覆盖企业数": 1,
        "明年到期合同数": 1, "开展合理化建议工会数": 1, "提出合理化建议数": 4,
        "实施合理化建议数": 2, "合理化建议效益": 8500, "建议实施率": Decimal(50),
        "普法培训人次": 60, "培训人次": 80, "取得证书数": 0, "技能竞赛数": 1,
    }  # fmt: skip
    lists = {
        "技能竞赛名称": ("电工技能竞赛",),
        "明年到期合同": ("同和有限公司工会",),
        "培训项目": ("安全生产培训",),
    }
    return FakeBook({**dict.fromkeys(UNITS, 0), **figures}, lists, FakeScope(root=ENTERPRISE))

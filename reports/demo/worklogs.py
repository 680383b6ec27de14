"""Work without a register of its own (D9-14…16, D9-48/49, D9-64, D1-10, D2, D3-05…18, D4, D8)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reports.demo.days import known
from reports.demo.organisation import Town
from unions.models import WorkLog

__all__ = ["keep_log"]

Kind, Line = WorkLog.Kind, WorkLog.Line
RIGHTS, OWN, QUALITY = Line.RIGHTS, Line.OWN, Line.QUALITY


@dataclass(frozen=True)
class Note:
    happened: str
    line: str
    kind: str
    title: str
    text: str = ""
    partners: str = ""
    quantity: int = 1
    unit: str = "件"


ON_WALL = "印制上墙。"
LAW_STUDY = "会上学习工会法、劳动合同法和上级工会新文件。"
NOTES: Mapping[str, tuple[Note, ...]] = {
    "D01": (
        Note("2009-03-18", RIGHTS, Kind.MECHANISM, "与镇人大建立工作联系制度",
             "每半年通报一次职工维权情况，共同开展劳动法律执法检查。", "镇人大"),
        Note("2009-02-26", RIGHTS, Kind.MECHANISM, "建立劳动关系预警机制",
             "重大劳资纠纷和工伤事故当日报告县总工会，并会同有关部门处理。", "镇劳动保障站"),
        Note("2009-06-30", RIGHTS, Kind.SURVEY, "职工收入分配情况调研",
             "向52家企业发放问卷320份，收回301份，了解工资水平和加班情况，写成调研报告。",
             unit="次"),
        Note("2009-02-12", OWN, Kind.MEETING, "基层工会主席学法例会", LAW_STUDY, unit="次"),
        Note("2009-06-05", OWN, Kind.MEETING, "基层工会主席学法例会", LAW_STUDY, unit="次"),
        Note("2009-09-17", OWN, Kind.MEETING, "基层工会主席学法例会", LAW_STUDY, unit="次"),
        Note("2009-05-20", OWN, Kind.OTHER, "村（社区）工会主席参加省总工会干部学校培训",
             quantity=28, unit="人"),
        Note("2009-04-14", RIGHTS, Kind.CAMPAIGN, "劳动安全卫生知识宣传周",
             "张贴宣传画、发放手册，覆盖全部规模企业。", "镇安监站"),
        Note("2009-10-19", RIGHTS, Kind.VISIT, "走访困难职工家庭", quantity=12, unit="户"),
        Note("2008-05-28", RIGHTS, Kind.RULE, "劳动争议调解小组工作规则"),
    ),
    "D02": (
        Note("2005", OWN, Kind.MECHANISM, "基层工会档案盒制度",
             "组织及会员、劳动保护、民主管理、困难帮扶、集体合同、争议调解、教育培训七类。",
             quantity=7, unit="类"),
        Note("2009-02-23", OWN, Kind.RULE, "修订工会工作制度", quantity=5, unit="项"),
        Note("2009-03-11", OWN, Kind.RULE, "规范化建设和星级职工之家考核办法",
             quantity=2, unit="项"),
        Note("2009-04-02", RIGHTS, Kind.RULE, "厂务公开民主管理实施方案",
             "对原则、内容、形式、时间和程序五个方面作出规定。"),
    ),
    "D03": (
        Note("2009-02-20", OWN, Kind.RULE, "工会委员职责", ON_WALL, unit="项"),
        Note("2009-02-20", OWN, Kind.RULE, "工作汇报制度", ON_WALL, unit="项"),
        Note("2009-02-20", OWN, Kind.RULE, "干部培训制度", ON_WALL, unit="项"),
        Note("2009-02-20", OWN, Kind.RULE, "档案管理制度", ON_WALL, unit="项"),
        Note("2009-03-02", OWN, Kind.RULE, "修订工会章程实施细则"),
        Note("2009-03-27", OWN, Kind.OTHER, "建立干部、会员、活动三类档案",
             quantity=3, unit="类"),
        Note("2009-02-06", Line.PARTY, Kind.MECHANISM, "党政工联席会议制度",
             "每周一次，党委定期听取工会工作安排。", "镇党委"),
        Note("2009-04-08", Line.PARTY, Kind.MECHANISM, "党建带工建工作制度", partners="镇党委"),
        Note("2009-05-06", Line.SERVICE, Kind.OTHER, "开通工会网站和咨询热线", unit="个"),
        Note("2009-04-15", QUALITY, Kind.CAMPAIGN, "“当好主力军、建功十一五”竞赛活动"),
        Note("2009-05-11", QUALITY, Kind.CAMPAIGN, "“创建学习型组织、争做知识型职工”活动"),
        Note("2009-08-24", Line.PARTY, Kind.CAMPAIGN, "科学发展观学习教育"),
        Note("2009-06-22", QUALITY, Kind.HELP, "高级技师技术帮扶：走进企业",
             "邀请市高级技师到企业解决机械加工、焊接等难题。", "市职工技术协会", 36, "家"),
        Note("2009-06-22", QUALITY, Kind.HELP, "高级技师技术帮扶：解决难题",
             partners="市职工技术协会", quantity=33, unit="项"),
        Note("2009-01-08", Line.SERVICE, Kind.SUBSCRIPTION, "订阅党报党刊和职工书籍",
             quantity=74, unit="份"),
        Note("2009-03-20", Line.SERVICE, Kind.MEETING, "职工座谈会", quantity=3, unit="次"),
        Note("2009-07-09", Line.SERVICE, Kind.VISIT, "下基层走访谈心", quantity=46, unit="户"),
        Note("2009-10-10", Line.SERVICE, Kind.OTHER, "帮助企业提升产品质量", quantity=3, unit="家"),
        Note("2009-09-22", RIGHTS, Kind.CAMPAIGN, "维权维稳、平安创建宣传"),
    ),
}  # fmt: skip
# 工会信息 written month by month: 86 in the first ten months of 2009 (D9-64).
ARTICLES: Mapping[str, Mapping[int, tuple[int, ...]]] = {
    "D01": {2009: (7, 6, 9, 10, 9, 8, 8, 9, 10, 10), 2008: (4, 5, 6, 7, 6, 5, 6, 7, 7, 6, 4, 5)},
}


def keep_log(town: Town) -> None:
    WorkLog.objects.bulk_create(
        [_entry(town, note) for note in [*NOTES[town.plan.code], *_articles(town.plan.code)]]
    )


def _articles(code: str) -> Iterator[Note]:
    for year, counts in ARTICLES.get(code, {}).items():
        for month, count in enumerate(counts, start=1):
            title = f"{month}月份工会信息"
            yield Note(f"{year}年{month}月", OWN, Kind.ARTICLE, title, quantity=count, unit="篇")


def _entry(town: Town, note: Note) -> WorkLog:
    happened, precision = known(note.happened)
    return WorkLog(
        union=town.root,
        happened_on=happened,
        happened_on_precision=precision,
        line=note.line,
        kind=note.kind,
        title=note.title,
        text=note.text,
        partners=note.partners,
        quantity=note.quantity,
        unit=note.unit,
    )

"""Culture, sport, services and campaigns (D9-37…41, D9-45, D9-53/54, D5-01/02, D8-05/10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.demo.days import day
from reports.demo.organisation import Town
from unions.models import Activity, ActivityUnion, Union

__all__ = ["hold_activities"]

Kind = Activity.Kind
INTO_FIRMS, FESTIVAL = "五进企业", "职工文化艺术节"
ETHICS, MIND, FILM = "职业道德进企业", "心理健康进企业", "百场电影进企业"
COUNTY, CLUB = "县总工会", "工人俱乐部联谊会"


@dataclass(frozen=True)
class Event:
    """One line of the register of activities; companies are told by their ordinals."""

    title: str
    kind: str
    held_on: str
    attendance: int | None = None
    ends_on: str = ""
    campaign: str = ""
    topic: str = ""
    venue: str = ""
    host: str = ""
    sessions: int = 1
    classes: int | None = None  # programme classes, all of them entered
    rank: int | None = None
    company: int | None = None  # the one that holds it; else the town
    companies: tuple[int, ...] = ()  # whose people take part


def _visit(topic: str, held_on: str, sessions: int, attendance: int, *companies: int) -> Event:
    """An event of 五进企业, held in the companies themselves."""
    return Event(
        topic, Kind.SERVICE, held_on, attendance,
        campaign=INTO_FIRMS, topic=topic, sessions=sessions, companies=companies,
    )  # fmt: skip


EVENTS: Mapping[str, tuple[Event, ...]] = {
    "D01": (
        _visit(ETHICS, "2009-03-19", 2, 260, 2, 11),
        _visit(ETHICS, "2009-09-10", 2, 245, 6, 15),
        _visit(MIND, "2009-06-24", 1, 120, 4),
        _visit(MIND, "2009-10-13", 1, 96, 9),
        _visit(FILM, "2009-05-14", 2, 610, 0, 3),
        _visit(FILM, "2009-07-16", 3, 870, 1, 12, 22),
        _visit(FILM, "2009-10-31", 1, 240, 7),
        Event(
            "首届职工文化艺术节", Kind.FESTIVAL, "2009-09-05", 186, "2009-10-25",
            campaign=FESTIVAL, host=COUNTY, classes=4, companies=(0, 2, 11, 24),
        ),
        Event(
            "“五一”文艺巡演", Kind.CULTURE, "2009-04-29", 420, topic="庆祝“五一”国际劳动节",
            venue="示范镇文化广场", host=COUNTY,
        ),
        Event(
            "庆“五一”篮球友谊赛", Kind.SPORT, "2009-04-25", 64, topic="庆祝“五一”国际劳动节",
            venue="桐野木业篮球场", company=1, companies=(1, 2),
        ),
        Event(
            "桐野木业建厂十周年暨集团成立庆典", Kind.FESTIVAL, "2009-05-30", 500,
            venue="示范镇大会堂", company=1, companies=(1,),
        ),
        Event(
            "地区职工象棋比赛", Kind.SPORT, "2009-11-18", 12, host=CLUB,
            venue="工人俱乐部", rank=3,
        ),
        Event("女职工“三八”趣味运动会", Kind.SPORT, "2009-03-07", 210, venue="示范镇初级中学操场"),
        Event("职工书画摄影展", Kind.CULTURE, "2009-09-28", 340, venue="示范镇文化体育站"),
        _visit(FILM, "2008-07-10", 4, 980, 0, 5, 8, 13),
        _visit(ETHICS, "2008-09-11", 2, 230, 1, 16),
        Event("“迎奥运”职工健身跑", Kind.SPORT, "2008-06-21", 380, venue="临溪公园"),
    ),
    "D02": (
        Event("职工乒乓球赛", Kind.SPORT, "2009-05-09", 72, venue="临湖镇文化站"),
        Event("中秋职工联欢会", Kind.FESTIVAL, "2009-09-29", 260, venue="湖滨社区礼堂"),
    ),
    "D03": (
        Event("庆“五一”职工登山活动", Kind.FESTIVAL, "2009-04-30", 85, topic="“五一”国际劳动节"),
        Event("青年职工“五四”演讲会", Kind.FESTIVAL, "2009-05-04", 60, topic="“五四”青年节"),
        Event("迎国庆歌咏会", Kind.FESTIVAL, "2009-09-27", 150, topic="国庆节"),
        Event("职工健康体检", Kind.HEALTH, "2009-06-15", 236, "2009-06-26", venue="山前镇卫生院"),
        Event("关爱留守儿童结对活动", Kind.VOLUNTEER, "2009-07-18", 48, venue="山前镇小学"),
        Event("社区义务服务日", Kind.VOLUNTEER, "2009-03-05", 40, venue="山前社区"),
        Event("职工参观学习", Kind.STUDY, "2009-10-17", 35, venue="县博物馆"),
        Event("职工书法、音乐兴趣班", Kind.STUDY, "2009-08-03", 42, "2009-08-28", sessions=8),
        Event("职工文艺汇演", Kind.CULTURE, "2009-09-12", 180, venue="山前社区礼堂"),
        Event("职工运动会", Kind.SPORT, "2009-10-24", 120, venue="山前镇小学操场"),
    ),
}  # fmt: skip


def hold_activities(town: Town) -> None:
    events = EVENTS[town.plan.code]
    activities = Activity.objects.bulk_create([_activity(town, event) for event in events])
    ActivityUnion.objects.bulk_create(
        [
            ActivityUnion(activity=activity, union=town.union(Union.Kind.ENTERPRISE, place))
            for activity, event in zip(activities, events, strict=True)
            for place in event.companies
        ]
    )


def _activity(town: Town, event: Event) -> Activity:
    own = event.company is not None
    union = town.union(Union.Kind.ENTERPRISE, event.company or 0) if own else town.root
    return Activity(
        union=union,
        title=event.title,
        kind=event.kind,
        campaign=event.campaign,
        topic=event.topic,
        held_on=date.fromisoformat(event.held_on),
        ends_on=day(event.ends_on),
        venue=event.venue,
        host=event.host or union.name,
        sessions=event.sessions,
        attendance=event.attendance,
        classes_entered=event.classes,
        classes_total=event.classes,
        rank=event.rank,
    )

"""Classes of the towns and of unions for their own staff (D9-27, D9-48…52)."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from reports.demo.organisation import Town
from unions.models import Training, Union

__all__ = ["hold_training"]

SKILL, ETHICS, SAFETY = Training.Kind.SKILL, Training.Kind.ETHICS, Training.Kind.SAFETY
LAW, CADRE, OTHER = Training.Kind.LAW, Training.Kind.CADRE, Training.Kind.OTHER
SCHOOL, LABOUR_OFFICE, COUNTY, JUSTICE = "镇成校", "镇劳动保障站", "县总工会", "镇司法所"


class Course(NamedTuple):
    """One line of the training register."""

    title: str
    kind: str
    held_on: str
    attendance: int
    certificates: int = 0
    partners: str = ""
    audience: str = "企业职工"
    sessions: int = 1
    days: int = 1
    company: int | None = None  # ordinal of the company that holds it for its own staff


CHAIRS = "基层工会主席"

COURSES: Mapping[str, tuple[Course, ...]] = {
    "D01": (
        Course("企业职工职业道德教育培训", ETHICS, "2009-02-24", 486, 0, SCHOOL, sessions=4),
        Course("电工技能培训", SKILL, "2009-03-02", 168, 152, SCHOOL, "维修电工", 2, 12),
        Course("机械木工培训", SKILL, "2009-03-04", 126, 108, SCHOOL, "木业企业职工", 2, 10),
        Course("女职工权益与健康讲座", OTHER, "2009-03-06", 276, 0, "镇卫生院", "女职工", 2),
        Course("安全生产知识培训", SAFETY, "2009-03-25", 412, 0, LABOUR_OFFICE, sessions=3),
        Course("劳动合同法学习班", LAW, "2009-04-09", 150, 0, JUSTICE, sessions=2),
        Course("基层工会主席培训班", CADRE, "2009-04-16", 184, 0, COUNTY, CHAIRS, 1, 2),
        Course("村（社区）工会主席业务培训", CADRE, "2009-05-20", 28, 0, COUNTY, CHAIRS, 1, 5),
        Course("制衣车间职业道德培训", ETHICS, "2009-05-26", 310, sessions=2, company=2),
        Course("行车工技能培训", SKILL, "2009-06-08", 94, 86, SCHOOL, "行车工", 1, 8),
        Course("班组长安全管理培训", SAFETY, "2009-06-11", 236, 0, LABOUR_OFFICE, "班组长", 2),
        Course("劳动争议调解仲裁法宣讲", LAW, "2009-06-18", 128, 0, JUSTICE, "调解员、职工"),
        Course("工资集体协商实务培训", CADRE, "2009-06-23", 164, 0, LABOUR_OFFICE, "协商代表", 2),
        Course("焊工技能培训", SKILL, "2009-07-06", 88, 79, SCHOOL, "焊工", 1, 10),
        Course("工会财务与经审培训", CADRE, "2009-07-15", 92, 0, COUNTY, "财务、经审人员"),
        Course("缝纫工技能培训", SKILL, "2009-07-20", 115, 100, SCHOOL, "缝纫工", 2, 9),
        Course("计算机基础培训", OTHER, "2009-07-27", 85, 0, SCHOOL, "青年职工", 1, 6),
        Course("在职木工技能培训", SKILL, "2009-08-03", 142, sessions=3, days=5, company=1),
        Course("电工技能培训（第二期）", SKILL, "2009-08-10", 143, 131, SCHOOL, "维修电工", 2, 12),
        Course("危险化学品安全培训", SAFETY, "2009-08-19", 74, 0, LABOUR_OFFICE, "仓储职工"),
        Course("外来务工人员普法讲座", LAW, "2009-08-27", 135, 0, JUSTICE, "农民工"),
        Course("叉车工技能培训", SKILL, "2009-09-07", 62, 58, SCHOOL, "叉车工", 1, 7),
        Course("职业道德教育培训（秋季）", ETHICS, "2009-09-16", 352, 0, SCHOOL, sessions=3),
        Course("新任工会主席轮训", CADRE, "2009-09-23", 36, 0, COUNTY, CHAIRS, 1, 2),
        Course("职工心理健康讲座", OTHER, "2009-10-14", 300, 0, "镇卫生院", sessions=2),
        Course("工伤保险条例普法课", LAW, "2009-10-20", 110, 0, JUSTICE),
        Course("消防安全培训", SAFETY, "2009-10-31", 318, 0, LABOUR_OFFICE, sessions=3),
        Course("冬季安全生产培训", SAFETY, "2009-11-14", 96, 0, LABOUR_OFFICE),
        Course("企业职工职业道德教育培训", ETHICS, "2008-03-05", 620, 0, SCHOOL, sessions=5),
        Course("电工技能培训", SKILL, "2008-04-07", 215, 190, SCHOOL, "维修电工", 3, 12),
        Course("劳动合同法普法培训", LAW, "2008-04-18", 260, 0, JUSTICE, sessions=3),
        Course("安全生产知识培训", SAFETY, "2008-05-14", 780, 0, LABOUR_OFFICE, sessions=6),
        Course("基层工会主席培训班", CADRE, "2008-05-22", 162, 0, COUNTY, CHAIRS, 1, 2),
        Course("钳工技能培训", SKILL, "2008-06-16", 148, 133, SCHOOL, "钳工", 2, 10),
        Course("焊工技能培训", SKILL, "2008-07-21", 176, 164, SCHOOL, "焊工", 2, 10),
        Course("缝纫工技能培训", SKILL, "2008-08-11", 190, 158, SCHOOL, "缝纫工", 3, 9),
        Course("职业道德教育培训（秋季）", ETHICS, "2008-09-17", 540, 0, SCHOOL, sessions=4),
        Course("法制宣传月讲座", LAW, "2008-10-09", 145, 0, JUSTICE, sessions=2),
        Course("消防安全培训", SAFETY, "2008-11-12", 420, 0, LABOUR_OFFICE, sessions=3),
        Course("冬季安全生产培训", SAFETY, "2008-12-03", 230, 0, LABOUR_OFFICE, sessions=2),
        Course("企业职工职业道德教育培训", ETHICS, "2007-04-11", 505, 0, SCHOOL, sessions=4),
        Course("电工技能培训", SKILL, "2007-06-04", 180, 161, SCHOOL, "维修电工", 2, 12),
        Course("安全生产知识培训", SAFETY, "2007-09-12", 640, 0, LABOUR_OFFICE, sessions=5),
    ),
    "D02": (
        Course("安全生产知识培训", SAFETY, "2009-03-18", 210, 0, LABOUR_OFFICE, sessions=2),
        Course("缝纫工技能培训", SKILL, "2009-06-15", 64, 52, "镇成校", "缝纫工", 1, 8),
        Course("工会干部培训班", CADRE, "2009-09-09", 47, 0, COUNTY, CHAIRS),
        Course("普法讲座", LAW, "2009-10-12", 88, 0, JUSTICE),
        Course("安全生产知识培训", SAFETY, "2008-05-08", 185, 0, LABOUR_OFFICE, sessions=2),
    ),
    "D03": (
        Course("安全生产知识培训", SAFETY, "2009-04-22", 58, 0, LABOUR_OFFICE),
        Course("茶叶加工技能培训", SKILL, "2008-04-02", 31, 24, SCHOOL, "制茶工", 1, 5),
    ),
}


def hold_training(town: Town) -> None:
    Training.objects.bulk_create([_held(town, course) for course in COURSES[town.plan.code]])


def _held(town: Town, course: Course) -> Training:
    own = course.company is not None
    union = town.union(Union.Kind.ENTERPRISE, course.company or 0) if own else town.root
    held_on = date.fromisoformat(course.held_on)
    return Training(
        union=union,
        title=course.title,
        kind=course.kind,
        audience=course.audience,
        host=union.name,
        partners=course.partners,
        held_on=held_on,
        ends_on=held_on + timedelta(days=course.days - 1) if course.days > 1 else None,
        sessions=course.sessions,
        attendance=course.attendance,
        certificates=course.certificates,
    )

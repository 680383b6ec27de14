"""Who applied for what and was granted it, town by town (D9-25…62, D4-06…08, D3-01…12)."""

from collections.abc import Mapping
from dataclasses import dataclass

from unions.models import Recognition, Union

__all__ = ["AWARDS", "Award"]

Kind, Level, Holder = Union.Kind, Recognition.Level, Recognition.Holder
ENTERPRISE, VILLAGE, INSTITUTION = Kind.ENTERPRISE, Kind.VILLAGE, Kind.INSTITUTION
JOINT, TOWN_JOINT = Kind.VILLAGE_JOINT, Kind.TOWN_JOINT


@dataclass(frozen=True)
class Award:
    """Rows of one scheme and grade: one for each union, name or title, whichever are most.

    Days are a day or a span "first/last", from which each row draws its own.
    """

    scheme: str
    grade: str = ""
    kind: str = ""  # of the unions; the town itself when blank
    unions: range = range(1)  # their ordinals
    applied: str = ""
    granted: str = ""
    valid_to: str = ""
    level: str = Level.COUNTY
    holder: str = Holder.UNION
    names: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    total: int = 0  # told as quantities that add up to this
    firms: int = 0  # homes of so many firms of joint unions instead of the unions' own


SPRING, SUMMER = "2009-03-02/2009-05-29", "2009-04-07/2009-09-25"
LABOUR_DAY, HARMONY_DAY, GRADING_DAY = "2009-04-28", "2009-10-16", "2009-09-28"
LEARNING_DAY, STAR_DAY = "2009-10-12", "2009-10-22"

HARMONY = (
    Award("harmony", "participating", ENTERPRISE, range(35), "2007-02-26/2007-09-28", "2007-12-20"),
    Award(
        "harmony", "participating", ENTERPRISE, range(35, 77), "2008-02-25/2008-09-26", "2008-12-18"
    ),
    Award("harmony", "participating", ENTERPRISE, range(77, 102), SPRING, HARMONY_DAY),
    Award("harmony", "advanced", ENTERPRISE, range(29), "2008-03-03/2008-09-26", "2008-12-18"),
    Award("harmony", "advanced", ENTERPRISE, range(29, 51), SPRING, HARMONY_DAY),
    Award("harmony", "model", ENTERPRISE, range(10), SUMMER),
    Award("living", "participating", ENTERPRISE, range(40, 101), SUMMER),
)
# 12 of the 16 unions of 3A are of villages; five of them were of A until they rose.
GRADES = (
    Award("aaa", "a", VILLAGE, range(5), "2008-06-10", "2008-10-20", "2009-09-27"),
    Award("aaa", "aaa", VILLAGE, range(12), "2009-06-15", GRADING_DAY),
    Award("aaa", "aaa", ENTERPRISE, range(4), "2009-06-15", GRADING_DAY),
    Award("aaa", "aa", VILLAGE, range(12, 15), "2009-06-16", GRADING_DAY),
    Award("aaa", "aa", ENTERPRISE, range(4, 6), "2009-06-16", GRADING_DAY),
    Award("aaa", "aa", INSTITUTION, range(2), "2009-06-16", GRADING_DAY),
    Award("aaa", "a", ENTERPRISE, range(6, 26), "2009-06-17", GRADING_DAY),
)
TEAMS = ("装配班", "机修班", "包装一班", "缝制二组", "电工班", "质检组", "仓储组", "下料班")
LEARNING = (
    Award("learning_org", "", ENTERPRISE, range(1), granted=LEARNING_DAY),
    Award("learning_org", "", ENTERPRISE, range(1, 29), granted=LEARNING_DAY, level=Level.TOWN),
    Award("learning_org", "", INSTITUTION, range(10), granted=LEARNING_DAY, level=Level.TOWN),
    Award("learning_org", "", ENTERPRISE, range(60, 84), granted="2008-10-15", level=Level.TOWN),
    Award(
        "learning_team", "", ENTERPRISE, range(1), granted=LEARNING_DAY,
        holder=Holder.TEAM, names=TEAMS[:1],
    ),
    Award(
        "learning_team", "", ENTERPRISE, range(1, 40), granted=LEARNING_DAY, level=Level.TOWN,
        holder=Holder.TEAM, names=TEAMS,
    ),
    Award(
        "knowledge_worker", "", ENTERPRISE, range(26), granted=LEARNING_DAY, level=Level.TOWN,
        holder=Holder.PERSON, total=91,
    ),
    Award(
        "knowledge_worker", "", ENTERPRISE, range(18), granted="2008-10-15", level=Level.TOWN,
        holder=Holder.PERSON, total=64,
    ),
)  # fmt: skip
VENUES = (
    Award("school", "site", ENTERPRISE, range(10, 14), SUMMER),
    Award("club", "site", ENTERPRISE, range(14, 22), SUMMER),
    Award("reading_room", "model", ENTERPRISE, range(1), SUMMER),
    Award("school", "model", VILLAGE, range(10), SUMMER),
    Award("club", "model", VILLAGE, range(12), SUMMER),
    Award("reading_room", "model", VILLAGE, range(4, 14), SUMMER),
    Award("reading_room", "site", VILLAGE, range(4), "2008-04-21", "2008-11-06"),
)
HONOURS = (
    Award(
        "pioneer", "", ENTERPRISE, range(3, 4), granted=LABOUR_DAY, holder=Holder.TEAM,
        names=("装配一组",), titles=("县工人先锋号",),
    ),
    Award(
        "devotion_star", "", ENTERPRISE, range(8, 9), granted=LABOUR_DAY, holder=Holder.PERSON,
        names=("裴立群",), titles=("县奉献之星",),
    ),
)  # fmt: skip

# Of the school and the health centre in turn.
POSTS = ("教务处", "收费窗口", "总务处", "药房", "少先队大队部", "护理组", "图书室")
UNION_HONOURS = (
    "党建带工建、工会“三级联创”活动先进单位",
    "职工社会保险知识竞赛团体一等奖",
    "工会“五五普法”知识竞赛优秀组织单位",
    "工会财务工作先进集体",
)

AWARDS: Mapping[str, tuple[Award, ...]] = {
    "D01": (*HARMONY, *GRADES, *LEARNING, *VENUES, *HONOURS),
    "D02": (
        Award("star", "five", ENTERPRISE, range(2), "2009-05-11", STAR_DAY),
        Award("star", "four", ENTERPRISE, range(2, 6), "2009-05-11", STAR_DAY),
        Award("star", "three", ENTERPRISE, range(6, 14), "2008-05-12", "2008-11-26"),
        Award("star", "three", INSTITUTION, range(5), "2008-05-12", "2008-11-26"),
        Award("star", "three", Kind.ORGAN, range(2), "2009-05-12", STAR_DAY),
        Award("star", "three", VILLAGE, range(12), "2009-05-12", STAR_DAY),
        Award("star", "two", VILLAGE, range(12, 13), "2009-05-13", STAR_DAY),
        Award("star", "two", JOINT, range(6), "2009-05-13", STAR_DAY),
        Award("star", "two", TOWN_JOINT, range(1), "2009-05-13", STAR_DAY),
        Award("star", "two", firms=43, applied="2009-05-14", granted=STAR_DAY),
    ),
    "D03": (
        Award("home", "qualified", VILLAGE, range(4), "2009-04-15", "2009-09-30"),
        Award("union_work", granted="2009-02-27", level=Level.CITY, titles=UNION_HONOURS),
        Award(
            "chief_worker", "", ENTERPRISE, range(2), granted=LABOUR_DAY, level=Level.CITY,
            holder=Holder.PERSON, names=("柯立诚", "施望川", "蒲秀岚", "阮松年"),
        ),
        Award(
            "may_day_post", "", INSTITUTION, range(2), granted=LABOUR_DAY, level=Level.CITY,
            holder=Holder.TEAM, names=POSTS,
        ),
    ),
}  # fmt: skip

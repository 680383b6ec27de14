"""Contests of the towns, who entered and who won (D9-22, D9-28…30, D3-06…15)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from reports.demo.chance import stream
from reports.demo.identity import person_name
from reports.demo.organisation import Town
from unions.models import Competition, CompetitionEntry, CompetitionResult, Union
from unions.validators import Sex

__all__ = ["hold_competitions"]

Kind, Level = Competition.Kind, Competition.Level
Qualification = CompetitionResult.Qualification
CRITERIA = "比服务态度、比精神状态、比方式方法、比政策掌握度、比工作业绩"
SENIOR, INTERMEDIATE = Qualification.SENIOR, Qualification.INTERMEDIATE


class Prize(NamedTuple):
    rank: int | None
    title: str
    qualification: str = ""


SKILLED, EXPERT = "镇技术能手", "县级技术操作能手"
PODIUM = (Prize(1, SKILLED, SENIOR), Prize(2, SKILLED, SENIOR), Prize(3, SKILLED, INTERMEDIATE))
PRIZES = (*PODIUM, Prize(4, "", INTERMEDIATE), Prize(5, "", INTERMEDIATE), Prize(6, ""))
MERITS = (Prize(None, "项目建设先进个人"),) * 4
# Of two county contests: 6 senior and 24 intermediate qualifications, 22 titles (D3-08…10).
COUNTY_PRIZES = (
    *(Prize(rank, EXPERT, SENIOR) for rank in range(1, 4)),
    *(Prize(rank, EXPERT, INTERMEDIATE) for rank in range(4, 12)),
    *(Prize(rank, "", INTERMEDIATE) for rank in range(12, 16)),
)


@dataclass(frozen=True)
class Contest:
    """A contest with its entrants: ordinals among the unions of each kind."""

    name: str
    kind: str
    held_on: str
    entrants: Mapping[str, Iterable[int]]
    ends_on: str = ""
    host: int | None = None  # ordinal of the company that holds it for its own staff; else the town
    cup: str = ""
    trade: str = ""
    round_no: int | None = None
    co_hosts: str = ""
    criteria: str = ""
    named: int = 0  # how many entrants a paper names
    prizes: Sequence[Prize] = ()
    level: str = Level.TOWN  # of a contest that the town holds
    units: int | None = None  # told as a total; entrants are then no list of all
    slogan: str = ""


TOURISM = "县旅游局、县劳动和社会保障局"
ENTERPRISE, ORGAN, INSTITUTION = Union.Kind.ENTERPRISE, Union.Kind.ORGAN, Union.Kind.INSTITUTION

CONTESTS: Mapping[str, tuple[Contest, ...]] = {
    "D01": (
        Contest(
            "社会主义劳动竞赛", Kind.LABOUR, "2009-02-10", {ENTERPRISE: range(32)},
            ends_on="2009-10-30", named=10, criteria="比技术、比质量、比节约、比安全、比贡献",
        ),
        Contest(
            "项目建设立功竞赛", Kind.MERIT, "2009-03-05", {ORGAN: range(6)},
            ends_on="2009-10-20", co_hosts="镇机关工会、项目办", criteria=CRITERIA, prizes=MERITS,
        ),
        Contest(
            "“安康杯”劳动竞赛", Kind.SAFETY, "2009-04-01",
            {ENTERPRISE: (*range(12), *range(40, 52)), INSTITUTION: range(3)},
            ends_on="2009-10-15", round_no=6,
        ),
        Contest(
            "行车工技能竞赛", Kind.SKILL, "2009-06-18", {ENTERPRISE: (0, 3, 4, 9, 12, 19, 22, 45)},
            cup="云岫杯", trade="行车工", round_no=1, prizes=PRIZES,
            co_hosts="镇总工会、云岫起重设备有限公司",
        ),
        Contest(
            "示范镇电工技能竞赛", Kind.SKILL, "2009-09-12",
            {ENTERPRISE: (1, 2, 5, 6, 8, 14, 15, 21, 27, 30, 38, 41, 56)},
            trade="电工", round_no=3, co_hosts="镇劳动保障站、镇成校", prizes=PRIZES,
        ),
        Contest(
            "车工岗位练兵", Kind.SKILL, "2009-05-08", {ENTERPRISE: (3,)},
            host=3, trade="车工", prizes=PODIUM,
        ),
        Contest(
            "钳工技能竞赛", Kind.SKILL, "2008-09-20", {ENTERPRISE: (0, 3, 6, 7, 11, 33)},
            trade="钳工", prizes=PODIUM,
        ),
        Contest(
            "项目建设立功竞赛", Kind.MERIT, "2008-03-06", {ORGAN: range(5)},
            ends_on="2008-10-24", co_hosts="镇机关工会、项目办", criteria=CRITERIA,
        ),
        Contest(
            "社会主义劳动竞赛", Kind.LABOUR, "2008-02-25", {ENTERPRISE: range(27)},
            ends_on="2008-11-30", named=8,
        ),
        Contest(
            "“安康杯”劳动竞赛", Kind.SAFETY, "2008-04-01", {ENTERPRISE: range(18)}, round_no=5
        ),
    ),
    "D02": (
        Contest(
            "缝纫工技能竞赛", Kind.SKILL, "2009-07-11", {ENTERPRISE: (1, 2, 3, 6)},
            cup="渔歌杯", trade="缝纫工", prizes=PODIUM,
        ),
        Contest(
            "“安康杯”劳动竞赛", Kind.SAFETY, "2009-04-08", {ENTERPRISE: range(6)}, round_no=3
        ),
    ),
    "D03": (
        Contest(
            "旅游行业服务技能竞赛", Kind.SKILL, "2009-05-16",
            {ENTERPRISE: (0, 2), INSTITUTION: (1,)},
            cup="春茗杯", trade="接待服务", level=Level.COUNTY, co_hosts=TOURISM,
            prizes=COUNTY_PRIZES,
        ),
        Contest(
            "旅游行业服务技能竞赛", Kind.SKILL, "2009-09-19",
            {ENTERPRISE: (1, 2), INSTITUTION: (1,)},
            cup="秋岚杯", trade="接待服务", level=Level.COUNTY, co_hosts=TOURISM,
            prizes=COUNTY_PRIZES,
        ),
        Contest(
            "“创三优一满意”窗口行业优质服务竞赛", Kind.LABOUR, "2009-03-16",
            {ORGAN: (0,), INSTITUTION: range(2)}, ends_on="2009-10-30", round_no=4, units=31,
            co_hosts="县委宣传部、县政府纠风办",
            slogan="创优质服务、优良作风、优美环境，让群众满意",
        ),
    ),
}  # fmt: skip


def hold_competitions(town: Town) -> None:
    rng = stream(town.plan.code, "competitions")
    for contest in CONTESTS[town.plan.code]:
        competition = _hold(town, contest)
        entries = _entries(town, contest, competition, rng)
        if not contest.units:
            competition.participants = sum(entry.people or 0 for entry in entries)
        competition.save()
        CompetitionEntry.objects.bulk_create(entries)
        if contest.prizes:
            CompetitionResult.objects.bulk_create(_results(contest, entries, rng))


def _hold(town: Town, contest: Contest) -> Competition:
    host = town.root if contest.host is None else town.union(ENTERPRISE, contest.host)
    return Competition(
        union=host,
        level=contest.level if contest.host is None else Level.UNION,
        name=contest.name,
        kind=contest.kind,
        cup=contest.cup,
        trade=contest.trade,
        round_no=contest.round_no,
        co_hosts=contest.co_hosts,
        criteria=contest.criteria,
        units=contest.units,
        slogan=contest.slogan,
        held_on=date.fromisoformat(contest.held_on),
        ends_on=date.fromisoformat(contest.ends_on) if contest.ends_on else None,
    )


def _entries(
    town: Town, contest: Contest, competition: Competition, rng: Random
) -> list[CompetitionEntry]:
    unions = [
        town.union(kind, ordinal) for kind, places in contest.entrants.items() for ordinal in places
    ]
    return [
        CompetitionEntry(
            competition=competition,
            union=union,
            people=rng.randint(3, 12),
            name_order=place if place <= contest.named else None,
        )
        for place, union in enumerate(unions, start=1)
    ]


def _results(
    contest: Contest, entries: list[CompetitionEntry], rng: Random
) -> list[CompetitionResult]:
    return [
        CompetitionResult(
            competition=entry.competition,
            winner=person_name(rng, rng.choices(list(Sex), (7, 3))[0]),
            post=entry.union.name.removesuffix("工会") + contest.trade,
            rank=prize.rank,
            title=prize.title,
            qualification=prize.qualification,
        )
        for entry, prize in zip(
            rng.choices(entries, k=len(contest.prizes)), contest.prizes, strict=True
        )
    ]

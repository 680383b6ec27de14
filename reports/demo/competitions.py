"""Contests of the towns, who entered and who won (D9-22, D9-28…30)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from reports.demo.chance import stream
from reports.demo.identity import person_name
from reports.demo.organisation import Town
from unions.models import Competition, CompetitionEntry, CompetitionResult, Union
from unions.validators import Sex

__all__ = ["hold_competitions"]

Kind, Level = Competition.Kind, Competition.Level
Qualification = CompetitionResult.Qualification
CRITERIA = "比服务态度、比精神状态、比方式方法、比政策掌握度、比工作业绩"


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
    winners: int = 0


ENTERPRISE, ORGAN, INSTITUTION = Union.Kind.ENTERPRISE, Union.Kind.ORGAN, Union.Kind.INSTITUTION

CONTESTS: Mapping[str, tuple[Contest, ...]] = {
    "D01": (
        Contest(
            "社会主义劳动竞赛", Kind.LABOUR, "2009-02-10", {ENTERPRISE: range(32)},
            ends_on="2009-10-30", named=10, criteria="比技术、比质量、比节约、比安全、比贡献",
        ),
        Contest(
            "项目建设立功竞赛", Kind.MERIT, "2009-03-05", {ORGAN: range(6)},
            ends_on="2009-10-20", co_hosts="镇机关工会、项目办", criteria=CRITERIA, winners=4,
        ),
        Contest(
            "“安康杯”劳动竞赛", Kind.SAFETY, "2009-04-01",
            {ENTERPRISE: (*range(12), *range(40, 52)), INSTITUTION: range(3)},
            ends_on="2009-10-15", round_no=6,
        ),
        Contest(
            "行车工技能竞赛", Kind.SKILL, "2009-06-18", {ENTERPRISE: (0, 3, 4, 9, 12, 19, 22, 45)},
            cup="云岫杯", trade="行车工", round_no=1, winners=6,
            co_hosts="镇总工会、云岫起重设备有限公司",
        ),
        Contest(
            "示范镇电工技能竞赛", Kind.SKILL, "2009-09-12",
            {ENTERPRISE: (1, 2, 5, 6, 8, 14, 15, 21, 27, 30, 38, 41, 56)},
            trade="电工", round_no=3, co_hosts="镇劳动保障站、镇成校", winners=6,
        ),
        Contest(
            "车工岗位练兵", Kind.SKILL, "2009-05-08", {ENTERPRISE: (3,)},
            host=3, trade="车工", winners=3,
        ),
        Contest(
            "钳工技能竞赛", Kind.SKILL, "2008-09-20", {ENTERPRISE: (0, 3, 6, 7, 11, 33)},
            trade="钳工", winners=3,
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
            cup="渔歌杯", trade="缝纫工", winners=3,
        ),
        Contest(
            "“安康杯”劳动竞赛", Kind.SAFETY, "2009-04-08", {ENTERPRISE: range(6)}, round_no=3
        ),
    ),
    "D03": (),
}  # fmt: skip

# (rank, title, qualification) of the winners of a skill contest
PRIZES = (
    (1, "镇技术能手", Qualification.SENIOR),
    (2, "镇技术能手", Qualification.SENIOR),
    (3, "镇技术能手", Qualification.INTERMEDIATE),
    (4, "", Qualification.INTERMEDIATE),
    (5, "", Qualification.INTERMEDIATE),
    (6, "", ""),
)


def hold_competitions(town: Town) -> None:
    rng = stream(town.plan.code, "competitions")
    for contest in CONTESTS[town.plan.code]:
        competition = _hold(town, contest)
        entries = _entries(town, contest, competition, rng)
        competition.participants = sum(entry.people or 0 for entry in entries)
        competition.save()
        CompetitionEntry.objects.bulk_create(entries)
        if contest.winners:
            CompetitionResult.objects.bulk_create(_results(contest, entries, rng))


def _hold(town: Town, contest: Contest) -> Competition:
    host = town.root if contest.host is None else town.union(ENTERPRISE, contest.host)
    return Competition(
        union=host,
        level=Level.TOWN if contest.host is None else Level.UNION,
        name=contest.name,
        kind=contest.kind,
        cup=contest.cup,
        trade=contest.trade,
        round_no=contest.round_no,
        co_hosts=contest.co_hosts,
        criteria=contest.criteria,
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
    prizes = PRIZES if contest.kind == Kind.SKILL else ((None, "项目建设先进个人", ""),) * 6
    return [
        CompetitionResult(
            competition=entry.competition,
            winner=person_name(rng, rng.choices(list(Sex), (7, 3))[0]),
            post=entry.union.name.removesuffix("工会") + contest.trade,
            rank=rank,
            title=title,
            qualification=qualification,
        )
        for entry, (rank, title, qualification) in zip(
            rng.choices(entries, k=contest.winners), prizes, strict=False
        )
    ]

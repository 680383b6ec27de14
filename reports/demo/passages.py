"""Texts of the towns' papers and what stands around them (D1-01…05, D4-01, D6-06, D7, D9-65)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from reports.demo.organisation import Town
from reports.models import Passage, ReportHead

__all__ = ["write_heads", "write_passages"]

Kind, Style = Passage.Kind, ReportHead.DateStyle


class Words(NamedTuple):
    kind: str
    text: str
    cause: str = ""
    year: int = 2009


WORDS: Mapping[str, tuple[Words, ...]] = {
    "D01": (
        Words(
            Kind.GUIDELINE, "围绕镇党委、政府中心工作，抓好职工素质、维权、服务和自身建设四项工程。"
        ),
        Words(
            Kind.GUIDELINE,
            "围绕县总工会重点工作目标，以创建和谐劳动关系为己任，为全镇经济社会发展发挥工会作用。",
            year=2010,
        ),
        Words(
            Kind.VISION,
            "镇总工会将坚持党委领导、政府支持、工会运作、各方配合、职工参与，"
            "努力建设党政满意、职工满意的工会组织。",
        ),
    ),
    "D02": (
        Words(Kind.GUIDELINE, "抓重点、创特色、树典型，推进工会规范化建设。"),
        Words(Kind.THEME, "规范化建设年。"),
    ),
    "D03": (
        Words(Kind.THEME, "三三五计划：夯实三个基础，打造三个品牌，实施五大工程。"),
        Words(Kind.GUIDELINE, "组织起来，切实维权。"),
        Words(Kind.STRATEGY, "生态立镇、旅游兴镇；创新、进取、和谐、奉献。"),
        Words(Kind.PROBLEM, "部分企业对工会工作重视不够，支持力度有待加强。", "宣传上门少。"),
        Words(Kind.PROBLEM, "基层工会建设还有薄弱环节，服务职工的水平有待提高。", "专职人员少。"),
        Words(Kind.PROBLEM, "个别工会干部服务意识不强，工作作风需要改进。", "培训不够经常。"),
        Words(Kind.LESSON, "工会代表职工，必须让职工参与其中。"),
        Words(Kind.LESSON, "保持开放心态，及时反映职工的意见和诉求。"),
        Words(
            Kind.APPRAISAL, "年初确定的各项任务基本完成，工作质量较好，人手少、任务重的压力仍在。"
        ),
        Words(Kind.VISION, "坚持组织建设和职工服务两手抓，为职工提供更好的服务。"),
    ),
}


RECIPIENT, ISSUED = "示范县总工会", date(2009, 11, 20)


class Head(NamedTuple):
    code: str
    serial: int
    style: str = Style.ARABIC


HEADS: Mapping[str, Head] = {
    "D01": Head("示工发", 38),
    "D02": Head("临工发", 46, Style.CHINESE),
    "D03": Head("山工发", 9, Style.CHINESE),
}


def write_passages(town: Town) -> None:
    Passage.objects.bulk_create(_passages(town))


def _passages(town: Town) -> Iterator[Passage]:
    """Numbered within their kind and year."""
    told: Counter[tuple[int, str]] = Counter()
    for words in WORDS[town.plan.code]:
        told[words.year, words.kind] += 1
        yield Passage(
            union=town.root,
            year=words.year,
            kind=words.kind,
            order=told[words.year, words.kind],
            text=words.text,
            cause=words.cause,
        )


def write_heads(town: Town) -> None:
    head = HEADS[town.plan.code]
    ReportHead.objects.create(
        union=town.root,
        year=2009,
        recipient=RECIPIENT,
        number_code=head.code,
        number_year=ISSUED.year,
        number_serial=head.serial,
        issued_on=ISSUED,
        date_style=head.style,
    )

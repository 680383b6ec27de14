"""The union that the title of its sheet names: 听松环境工程有限公司工会会员名册.

A name counts where it stands by itself: 青禾村 is meant neither by
青禾村联合工会 nor by 东青禾村工会.
"""

import re
from collections.abc import Iterator, Sequence

from unions.importing.directory import LEAST_LIKE, NOISE, SURE_LENGTH, UnionDirectory
from unions.models import Union
from unions.text import half_width

__all__ = ["titled_union"]

LONGEST = 80  # characters of a line that is a title, and no advice on how to fill the sheet in
LINES = 20
_BEFORE = re.compile(
    r"(?:^|[(\[〔【“\"'、;|]|\d[)、.]?|[年月日度季底]|半年|[县市省镇乡区]|街道|工会|关于|附[件表]|"
    r"(?:^|[)册表])(?:单位|工会|企业)(?:名称)?:)$"
)
_BEHIND = re.compile(
    r"(?:基层)?工会(?!联合|小组|分会)|[)\]〕】”\"'、,。;|\d(\[〔【–—-]|$|会员|职工|员工|人员|女职|女工|"
    r"在册|农民工|困难|帮扶|集体|工资|合同|合理|建议|提案|培训|竞赛|劳动|活动|情况|实名|信息|花?名|"
    r"台[账帐]|统计|汇总|登记|明细|报表|表|上报|报送|二|年|关于|届|机构|证书|先进|荣誉|慰问|干部"
)


def titled_union(directory: UnionDirectory, lines: Sequence[str]) -> Union | None:
    """The only grassroots union in the lines above a header; None where they name several."""
    found = {
        union
        for line in lines[:LINES]
        if len(line) <= LONGEST
        for union in _named(directory, re.sub(r"\s", "", half_width(line)).upper())
    }
    return found.pop() if len(found) == 1 else None


def _named(directory: UnionDirectory, text: str) -> Iterator[Union]:
    """Of names within one another only the longest; of a federation's nothing."""
    places = [place for place, sign in enumerate(text) if not NOISE.match(sign)]
    plain = "".join(text[place] for place in places)
    taken: set[int] = set()
    for key, unions in directory.names:
        start = plain.find(key) if len(key) >= LEAST_LIKE else -1
        if start < 0 or not taken.isdisjoint(span := range(start, start + len(key))):
            continue
        before, behind = text[: places[start]], text[places[span[-1]] + 1 :]
        if _stands_alone(key, before, behind):
            taken.update(span)
            yield from _grassroots(unions)


def _stands_alone(key: str, before: str, behind: str) -> bool:
    is_short = len(key) < SURE_LENGTH and not behind.startswith("工会")
    return not is_short and bool(_BEFORE.search(before) and _BEHIND.match(behind))


def _grassroots(unions: Sequence[Union]) -> list[Union]:
    """Those meant by one name: the standing ones, where there are any."""
    standing = [union for union in unions if union.dissolved_on is None] or unions
    return [union for union in standing if union.kind not in Union.FEDERATIONS]

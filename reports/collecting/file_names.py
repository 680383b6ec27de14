"""Whose a sheet is by what it, its file and the folders are called, where nothing in it tells."""

import posixpath
import re
from collections.abc import Iterator

from unions.importing.directory import UnionDirectory
from unions.models import Union

__all__ = ["named_by_file", "near_by_file"]

# What stands in the name of a file around that of a union: 2009年…工会会员名册（报送）.xls
_AROUND = re.compile(
    r"[\s\d_（）()【】\[\]+.·、-]+|[年月日]度?|[上下]半年|季度|最新|上报|报送|填报|"
    r"(?:基层)?(?:工会)?(?:委员会)?(?:会员|职工|人员|人数|困难|帮扶|集体合同|合同|合理化建议|建议|培训|"
    r"竞赛|活动|情况|实名制?|信息|花?名[册单]|台[账帐]|统计|汇总|登记|明细|报表|表格?)+"
)


def named_by_file(directory: UnionDirectory, name: str, sheet: str = "") -> Union | None:
    """By the sheet's own name where several are read, the file's, else the folder it lies in."""
    return next((u for part in _parts(name, sheet) if (u := directory.named_in(part))), None)


def near_by_file(directory: UnionDirectory, name: str, sheet: str = "") -> list[Union]:
    """Those that come near to one of these names, where none is a union's in full."""
    words = (word for part in _parts(name, sheet) for word in _words(part))
    return next((near for word in words if (near := directory.near(word))), [])


def _parts(name: str, sheet: str) -> Iterator[str]:
    stem = posixpath.splitext(name)[0]
    yield from filter(None, [sheet, *reversed(stem.split("/"))])


def _words(part: str) -> Iterator[str]:
    """What may be the union's: 东村工会 of 2009年东村工会会员名册, else its longest piece."""
    found = re.match(r".*?工会", re.sub(r"^[\d\s年月日._-]+", "", part))
    if found:
        yield found[0]
    longest = max(_AROUND.split(part), key=len)
    if len(longest) > 1:
        yield longest

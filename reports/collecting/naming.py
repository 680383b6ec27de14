"""The unions a sheet names in a column of its own, and why nobody knows them."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from reports.collecting.file_names import near_by_file
from reports.models import Upload
from unions.importing.directory import UnionDirectory, meant, union_key
from unions.importing.drafts import Draft, Fault
from unions.importing.plans import Plan
from unions.importing.tables import Column
from unions.models import Union
from unions.text import shorten

__all__ = ["set_aside", "several_named", "union_column", "union_trouble", "unions_meant"]

NAMED = 5  # unknown unions of a column that are quoted
NO_UNION = "没有写明是哪家工会：表里没有工会一栏，也没有填报单位，标题和文件名里也找不到。"


def union_trouble(plan: Plan, upload: Upload, directory: UnionDirectory) -> str:
    """Why no row has a union, with near misses; "" when some have, or name one that is known."""
    if place := union_column(plan):
        faults = [_fault_at(draft, place.heading) for draft in plan.drafts]
        if not all(fault and not _is_known(directory, fault.value) for fault in faults):
            return ""
        return faults[0].message + several_named(plan) if faults and faults[0] else ""
    if not plan.drafts or any(draft.union for draft in plan.drafts):
        return ""
    told = plan.assumed.unknown
    if told.endswith("？"):  # it asks already
        return f"{told}文件名里也找不到。"
    near = meant(near_by_file(directory, upload.name, upload.sheet))
    return (f"{told}文件名里也找不到。" if told else NO_UNION) + near


def several_named(plan: Plan) -> str:
    """That one answer takes the place of different names in the column of unions."""
    place = union_column(plan)
    faults = [_fault_at(draft, place.heading) for draft in plan.drafts] if place else []
    names: dict[str, str] = {}
    for fault in faults:
        if fault and fault.value:
            names.setdefault(union_key(fault.value), f"“{shorten(fault.value)}”")
    if len(names) < 2:
        return ""
    told = "、".join([*names.values()][:NAMED])
    more = "……" if len(names) > NAMED else ""
    return f"表里写的是{told}{more}，共 {len(names)} 家；填了这里，就全部算作那一家。"


def unions_meant(plan: Plan, upload: Upload, directory: UnionDirectory) -> list[Union]:
    """Those that the name in its column, as 填报单位, or of the file may be careless forms of."""
    written = plan.table.notes.reporting_union
    if place := union_column(plan):
        faults = (_fault_at(draft, place.heading) for draft in plan.drafts)
        written = next((fault.value for fault in faults if fault), "")
    near = directory.near(written) if written else []
    return near or near_by_file(directory, upload.name, upload.sheet)


def union_column(plan: Plan) -> Column | None:
    """Where every row names its own."""
    return next((column for column in plan.table.known if column.name == "union"), None)


def _is_known(directory: UnionDirectory, name: str) -> bool:
    """A row that is refused at its union for another reason names one all the same."""
    try:
        return bool(name and directory.find(name))
    except ValidationError:
        return False


def _fault_at(draft: Draft, heading: str) -> Fault | None:
    return next((fault for fault in draft.faults if fault.column == heading), None)


def set_aside(plan: Plan) -> Iterator[str]:
    """A column of unions that was said to be of no use: its names go nowhere else."""
    one = None if union_column(plan) else plan.assumed.union
    for column in plan.table.columns:
        if column.set_aside == "union":
            instead = f"各行都算作“{one}”" if one else "里面写的工会没有采用"
            yield f"“{shorten(column.heading)}”列没有用，{instead}。"

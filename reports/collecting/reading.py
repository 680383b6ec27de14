"""What a file of a lot is and would do, kept with it: pages then need not read it again.

The outcome is a summary for the page. What is stored is planned anew at confirmation.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings

from reports.collecting.file_names import named_by_file
from reports.collecting.forms import offered
from reports.collecting.naming import set_aside, several_named, union_column, union_trouble
from reports.collecting.orders import order_of, recognised_in
from reports.models import Upload
from unions.importing.catalogue import importable
from unions.importing.directory import UnionDirectory
from unions.importing.files import Sheet, read_sheets
from unions.importing.guards import Unreadable
from unions.importing.orders import BY_TITLE, Order, SheetTold, Unclear
from unions.importing.plans import Plan, make_plan
from unions.importing.unread import other_sheets
from unions.models import Employer, Union, User
from unions.text import shorten

__all__ = [
    "GONE",
    "ODD",
    "Desk",
    "doubts_of",
    "outcome_of",
    "read",
    "unions_in",
    "unread_of",
]

logger = logging.getLogger(__name__)

GONE = "这个文件已不在，请重新收一次。"
ODD = "读这个文件时出了意外。请单独收这一份，还不行请告诉系统管理员。"


@dataclass
class Desk:
    """What reading one file after another shares: who reads, into which town, its unions."""

    user: User
    root: Union
    rows: int = 0  # read so far

    @property
    def is_full(self) -> bool:
        """One request cannot read many sheets of thousands of rows in half a minute."""
        return self.rows > 2 * int(settings.LEDGER_IMPORT_MAX_ROWS)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        return offered(self.user, self.root)

    @cached_property
    def directory(self) -> UnionDirectory:
        return UnionDirectory(Union.objects.subtree_of(self.root))

    def order(
        self, upload: Upload, content: bytes | None = None, sheets: Sequence[Sheet] | None = None
    ) -> Order:
        """With the shared unions, save for sheets that change what unions are known by."""
        order = order_of(upload, content)
        directory = None if _changes_directory(upload) else self.directory
        return replace(order, sheets=sheets, directory=directory)

    def stored(self, upload: Upload) -> None:
        """After a sheet of unions or employers the directory is out of date."""
        if _changes_directory(upload):
            self.__dict__.pop("directory", None)


def _changes_directory(upload: Upload) -> bool:
    return importable()[upload.resource]._meta.model in {Union, Employer}


def read(upload: Upload, desk: Desk, content: bytes, sheets: Sequence[Sheet] | None = None) -> None:
    """Sets the record type unless it was said, the union the name tells, and the outcome."""
    try:
        _read(upload, desk, content, sheets or read_sheets(content))
    except Unreadable as error:
        upload.outcome = {"trouble": str(error)}
    except Exception:  # a fault of ours in one file must not keep the others out
        logger.exception("Sheet of a lot not read")
        upload.outcome = {"trouble": ODD}


def _read(upload: Upload, desk: Desk, content: bytes, sheets: Sequence[Sheet]) -> None:
    desk.rows += sum(len(one.rows) for one in sheets if upload.sheet in {"", one.name})
    if upload.guessed is None:
        upload.guessed = named_by_file(desk.directory, upload.name, upload.sheet)
    try:
        upload.resource = upload.resource or recognised_in(sheets, desk.kinds)
        plan = make_plan(desk.order(upload, content, sheets))
    except Unclear as error:
        upload.outcome = {"trouble": str(error), "asks": "columns"}
    except Unreadable as error:
        upload.outcome = {"trouble": str(error), "asks": "kind"}
    else:
        upload.outcome = outcome_of(plan, upload, desk.directory)


def outcome_of(plan: Plan, upload: Upload, directory: UnionDirectory) -> dict[str, Any]:
    if not plan.drafts:  # a form that came back as it went out
        return {"trouble": "这张表只有表头，一行也没有填。请对方填好再报。"}
    outcome: dict[str, Any] = {
        "counts": plan.counts,
        "storable": len(plan.storable),
        "digest": plan.digest(),
        "unions": unions_in(plan),
        "union": _only_union(plan),
        "day": plan.assumed.day.isoformat(),
        "notes": [
            *_notes(plan, upload, directory),
            *(f"{told}。" for told in plan.cut if told not in "".join(plan.warnings)),
            *unread_of(plan, upload),
            *plan.hidden,
            *_left(plan),
        ],
        "warnings": [*doubts_of(plan, upload), *plan.warnings],
        "multiplied": plan.multiplied,
        "why": _first_fault(plan),
        "people": len(plan.transfers),
    }
    if trouble := union_trouble(plan, upload, directory):
        column = union_column(plan)
        outcome |= {"trouble": trouble, "asks": "union", "column": column and column.index}
        outcome["several"] = several_named(plan)
    return outcome


def unread_of(plan: Plan, upload: Upload, named: Sequence[SheetTold] = ()) -> Sequence[str]:
    """What is not brought in; of a lot other sheets are outcomes of their own, or named once."""
    told = (*plan.unread_columns, *set_aside(plan))
    if upload.lot and upload.sheet:
        return told
    return *told, *other_sheets(one.name for one in plan.other_sheets if one not in named)


def _left(plan: Plan) -> list[str]:
    """What the file's own page lists."""
    cells, people = len(plan.unapplied), len(plan.transfers)
    return [
        *([f"有 {cells} 处和台账不同、收表不改，点开看怎么办。"] if cells else []),
        *([f"有 {people} 人登记在别的工会，调来的请点开逐个勾选。"] if people else []),
    ]


def unions_in(plan: Plan) -> str:
    """The union when all rows are of one, else how many there are."""
    found = {draft.union for draft in plan.drafts if draft.union}
    return str(found.pop()) if len(found) == 1 else f"{len(found)} 家工会" if found else ""


def _first_fault(plan: Plan) -> str:
    """Of the first refused row, so that a common mistake is known without opening the file."""
    fault = next((fault for draft in plan.refused for fault in draft.faults), None)
    return f"第{fault.row}行{fault.column}：{fault.message}" if fault else ""


def _only_union(plan: Plan) -> int | None:
    """Of sheets about one union; a list of unions is about many."""
    found = {draft.union.pk for draft in plan.drafts if draft.union}
    return found.pop() if len(found) == 1 and plan.resource.model is not Union else None


def doubts_of(plan: Plan, upload: Upload) -> list[str]:
    """Where the file's name tells another union than the sheet: nobody knows which was slipped."""
    told, guessed = plan.assumed.union, upload.guessed
    if guessed is None or told in {None, guessed} or upload.union or union_column(plan):
        return []
    return [f"文件名像是“{guessed}”，表里是“{told}”，按表里的收。请核对这份表是哪家的。"]


def _notes(plan: Plan, upload: Upload, directory: UnionDirectory) -> list[str]:
    """How the union was found where no column tells it."""
    told, guessed = plan.assumed.union, upload.guessed
    if union_column(plan) or upload.union:
        return []
    if plan.assumed.told_by == BY_TITLE:
        return [] if guessed else ["工会按标题认。"]
    if guessed is None or told != guessed:
        return []
    written = plan.table.notes.reporting_union
    if written and directory.calls(written, guessed):
        return []
    return [f"{f'填报单位“{shorten(written)}”认不出，' if written else ''}工会按文件名认。"]

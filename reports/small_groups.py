"""Aid told by number only: groups of fewer than five people are not shown on their own.

Who may not read the aid records (the county) gets counts and sums; where fewer than five people
stand behind a number, the number would tell on somebody (facts of the permission matrix).
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Count

from members.models import AidCase, AidPayment
from reports.figures import Figure, Number, plain
from reports.registry import Counted, Dimension, Rows
from unions.models import Union, User
from unions.permissions import reaches

__all__ = [
    "FEWEST",
    "is_shielded",
    "kept_together",
    "people_behind",
    "shield",
    "told_by_union",
    "told_parts",
]

FEWEST = 5
PERSONS = {AidCase: Count("pk"), AidPayment: Count("case", distinct=True)}
Group = tuple[str, Number | None]  # None: too few people to tell


def is_shielded(rows: Rows, user: User, root: Union) -> bool:
    """Whether the rows are about aid and the user may not read them in this union."""
    return rows.model in PERSONS and not reaches(user, rows.model, root)


def shield(figure: Figure, rows: Rows, root: Union) -> Figure:
    """The figure without its value where few people may stand behind it.

    Of single unions none is told: from two of them and their sum a third could be worked out.
    """
    is_single = root.kind not in Union.FEDERATIONS
    few = is_single or 0 < people_behind(rows) < FEWEST
    return replace(figure, value=None, rows=None) if few else figure


def told_by_union(rows: Rows, counted: Counted) -> list[Group]:
    """Small unions stand together in one last row (see kept_together)."""
    path = counted.union_path
    grouped = rows.order_by().values_list(f"{path}__code", f"{path}__name")
    found = sorted(grouped.annotate(value=counted.measure, people=PERSONS[rows.model]))
    small = kept_together({code: people for code, _, _, people in found})
    told: list[Group] = [
        (name, plain(value)) for code, name, value, _ in found if code not in small
    ]
    together = [row for row in found if row[0] in small]
    return [*told, _rest(together)] if together else told


def kept_together(people: Mapping[str, int], besides: int = 0) -> set[str]:
    """Codes of the unions that are not told one by one, by the number of people in each.

    Small ones take as many others along as make five people of them, so that nobody can work a
    small one out from the total. ``besides``: people of no union here, told with them.
    """
    left = sorted((count, code) for code, count in people.items() if count)
    together: set[str] = set()
    while left and (left[0][0] < FEWEST or 0 < besides < FEWEST):
        count, code = left.pop(0)
        together.add(code)
        besides += count
    return together


def _rest(together: list[Any]) -> Group:
    label = f"其余{len(together)}家工会合计（有的不足{FEWEST}人，不分列）"
    enough = sum(people for *_, people in together) >= FEWEST
    return label, plain(sum(value for _, _, value, _ in together)) if enough else None


def told_parts(rows: Rows, dimension: Dimension) -> bool:
    """Whether every part of a breakdown has people enough to be shown."""
    grouped = rows.order_by().values_list(dimension.path).annotate(people=PERSONS[rows.model])
    return all(people >= FEWEST for _, people in grouped)


def people_behind(rows: Rows) -> int:
    found = rows.order_by().aggregate(people=PERSONS[rows.model])
    return int(found["people"])

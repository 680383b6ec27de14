"""职工学校、职工俱乐部、职工书屋 applied for, by kind of union and 示范点 (D9-46/47, P14)."""

from collections.abc import Callable, Iterator
from datetime import date

from reports.indicators.recognitions import (
    LEVEL,
    QUANTITY,
    UNION_KIND,
    applied,
    graded,
    of_scheme,
    under,
)
from reports.indicators.shapes import part_of
from reports.registry import Flow, Indicator, NamedRows, Rows
from unions.models import Recognition, Union

VENUES = {"school": "职工学校", "club": "职工俱乐部", "reading_room": "职工书屋"}
UNIONS = {
    "enterprise": ("企业", "企业工会", "D9-46"),
    "village": ("村（社区）", "村（社区）工会", "D9-47"),
}
GRADE = graded("等次", {"建成": "site", "示范点": "model"})


def _venue(code: str, name: str) -> Iterator[Indicator]:
    """All applications of the year, then those for a model site, each by kind of union."""
    whole = Flow(
        code=f"recognitions.{code}",
        name=f"申报{name}数",
        unit="家",
        definition=f"申报日期在期间内的{name}，建成和示范点都计，只报总数的按数量计。",
        source="D9-46、D9-47",
        rows=applied,
        only=under(code),
        measure=QUANTITY,
        dimensions=(UNION_KIND, GRADE, LEVEL),
    )
    sites = Flow(
        code=f"recognitions.{code}_model",
        name=f"申报示范点{name}数",
        unit="家",
        definition=f"申报日期在期间内的示范点{name}，只报总数的按数量计。",
        source="D9-46、D9-47",
        rows=applied,
        only=under(code, "model"),
        measure=QUANTITY,
        dimensions=(UNION_KIND, LEVEL),
    )
    for flow, what in ((whole, name), (sites, f"示范点{name}")):
        yield flow
        for key, (whose, label, source) in UNIONS.items():
            part_name = f"{whose}申报{what}数"
            yield part_of(flow, f"{flow.code}_{key}", part_name, UNION_KIND, label, source=source)


def _names(code: str, *grades: str) -> Callable[[Union, date, date], Rows]:
    find = of_scheme(applied, code, *grades)

    def rows(root: Union, start: date, end: date) -> Rows:
        return find(root, start, end).order_by("applied_on", "pk").select_related("union")

    return rows


def site_words(row: Recognition) -> str:
    """The site's own name, else its union; a total names nobody."""
    return row.name or (row.union.name if row.quantity == 1 else "")


INDICATORS: tuple[Indicator, ...] = tuple(
    indicator for code, name in VENUES.items() for indicator in _venue(code, name)
)
LISTS: tuple[NamedRows, ...] = tuple(
    NamedRows(
        f"{mark}{name}",
        f"期间内申报{mark}{name}的工会，按先后。",
        _names(code, *grades),
        site_words,
    )
    for code, name in VENUES.items()
    for mark, grades in (("", ()), ("示范点", ("model",)))
)

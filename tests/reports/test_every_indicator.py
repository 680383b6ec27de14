"""What must hold for every indicator; a new one is tested on arrival (see indicator_cases).

Each test builds what it needs once and compares all indicators at a stroke, by code: the difference
of the two dictionaries names every indicator that is wrong.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.registry import UNCLASSIFIED, Dimension, Part, Preferred, Ratio, Reported, registry
from tests import factories as make
from tests.reports.indicator_cases import (
    AS_OF,
    BY_CODE,
    CASES,
    COUNTED,
    FLOWS,
    INDICATORS,
    OUTLIVES_ITS_UNION,
    STOCKS,
    book_of,
    case_of,
    strays_of,
    town_named,
    window_of,
)
from tests.reports.work_makers import Maker
from unions.models import Union

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY = date(2009, 5, 20)
ADDITIVE = [*COUNTED, *(code for code, i in BY_CODE.items() if isinstance(i, Preferred))]
PARTS = {i.code: i for i in INDICATORS if isinstance(i, Part)}
Values = dict[str, Any]
RATES = {i.code: i for i in INDICATORS if isinstance(i, Ratio)}


@pytest.fixture
def county():
    return make.UnionFactory(name="示范县总工会", kind=Union.Kind.COUNTY)


@pytest.fixture
def town(county):
    return town_named("示范镇总工会", county)


@pytest.fixture
def neighbour(county):
    return town_named("邻镇总工会", county)


def makers() -> list[Maker]:
    return list({case.make: None for case in CASES.values()})


def fill(town, day=MAY):
    """A row of every kind there is."""
    for maker in makers():
        maker(town, day)


def values(root):
    book = book_of(root)
    return {code: book.value(code) for code in BY_CODE}


def by_maker(codes: Iterable[str]) -> Iterator[tuple[Union, Maker, list[str]]]:
    """A town of their own for the codes whose rows are made alike and dated in the same days."""
    groups: dict[object, list[str]] = {}
    for code in codes:
        groups.setdefault((case_of(code).make, window_of(code)), []).append(code)
    for number, alike in enumerate(groups.values()):
        yield town_named(f"第{number}镇总工会"), case_of(alike[0]).make, alike


def worth(codes: Iterable[str], times: int = 1):
    return {code: times * case_of(code).worth for code in codes}


def known(root: Union, codes: Iterable[str]):
    """Values; what nobody told counts as nothing."""
    book = book_of(root)
    return {code: book.value(code) or 0 for code in codes}


def test_no_row_factory_is_left_of_an_indicator_that_is_gone():
    assert set(CASES) <= set(COUNTED)


def test_the_declared_indicators_are_those_registered():
    assert [i.code for i in registry] == [i.code for i in INDICATORS]


def test_every_indicator_says_in_chinese_what_it_is():
    assert not [i.code for i in INDICATORS if not i.unit or not i.definition.endswith("。")]
    assert len({i.name for i in INDICATORS}) == len(INDICATORS)


def test_every_counted_indicator_has_a_row_factory_whose_worth_it_counts():
    found: Values = {}
    rows: Values = {}
    for town, maker, codes in by_maker(COUNTED):
        maker(town, MAY)
        maker(town, MAY)
        found |= known(town, codes)
        rows |= {code: book_of(town).figure(code).rows for code in codes}
    assert found == worth(COUNTED, 2)
    assert rows == dict.fromkeys(COUNTED, 2)


def test_an_empty_ledger_gives_zero_or_unknown_and_never_an_error(town):
    figures = book_of(town).figures()
    assert not [f for f in figures if f.value not in (0, None) or f.rows]
    assert {figure.display for figure in figures} <= {"0", "–"}
    unknown = {figure.code for figure in figures if figure.value is None}
    assert {code for code, i in COUNTED.items() if i.by_headcount} <= unknown


def test_rows_of_a_sibling_town_change_nothing(town, neighbour, county):
    fill(town)
    own, whole = values(town), values(county)
    fill(neighbour)
    assert values(town) == own
    changed = values(county)
    assert not [code for code in COUNTED if changed[code] == whole[code]]


def _broken_down() -> Iterator[tuple[Dimension, Union, list[str]]]:
    """For every breakdown a town with a row of every stored value, and one of none."""
    groups: dict[tuple[Maker, str], tuple[Dimension, list[str]]] = {}
    for code, indicator in COUNTED.items():
        for dimension in indicator.dimensions:
            key = case_of(code).make, dimension.path
            groups.setdefault(key, (dimension, []))[1].append(code)
    for (maker, path), (dimension, codes) in groups.items():
        town = town_named(f"{path}{len(codes)}镇总工会")
        stored = [value for held in dimension.parts.values() for value in held]
        for value in [*stored, *strays_of(dimension)]:
            maker(town, MAY, **{path: value})
        yield dimension, town, codes


def test_parts_sum_to_the_whole_and_hold_the_rows_under_their_labels_only():
    found: Values = {}
    expected: Values = {}
    for dimension, town, codes in _broken_down():
        book = book_of(town)
        strays = {UNCLASSIFIED: 1} if strays_of(dimension) else {}
        rows = {label: len(held) for label, held in dimension.parts.items()} | strays
        for code, value in worth(codes).items():
            key = f"{code} by {dimension.name}"
            found[key] = (list(book.breakdown(code, dimension).items()), book.value(code))
            shares = [(label, count * value) for label, count in rows.items()]
            expected[key] = (shares, sum(rows.values()) * value)
        for part in PARTS.values():
            if part.whole in codes and part.dimension == dimension.name:
                found[part.code] = book.value(part.code)
                count = sum(rows[label] for label in part.labels)
                expected[part.code] = count * case_of(part.whole).worth
    assert found == expected
    assert set(PARTS) <= set(found)


def test_the_county_is_the_sum_of_its_towns(county, town, neighbour):
    fill(town)
    fill(neighbour)
    fill(neighbour, AS_OF)
    own, theirs, whole = values(town), values(neighbour), values(county)
    assert not [code for code in ADDITIVE if own[code] + theirs[code] != whole[code]]
    assert all(whole[code] for code in ADDITIVE)


def test_what_the_federation_keeps_itself_belongs_to_it(county, town):
    before = known(town, COUNTED)
    fill(county)
    assert known(town, COUNTED) == before
    assert not [code for code, value in known(county, COUNTED).items() if not value]


def test_rows_of_both_edge_days_count_and_those_beyond_do_not():
    beyond: Values = {}
    edges: Values = {}
    for town, maker, codes in by_maker(FLOWS):
        window = window_of(codes[0])
        maker(town, window.start - DAY)
        maker(town, window.end + DAY)
        beyond |= known(town, codes)
        maker(town, window.start)
        maker(town, window.end)
        edges |= known(town, codes)
    assert beyond == dict.fromkeys(FLOWS, 0)
    assert edges == worth(FLOWS, 2)


def test_a_stock_counts_what_begins_on_the_day_and_not_what_begins_after_it():
    after: Values = {}
    begun: Values = {}
    for town, maker, codes in by_maker(STOCKS):
        maker(town, AS_OF + DAY)
        after |= known(town, codes)
        maker(town, AS_OF)
        begun |= known(town, codes)
    assert after == dict.fromkeys(STOCKS, 0)
    assert begun == worth(STOCKS)


def dissolve(union, day):
    union.dissolved_on = day
    union.save()


def test_a_dissolved_union_is_not_counted_from_its_day():
    before: Values = {}
    after: Values = {}
    for town, maker, codes in by_maker(STOCKS):
        union = maker(town, MAY)
        dissolve(union, AS_OF + DAY)
        before |= known(town, codes)
        dissolve(union, AS_OF)
        after |= known(town, codes)
    assert before == worth(STOCKS)
    assert after == dict.fromkeys(STOCKS, 0) | worth(OUTLIVES_ITS_UNION)


def test_what_a_union_did_before_it_was_dissolved_still_counts():
    codes = [code for code in FLOWS if code != "unions.dissolved"]
    found: Values = {}
    for town, maker, alike in by_maker(codes):
        dissolve(maker(town, MAY), MAY + DAY)
        found |= known(town, alike)
    assert found == worth(codes)


def test_a_figure_is_the_sum_of_its_unions_and_of_the_rows_behind_it(county, town):
    fill(town)
    fill(town, AS_OF)
    book = book_of(town)
    inside = set(Union.objects.subtree_of(town).values_list("pk", flat=True))
    values = {code: book.value(code) for code in ADDITIVE}
    assert all(values.values())
    assert {code: sum(book.by_union(code).values()) for code in ADDITIVE} == values
    assert not [code for code in ADDITIVE if not set(book.by_union(code)) <= inside]
    rows = {code: book.rows(indicator) for code, indicator in COUNTED.items()}
    added = {code: rows[code].aggregate(n=i.measure)["n"] for code, i in COUNTED.items()}
    assert added == {code: values[code] for code in COUNTED}
    counts = {code: found.count() for code, found in rows.items()}
    assert counts == {code: book.figure(code).rows for code in COUNTED}


def test_a_rate_is_its_parts_divided_and_rounded_half_up(town):
    fill(town)
    operands = [code for rate in RATES.values() for code in (rate.numerator, rate.denominator)]
    for number, code in enumerate(dict.fromkeys(operands), start=7):
        if isinstance(BY_CODE[code], Reported):
            make.ReportedFigureFactory(union=town, code=code, value=number)
    book = book_of(town)
    expected = {}
    for code, rate in RATES.items():
        part, whole = book.value(rate.numerator), book.value(rate.denominator)
        share = Decimal(part) * 100 / whole
        tenths = str(share.quantize(Decimal("0.1"), ROUND_HALF_UP))
        expected[code] = tenths.removesuffix(".0") if share == int(share) else tenths
    assert {code: book.figure(code).display for code in RATES} == expected


def test_a_counted_figure_costs_at_most_four_queries(town):
    fill(town)
    costs = {}
    for code in COUNTED:
        book = book_of(town)
        with CaptureQueriesContext(connection) as queries:
            book.figure(code)
        costs[code] = len(queries)
    assert not {code: cost for code, cost in costs.items() if cost > 4}


def test_figures_of_the_same_rows_and_days_share_one_query(county, town):
    fill(town)
    make.TargetFactory(union=county, code="members.joined")
    for code in ("members.total", "training.attendance", "unions.standing"):
        make.ReportedFigureFactory(union=town, code=code)
    with CaptureQueriesContext(connection) as queries:
        book_of(county).figures()
    families = {(indicator.rows, window_of(code)) for code, indicator in COUNTED.items()}
    assert len(families) < len(COUNTED) / 2
    assert len(queries) <= len(families) + 20

"""What must hold for every indicator; a new one is tested on arrival (see indicator_cases)."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.registry import UNCLASSIFIED, Part, Preferred, Ratio, Reported, registry
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
from unions.models import Union

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MAY = date(2009, 5, 20)
ADDITIVE = [*COUNTED, *(code for code, i in BY_CODE.items() if isinstance(i, Preferred))]
PARTED = [(code, d) for code, i in COUNTED.items() for d in i.dimensions]
PARTS = [i.code for i in INDICATORS if isinstance(i, Part)]


@pytest.fixture
def county():
    return make.UnionFactory(name="示范县总工会", kind=Union.Kind.COUNTY)


@pytest.fixture
def town(county):
    return town_named("示范镇总工会", county)


@pytest.fixture
def neighbour(county):
    return town_named("邻镇总工会", county)


def fill(town, day=MAY):
    """A row of every kind there is."""
    for case in {case.make: case for case in CASES.values()}.values():
        case.make(town, day)


def values(root):
    book = book_of(root)
    return {code: book.value(code) for code in BY_CODE}


@pytest.mark.parametrize("code", COUNTED)
def test_every_counted_indicator_has_a_row_factory_whose_worth_it_counts(town, code):
    case = case_of(code)
    case.make(town, MAY)
    case.make(town, MAY)
    figure = book_of(town).figure(code)
    assert (figure.value, figure.rows) == (2 * case.worth, 2)


def test_no_row_factory_is_left_of_an_indicator_that_is_gone():
    assert set(CASES) <= set(COUNTED)


def test_the_declared_indicators_are_those_registered():
    assert [i.code for i in registry] == [i.code for i in INDICATORS]


@pytest.mark.parametrize("code", BY_CODE)
def test_an_empty_ledger_gives_zero_or_unknown_and_never_an_error(town, code):
    figure = book_of(town).figure(code)
    assert figure.value in (0, None)
    assert not figure.rows
    assert figure.display in ("0", "0.00", "–")


@pytest.mark.parametrize("code", [c for c, i in COUNTED.items() if i.by_headcount])
def test_what_nobody_returned_is_unknown_and_not_zero(town, code):
    assert book_of(town).value(code) is None


def test_rows_of_a_sibling_town_change_nothing(town, neighbour, county):
    fill(town)
    own, whole = values(town), values(county)
    fill(neighbour)
    assert values(town) == own
    changed = values(county)
    assert not [code for code in COUNTED if changed[code] == whole[code]]


@pytest.mark.parametrize(("code", "dimension"), PARTED, ids=lambda p: getattr(p, "name", p))
def test_the_parts_of_a_breakdown_sum_to_the_whole(town, code, dimension):
    case = case_of(code)
    stored = [value for held in dimension.parts.values() for value in held]
    for value in [*stored, *strays_of(dimension)]:
        case.make(town, MAY, **{dimension.path: value})
    book = book_of(town)
    parts = book.breakdown(code, dimension)
    strays = len(strays_of(dimension))
    assert sum(parts.values()) == book.value(code) == (len(stored) + strays) * case.worth
    assert parts.get(UNCLASSIFIED, 0) == strays * case.worth
    assert list(parts) == [*dimension.parts, *[UNCLASSIFIED] * strays]
    assert all(parts[label] == len(held) * case.worth for label, held in dimension.parts.items())


@pytest.mark.parametrize("code", PARTS)
def test_a_part_counts_the_rows_under_its_labels_only(town, code):
    part = BY_CODE[code]
    dimension = next(d for d in BY_CODE[part.whole].dimensions if d.name == part.dimension)
    case = case_of(part.whole)
    stored = [value for held in dimension.parts.values() for value in held]
    for value in [*stored, *strays_of(dimension)]:
        case.make(town, MAY, **{dimension.path: value})
    expected = sum(len(dimension.parts[label]) for label in part.labels)
    assert book_of(town).value(code) == expected * case.worth


def test_the_county_is_the_sum_of_its_towns(county, town, neighbour):
    fill(town)
    fill(neighbour)
    fill(neighbour, AS_OF)
    own, theirs, whole = values(town), values(neighbour), values(county)
    assert not [code for code in ADDITIVE if own[code] + theirs[code] != whole[code]]
    assert all(whole[code] for code in ADDITIVE)


@pytest.mark.parametrize("code", COUNTED)
def test_what_the_federation_keeps_itself_belongs_to_it(county, town, code):
    case_of(code).make(county, MAY)
    assert (book_of(county).value(code) or 0) - (book_of(town).value(code) or 0) > 0


@pytest.mark.parametrize("code", FLOWS)
def test_rows_of_both_edge_days_count_and_those_beyond_do_not(town, code):
    case, window = case_of(code), window_of(code)
    case.make(town, window.start - DAY)
    case.make(town, window.end + DAY)
    assert book_of(town).value(code) == 0
    case.make(town, window.start)
    case.make(town, window.end)
    assert book_of(town).value(code) == 2 * case.worth


@pytest.mark.parametrize("code", STOCKS)
def test_a_stock_counts_what_begins_on_the_day_and_not_what_begins_after_it(town, code):
    case = case_of(code)
    case.make(town, AS_OF + DAY)
    assert not book_of(town).value(code)
    case.make(town, AS_OF)
    assert book_of(town).value(code) == case.worth


@pytest.mark.parametrize("code", STOCKS)
def test_a_dissolved_union_is_not_counted_from_its_day(town, code):
    case = case_of(code)
    union = case.make(town, MAY)
    union.dissolved_on = AS_OF + DAY
    union.save()
    assert book_of(town).value(code) == case.worth
    union.dissolved_on = AS_OF
    union.save()
    kept = case.worth if code in OUTLIVES_ITS_UNION else 0
    assert (book_of(town).value(code) or 0) == kept


@pytest.mark.parametrize("code", [code for code in FLOWS if code != "unions.dissolved"])
def test_what_a_union_did_before_it_was_dissolved_still_counts(town, code):
    case = case_of(code)
    union = case.make(town, MAY)
    union.dissolved_on = MAY + DAY
    union.save()
    assert book_of(town).value(code) == case.worth


@pytest.mark.parametrize("code", ADDITIVE)
def test_the_values_by_union_sum_to_the_value(town, code):
    fill(town)
    fill(town, AS_OF)
    book = book_of(town)
    assert sum(book.by_union(code).values()) == book.value(code) > 0
    unions = Union.objects.filter(pk__in=book.by_union(code))
    assert all(union.is_within(town) for union in unions)
    assert len(unions) == len(book.by_union(code))


@pytest.mark.parametrize("code", [i.code for i in INDICATORS if isinstance(i, Ratio)])
def test_a_rate_is_its_parts_divided_and_rounded_half_up(town, code):
    fill(town)
    rate = BY_CODE[code]
    for number, code_of_part in enumerate((rate.numerator, rate.denominator), start=7):
        if isinstance(BY_CODE[code_of_part], Reported):
            make.ReportedFigureFactory(union=town, code=code_of_part, value=number)
    book = book_of(town)
    part, whole = book.value(rate.numerator), book.value(rate.denominator)
    expected = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert book.figure(code).display == str(expected)


@pytest.mark.parametrize("code", COUNTED)
def test_a_counted_figure_costs_at_most_four_queries(town, code):
    fill(town)
    book = book_of(town)
    with CaptureQueriesContext(connection) as queries:
        book.figure(code)
    assert len(queries) <= 4, [query["sql"] for query in queries]


def test_all_figures_of_a_scope_cost_one_query_each_and_a_few(county, town):
    fill(town)
    make.TargetFactory(union=county, code="members.joined")
    for code in ("members.total", "training.attendance", "unions.standing"):
        make.ReportedFigureFactory(union=town, code=code)
    with CaptureQueriesContext(connection) as queries:
        book_of(county).figures()
    parted = {(part.whole, part.dimension) for part in (BY_CODE[code] for code in PARTS)}
    assert len(queries) <= len(COUNTED) + len(parted) + 30


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda i: i.code)
def test_every_indicator_says_in_chinese_what_it_is(indicator):
    assert indicator.unit
    assert indicator.definition.endswith("。")
    assert indicator.name not in {i.name for i in INDICATORS if i is not indicator}

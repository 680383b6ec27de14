"""Months and years, last year, and what is counted once although it happens twice."""

from datetime import date
from decimal import Decimal

import pytest

from reports.periods import Period
from tests import factories as make
from tests.reports.indicator_cases import (
    BY_CODE,
    DISTINCT,
    FLOWS,
    book_of,
    case_of,
    proposed,
    town_named,
)
from unions.dates import Precision
from unions.models import Competition, Union

pytestmark = pytest.mark.django_db
DAYS = [date(2009, 1, 1), date(2009, 3, 31), date(2009, 4, 1), date(2009, 12, 31)]
END = date(2009, 12, 31)


@pytest.fixture
def town():
    return town_named("示范镇总工会")


def sum_of_months(town, code):
    return sum(book_of(town, month).value(code) for month in Period.for_year(2009).months())


def of_year(town, code):
    return book_of(town, as_of=END).value(code)


def test_the_months_sum_to_the_year(town):
    for maker in dict.fromkeys(case_of(code).make for code in FLOWS):
        for day in DAYS:
            maker(town, day)
    year = book_of(town, as_of=END)
    months = [book_of(town, month) for month in Period.for_year(2009).months()]
    whole = {code: year.value(code) for code in FLOWS}
    added = {code: sum(month.value(code) for month in months) for code in FLOWS}
    assert not [code for code in FLOWS if whole[code] < len(DAYS) * case_of(code).worth]
    assert {code for code in FLOWS if added[code] != whole[code]} <= DISTINCT
    assert not [code for code in DISTINCT if added[code] < whole[code]]


def test_distinct_figures_are_flows():
    assert set(FLOWS) >= DISTINCT


def test_a_worker_helped_in_two_months_is_one_worker_of_the_year(town):
    case = make.AidCaseFactory(union__parent=town)
    make.AidPaymentFactory(case=case, paid_on=date(2009, 1, 20))
    make.AidPaymentFactory(case=case, paid_on=date(2009, 9, 20))
    assert of_year(town, "aid.helped") == 1
    assert sum_of_months(town, "aid.helped") == 2
    assert of_year(town, "aid.amount") == 1000


def test_a_union_that_returns_proposals_twice_is_one_union(town):
    union = proposed(town, date(2009, 3, 31))
    make.ProposalFactory(union=union, period_from=date(2009, 4, 1), period_to=date(2009, 6, 30))
    assert of_year(town, "proposals.unions") == 1
    assert sum_of_months(town, "proposals.unions") == 2
    assert of_year(town, "proposals.raised") == 20


def test_an_enterprise_that_enters_two_contests_is_one_enterprise(town):
    union = make.UnionFactory(parent=town)
    make.EmployerFactory(union=union, is_above_scale=True)
    for day in (date(2009, 2, 1), date(2009, 6, 1)):
        contest = make.CompetitionFactory(union=town, held_on=day)
        make.EntryFactory(competition=contest, union=union)
    assert of_year(town, "competitions.large_enterprises") == 1
    assert sum_of_months(town, "competitions.large_enterprises") == 2


def test_an_employer_under_two_contracts_is_covered_once(town):
    employer = make.EmployerFactory(union__parent=town)
    for _ in range(2):
        make.CoverageFactory(employer=employer, contract__union=employer.union)
    book = book_of(town)
    assert (book.value("有效合同数"), book.value("合同覆盖企业数")) == (2, 1)


def test_a_regional_contract_covers_employers_of_other_unions(town):
    village = make.UnionFactory(parent=town, kind=Union.Kind.VILLAGE)
    contract = make.ContractFactory(union=village)
    employers = [make.EmployerFactory(union__parent=town) for _ in range(3)]
    for employer in employers:
        make.CoverageFactory(contract=contract, employer=employer)
    assert book_of(town).value("合同覆盖企业数") == 3
    village.dissolved_on = date(2009, 6, 1)
    village.save()
    assert book_of(town).value("合同覆盖企业数") == 0


def test_a_contest_a_union_holds_for_its_own_staff_is_none_of_the_town(town):
    union = make.UnionFactory(parent=town)
    make.CompetitionFactory(union=union, level=Competition.Level.UNION)
    assert book_of(town).value("镇级以上竞赛数") == 0


def test_a_contract_counts_on_its_last_day_and_not_after_it(town):
    make.ContractFactory(
        union__parent=town, signed_on=date(2008, 11, 1), expires_on=date(2009, 10, 31)
    )
    assert book_of(town, as_of=date(2009, 10, 31)).value("有效合同数") == 1
    assert book_of(town, as_of=date(2009, 11, 1)).value("有效合同数") == 0


def test_a_contract_renewed_ahead_of_time_counts_from_the_day_it_takes_effect(town):
    old = make.ContractFactory(
        union__parent=town, signed_on=date(2008, 4, 20), expires_on=date(2010, 4, 30)
    )
    renewed = {"signed_on": date(2009, 11, 1), "effective_on": date(2010, 5, 1)}
    make.ContractFactory(union=old.union, expires_on=date(2011, 4, 30), **renewed)
    for day in (date(2009, 11, 20), date(2010, 4, 30), date(2010, 5, 1), date(2011, 4, 30)):
        assert book_of(town, Period.for_year(day.year), day).value("有效合同数") == 1, day
    book = book_of(town, as_of=date(2009, 11, 20))
    assert (book.value("新签续签合同数"), book.value("明年到期合同数")) == (1, 1)


def test_unions_known_by_month_year_or_not_at_all_count_from_the_last_day_or_always(town):
    def found(day, precision):
        make.UnionFactory(parent=town, founded_on=day, founded_on_precision=precision)

    found(date(2009, 8, 31), Precision.MONTH)
    found(date(2009, 12, 31), Precision.YEAR)
    found(None, Precision.UNKNOWN)
    standing = {
        day: book_of(town, as_of=day).value("基层工会数")
        for day in (date(2009, 8, 30), date(2009, 8, 31), END)
    }
    assert list(standing.values()) == [1, 2, 3]
    assert of_year(town, "unions.founded") == 2


def test_federations_and_branches_are_no_grassroots_unions(town):
    company = make.UnionFactory(parent=town)
    make.UnionFactory(parent=company, kind=Union.Kind.BRANCH)
    assert book_of(town).value("基层工会数") == 1
    assert book_of(town).value("新建工会数") == 0


def test_the_change_of_a_stock_is_against_the_same_day_last_year(town):
    make.UnionFactory(parent=town, founded_on=date(2008, 10, 31))
    make.UnionFactory(parent=town, founded_on=date(2008, 11, 1))
    make.UnionFactory(parent=town, founded_on=date(2009, 10, 31))
    make.UnionFactory(parent=town, founded_on=date(2009, 11, 1))
    book = book_of(town)
    assert book.previous.value("基层工会数") == 1
    assert book.value("基层工会净增数") == 2


def test_a_flow_is_compared_with_the_same_window_of_last_year(town):
    for day in (date(2008, 10, 31), date(2008, 11, 1), date(2008, 12, 31)):
        make.TrainingFactory(union__parent=town, held_on=day, attendance=10)
    assert book_of(town).previous.value("培训人次") == 10


def test_money_is_exact_to_the_cent(town):
    for cents in ("0.10", "0.20", "41925.95"):
        make.AidPaymentFactory(case__union__parent=town, amount=Decimal(cents))
    figure = book_of(town).figure("救助款")
    assert (figure.value, figure.display) == (Decimal("41926.25"), "41926.25")


def test_every_change_is_the_difference_of_two_years(town):
    for code in ("unions.founded", "headcounts.staff", "members.joined"):
        case_of(code).make(town, date(2008, 5, 1))
        case_of(code).make(town, date(2009, 5, 1))
    book = book_of(town)
    for code in ("unions.growth", "members.growth"):
        whole = BY_CODE[code].of
        assert book.value(code) == book.value(whole) - book.previous.value(whole)


def test_a_first_year_is_not_compared_with_a_year_nobody_kept(town):
    make.ReportedFigureFactory(
        union=town,
        code="unions.standing",
        value=184,
        period_from=date(2009, 1, 1),
        period_to=date(2009, 6, 30),
    )
    book = book_of(town)
    assert book.value("基层工会数") == 184
    assert book.previous.figure("基层工会数").display == "–"
    assert book.value("基层工会净增数") is None


def test_a_year_of_which_anything_is_kept_has_real_zeros(town):
    make.TrainingFactory(union=town, held_on=date(2008, 12, 20), attendance=10)
    make.UnionFactory(parent=town, founded_on=date(2009, 2, 1))
    book = book_of(town)
    assert book.previous.value("基层工会数") == 0
    assert book.value("基层工会净增数") == 1

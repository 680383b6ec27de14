"""Scopes: which days are counted and told, what is refused, and the scope typed by people."""

from datetime import date

import pytest

from reports.figures import Scope
from reports.periods import Period
from reports.scopes import book_of, scope_of_year
from unions.models import Union

YEAR = Period.for_year(2009)
TOWN = Union(name="示范镇总工会", code="D01", path="a/", kind=Union.Kind.TOWN)


@pytest.fixture(autouse=True)
def fixed_day(settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)


def test_stocks_and_flows_stop_at_the_as_of_day_and_events_go_on():
    scope = Scope.of(TOWN, YEAR, date(2009, 10, 31), date(2009, 11, 18))
    assert scope.counted == Period(date(2009, 1, 1), date(2009, 10, 31))
    assert scope.told == Period(date(2009, 1, 1), date(2009, 11, 18))


def test_without_days_the_whole_period_is_counted_and_told():
    scope = Scope.of(TOWN, YEAR)
    assert scope.counted == scope.told == YEAR


@pytest.mark.parametrize("day", [date(2008, 12, 31), date(2010, 1, 1)])
def test_an_as_of_day_outside_the_period_is_refused(day):
    with pytest.raises(ValueError, match=f"截至日期{day}不在2009年之内，请改填期间之内的日期。"):
        Scope.of(TOWN, YEAR, day)


def test_both_edge_days_of_the_period_are_accepted():
    assert Scope.of(TOWN, YEAR, date(2009, 1, 1)).as_of == date(2009, 1, 1)
    assert Scope.of(TOWN, YEAR, date(2009, 12, 31)).as_of == date(2009, 12, 31)


def test_events_told_until_a_day_outside_the_period_are_refused():
    with pytest.raises(ValueError, match="大事截止日期2010-01-01不在2009年之内"):
        Scope.of(TOWN, YEAR, date(2009, 10, 31), date(2010, 1, 1))


def test_events_may_not_stop_before_the_counting_does():
    with pytest.raises(ValueError, match="大事截止日期2009-10-30早于截至日期2009-10-31"):
        Scope.of(TOWN, YEAR, date(2009, 10, 31), date(2009, 10, 30))


def test_last_year_is_the_same_window_and_the_same_day():
    before = Scope.of(TOWN, YEAR, date(2009, 2, 28), date(2009, 11, 18)).a_year_before()
    assert before.counted == Period(date(2008, 1, 1), date(2008, 2, 29))
    assert before.told == Period(date(2008, 1, 1), date(2008, 11, 18))
    assert before.root is TOWN


def test_another_union_is_asked_for_the_same_days():
    other = Union(name="邻镇总工会", code="D02", path="b/")
    scope = Scope.of(TOWN, YEAR, date(2009, 10, 31), date(2009, 11, 18))
    moved = scope.at(other)
    assert moved.root is other
    assert (moved.counted, moved.told) == (scope.counted, scope.told)


def test_the_running_year_is_counted_until_today_and_its_events_until_its_end():
    scope = scope_of_year(TOWN, 2009)
    assert (scope.as_of, scope.events_until) == (date(2009, 11, 20), date(2009, 12, 31))


def test_a_past_year_is_counted_until_its_end():
    assert scope_of_year(TOWN, 2008).as_of == date(2008, 12, 31)


def test_a_year_that_has_not_begun_is_refused():
    with pytest.raises(ValueError, match="2010年还没有开始，请改填2009年或更早的年度。"):
        scope_of_year(TOWN, 2010)


def test_on_new_years_day_the_new_year_can_be_asked_for(settings):
    settings.LEDGER_TODAY = date(2010, 1, 1)
    assert scope_of_year(TOWN, 2010).as_of == date(2010, 1, 1)


@pytest.mark.django_db  # the union may keep figures of its own
def test_the_figure_book_stands_on_the_scope_typed():
    book = book_of(TOWN, 2009, date(2009, 10, 31), date(2009, 11, 18))
    assert book.scope == Scope(TOWN, YEAR, date(2009, 10, 31), date(2009, 11, 18))
    assert book.previous.scope.as_of == date(2008, 10, 31)

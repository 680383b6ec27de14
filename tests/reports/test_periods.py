"""Periods: inclusive days, presets, cuts and the same days a year earlier."""

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest

from reports.periods import Period, year_before

pytestmark = pytest.mark.engine_independent

DAY = timedelta(days=1)


def test_both_edge_days_belong_to_a_period_and_their_neighbours_do_not():
    period = Period(date(2009, 3, 1), date(2009, 10, 31))
    assert date(2009, 3, 1) in period
    assert date(2009, 10, 31) in period
    assert date(2009, 2, 28) not in period
    assert date(2009, 11, 1) not in period


def test_a_single_day_is_a_period():
    day = date(2009, 5, 1)
    assert [day + n * DAY in Period(day, day) for n in (-1, 0, 1)] == [False, True, False]


def test_a_period_that_runs_backwards_is_refused_with_both_days():
    with pytest.raises(ValueError, match="2009-01-31早于开始日期2009-02-01"):
        Period(date(2009, 2, 1), date(2009, 1, 31))


@pytest.mark.parametrize("year", [2007, 2008, 2009, 1900, 2000])
def test_the_twelve_months_of_a_year_tile_it(year):
    months = [Period.for_month(year, month) for month in range(1, 13)]
    assert list(Period.for_year(year).months()) == months
    assert months[0].start == date(year, 1, 1)
    assert months[-1].end == date(year, 12, 31)
    for earlier, later in pairwise(months):
        assert later.start - earlier.end == DAY


def test_february_ends_on_the_29th_only_in_leap_years():
    ends = {year: Period.for_month(year, 2).end.day for year in (1900, 2000, 2008, 2009)}
    assert ends == {1900: 28, 2000: 29, 2008: 29, 2009: 28}


@pytest.mark.parametrize(
    ("quarter", "start", "end"),
    [(1, (1, 1), (3, 31)), (2, (4, 1), (6, 30)), (3, (7, 1), (9, 30)), (4, (10, 1), (12, 31))],
)
def test_quarters(quarter, start, end):
    expected = Period(date(2009, *start), date(2009, *end))
    assert Period.for_quarter(2009, quarter) == expected


def test_halves():
    assert Period.for_half(2009, 1) == Period(date(2009, 1, 1), date(2009, 6, 30))
    assert Period.for_half(2009, 2) == Period(date(2009, 7, 1), date(2009, 12, 31))


def test_the_statistical_year_runs_from_october_to_september_and_bears_the_later_year():
    period = Period.for_statistical_year(2014)
    assert period == Period(date(2013, 10, 1), date(2014, 9, 30))
    assert period.year == 2014
    assert len(list(period.months())) == 12


def test_months_of_a_broken_period_are_cut_at_both_ends():
    months = list(Period(date(2008, 11, 20), date(2009, 2, 10)).months())
    assert months == [
        Period(date(2008, 11, 20), date(2008, 11, 30)),
        Period.for_month(2008, 12),
        Period.for_month(2009, 1),
        Period(date(2009, 2, 1), date(2009, 2, 10)),
    ]


def test_until_cuts_inside_and_leaves_the_period_alone_outside():
    year = Period.for_year(2009)
    assert year.until(date(2009, 10, 31)) == Period(date(2009, 1, 1), date(2009, 10, 31))
    assert year.until(date(2010, 3, 1)) == year
    assert year.until(date(2009, 12, 31)) == year


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ((2009, 10, 31), (2008, 10, 31)),
        ((2009, 2, 28), (2008, 2, 29)),  # month ends stay month ends
        ((2008, 2, 29), (2007, 2, 28)),
        ((2008, 2, 28), (2007, 2, 28)),
        ((2009, 2, 27), (2008, 2, 27)),
        ((2009, 1, 1), (2008, 1, 1)),
    ],
)
def test_the_same_day_a_year_earlier(day, before):
    assert year_before(date(*day)) == date(*before)


def test_every_day_of_leap_and_common_years_has_one_a_year_earlier_in_order():
    days = [date(2007, 12, 31) + n * DAY for n in range(3 * 366)]
    earlier = [year_before(day) for day in days]
    assert earlier == sorted(earlier)
    for day, before in zip(days, earlier, strict=True):
        assert (before.year, before.month) == (day.year - 1, day.month)
        if (day + DAY).day == 1:
            assert before.day == calendar.monthrange(before.year, before.month)[1]


@pytest.mark.parametrize(
    ("period", "previous"),
    [
        (Period.for_year(2009), Period.for_year(2008)),
        (Period.for_month(2009, 2), Period.for_month(2008, 2)),
        (Period.for_month(2008, 2), Period.for_month(2007, 2)),
        (Period.for_statistical_year(2014), Period.for_statistical_year(2013)),
        (Period.for_quarter(2009, 4), Period.for_quarter(2008, 4)),
    ],
)
def test_the_previous_period_is_the_same_preset_a_year_earlier(period, previous):
    assert period.previous() == previous


def test_the_following_period_is_the_next_calendar_year():
    assert Period.for_year(2009).following() == Period.for_year(2010)
    assert Period.for_statistical_year(2014).following() == Period.for_year(2015)


def test_a_period_is_worded_as_people_say_it():
    assert str(Period.for_year(2009)) == "2009年"
    assert str(Period.for_month(2009, 2)) == "2009-02-01至2009-02-28"

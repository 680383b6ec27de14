"""Figures of a part of the year: halves, quarters, months, the statistical year."""

from datetime import date

import pytest

from reports.periods import SPANS, Period, span_of
from reports.scopes import scope_of_year
from tests import factories as make
from tests.reports.pages import get, text

pytestmark = pytest.mark.django_db


def test_every_part_of_a_year_is_known_again_by_its_days():
    assert {code for code, (_, preset) in SPANS.items() if span_of(preset(2009)) != code} == set()
    assert span_of(Period(date(2009, 2, 3), date(2009, 4, 5))) == ""


def test_a_quarter_counts_its_own_contracts_only(as_, world):
    for signed in (date(2009, 3, 31), date(2009, 4, 1), date(2009, 6, 30), date(2009, 7, 1)):
        make.ContractFactory(union=world.enterprise, signed_on=signed)
    asked = {"union": world.town.code, "as_of": "", "until": "", "span": "q2"}
    page = get(as_("staff"), "reports:figure", "contracts.signed", **asked)
    assert page.context["form"].book.value("contracts.signed") == 2
    assert "2009年6月30日" in text(page)


def test_a_day_left_over_from_another_part_of_the_year_gives_way(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    scope = scope_of_year(world.town, 2009, date(2009, 11, 20), None, "h1")
    assert scope.as_of == date(2009, 6, 30)
    scope = scope_of_year(world.town, 2009, date(2009, 3, 15), None, "q1")
    assert scope.as_of == date(2009, 3, 15)


def test_the_statistical_year_ends_in_september(world, settings):
    settings.LEDGER_TODAY = date(2009, 11, 20)
    scope = scope_of_year(world.town, 2009, None, None, "stat")
    assert (scope.period.start, scope.as_of) == (date(2008, 10, 1), date(2009, 9, 30))


def test_a_part_that_has_not_begun_is_refused_in_words(as_, world):
    asked = {"union": world.town.code, "as_of": "", "until": "", "span": "m12"}
    page = get(as_("staff"), "reports:figures", **asked)
    assert "2009年12月还没有开始" in text(page)


def test_the_annual_summary_is_always_of_the_whole_year(as_, world):
    asked = {"union": world.town.code, "as_of": "", "until": "", "span": "q2"}
    page = get(as_("staff"), "reports:summary", **asked)
    assert page.context["form"].book.scope.period == Period.for_year(2009)

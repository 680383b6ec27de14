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


OWN = {"as_of": "", "until": "", "start": "2008年12月15日", "end": "2009-05-31"}


def own(world, **changed):
    return {"union": world.town.code, **OWN, **changed}


def test_any_period_counts_its_own_days_and_its_links_keep_it(as_, world):
    days = ((2008, 12, 14), (2008, 12, 15), (2009, 5, 31), (2009, 6, 1))
    for signed in days:
        make.ContractFactory(union=world.enterprise, signed_on=date(*signed))
    page = get(as_("staff"), "reports:figure", "contracts.signed", **own(world))
    assert page.context["form"].book.value("contracts.signed") == 2
    assert page.context["form"].book.previous.scope.period.start == date(2007, 12, 15)
    again = as_("staff").get(f"/reports/figures/contracts.signed/?{page.context['query']}")
    assert again.context["form"].book.scope == page.context["form"].book.scope
    sheet = get(as_("staff"), "reports:verification", **own(world))
    assert 'name="start" value="2008年12月15日"' in text(sheet)
    assert sheet.context["form"].book.scope.as_of == date(2009, 5, 31)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"start": "2009-06-01"}, "“自”2009年6月1日晚于“至”2009年5月31日"),
        ({"end": ""}, "“自”和“至”要一起填"),
        ({"start": "1998-12-31"}, "超过10年"),
        ({"start": "2009-11-21", "end": "2010-01-01"}, "“自”2009年11月21日还没有到"),
        ({"start": "去年"}, "去年"),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_words(as_, world, changed, expected):
    assert expected in text(get(as_("staff"), "reports:figures", **own(world, **changed)))


def test_who_turns_back_to_a_part_of_a_year_leaves_the_own_days(as_, world):
    """``own`` is the year that the page showed beside the days of one's own."""
    staff, year = as_("staff"), {"year": "2009", "own": "2009"}

    def shown(**changed):
        page = get(staff, "reports:figures", **own(world, **{**year, **changed}))
        return page.context["form"].book.scope.period

    assert shown() == Period(date(2008, 12, 15), date(2009, 5, 31))
    assert shown(span="q1") == Period.for_quarter(2009, 1)
    assert shown(year="2008") == Period.for_year(2008)
    assert shown(span="q1", own="") == Period(date(2008, 12, 15), date(2009, 5, 31))


def test_the_annual_summary_is_always_of_the_whole_year(as_, world):
    page = get(as_("staff"), "reports:summary", **own(world, span="q2"))
    assert page.context["form"].book.scope.period == Period.for_year(2009)

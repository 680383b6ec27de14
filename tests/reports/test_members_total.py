"""会员数 from roll or return, coverage, rates and changes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from members.models import Membership
from reports.figures import Coverage, rounded
from tests import factories as make
from tests.reports.indicator_cases import book_of, town_named
from unions.models import Union

pytestmark = pytest.mark.django_db
COMPLETE = date(2009, 6, 1)


@pytest.fixture
def town():
    return town_named("示范镇总工会")


@pytest.fixture
def union(town):
    """Three members on the roll, fifty by its return; the roll is complete from 1 June."""
    union = make.UnionFactory(parent=town, roll_complete_from=COMPLETE)
    for _ in range(3):
        make.MembershipFactory(member__union=union, from_on=date(2008, 3, 1))
    make.HeadcountFactory(union=union, as_of=date(2009, 1, 31), staff=60, members=50)
    return union


def source_of(book, union):
    return book.chosen_sources(book.catalogue.find("会员数"))[union.pk]


@pytest.mark.parametrize(
    ("day", "value", "source"),
    [
        (date(2009, 5, 31), 50, "填报会员数"),
        (COMPLETE, 3, "名册会员数"),
        (date(2009, 12, 31), 3, "名册会员数"),
    ],
)
def test_the_return_counts_until_the_roll_is_complete_and_the_roll_from_that_day(
    town, union, day, value, source
):
    book = book_of(town, as_of=day)
    assert book.value("会员数") == value
    assert source_of(book, union) == (value, source)


def test_both_sources_are_added_over_unions(town, union):
    make.HeadcountFactory(union__parent=town, staff=20, members=17)
    book = book_of(town)
    assert book.value("会员数") == 3 + 17
    assert sorted(book.by_union("members.total").values()) == [3, 17]
    assert book.value("名册会员数") == 3
    assert book.value("填报会员数") == 50 + 17


def test_a_complete_roll_without_members_is_zero_and_not_the_return(town, union):
    Membership.objects.filter(union=union).delete()
    assert book_of(town).value("会员数") == 0


def test_a_retained_or_ended_spell_counts_no_longer(town, union):
    first, second, _ = Membership.objects.filter(union=union)
    first.to_on = date(2009, 10, 31)
    first.save()
    second.kind = Membership.Kind.RETAINED
    second.save()
    assert book_of(town, as_of=date(2009, 10, 30)).value("会员数") == 2
    assert book_of(town, as_of=date(2009, 10, 31)).value("会员数") == 1


def test_a_transfer_is_neither_a_new_nor_a_lost_member(town, union):
    spell = Membership.objects.filter(union=union)[0]
    spell.to_on, spell.end_reason = date(2009, 7, 1), Membership.End.TRANSFER
    spell.save()
    other = make.UnionFactory(parent=town, roll_complete_from=COMPLETE)
    make.MembershipFactory(
        member=spell.member,
        union=other,
        from_on=date(2009, 7, 1),
        start_reason=Membership.Start.TRANSFER,
    )
    book = book_of(town)
    assert [book.value(name) for name in ("会员数", "新增会员数", "离会会员数")] == [3, 0, 0]


def test_a_dissolved_union_takes_its_open_spells_with_it(town, union):
    union.dissolved_on = date(2009, 8, 1)
    union.save()
    book = book_of(town)
    assert (book.value("名册会员数"), book.value("会员数")) == (0, None)


def test_a_branch_is_told_by_its_unions_return_until_that_union_keeps_a_roll(town):
    company = make.UnionFactory(parent=town)
    branch = make.UnionFactory(
        parent=company, kind=Union.Kind.BRANCH, roll_complete_from=date(2009, 1, 1)
    )
    make.MembershipFactory(member__union=branch)
    make.HeadcountFactory(union=company, members=80)
    assert book_of(town).value("会员数") == 80
    company.roll_complete_from = COMPLETE
    company.save()
    assert book_of(town).value("会员数") == 1
    assert book_of(town).value("名册会员数") == 1


def test_only_the_latest_return_up_to_the_day_counts(town):
    union = make.UnionFactory(parent=town)
    for day, staff in (((2009, 3, 31), 90), ((2009, 9, 30), 110), ((2009, 12, 31), 500)):
        make.HeadcountFactory(union=union, as_of=date(*day), staff=staff, members=10)
    figure = book_of(town).figure("职工数")
    assert (figure.value, figure.rows) == (110, 1)


@pytest.mark.parametrize(
    ("returned", "reported"),
    [(date(2008, 11, 1), 1), (date(2008, 10, 31), 0), (date(2006, 1, 1), 0)],
)
def test_an_old_return_carries_on_but_is_not_reported(town, returned, reported):
    make.HeadcountFactory(union__parent=town, as_of=returned, staff=70, members=60)
    book = book_of(town, as_of=date(2009, 10, 31))
    assert (book.value("职工数"), book.value("会员数")) == (70, 60)
    assert book.figure("职工数").coverage == Coverage(reported, 1)
    assert len(book.reporting.silent()) == 1 - reported


def test_last_years_return_of_the_same_day_does_not_stand_for_this_year(town):
    make.HeadcountFactory(union__parent=town, as_of=date(2008, 12, 31))
    assert book_of(town, as_of=date(2009, 12, 31)).figure("职工数").coverage == Coverage(0, 1)


def test_coverage_counts_standing_grassroots_unions_and_complete_rolls(town, union):
    make.UnionFactory(parent=town)
    make.UnionFactory(parent=town, dissolved_on=date(2009, 1, 1))
    make.UnionFactory(parent=union, kind=Union.Kind.BRANCH)
    make.UnionFactory(parent=town, roll_complete_from=COMPLETE)
    book = book_of(town)
    assert str(book.figure("职工数").coverage) == "1/3"
    assert str(book.figure("会员数").coverage) == "2/3"
    assert book.figure("基层工会数").coverage is None


def test_a_number_that_was_not_told_is_not_zero(town):
    make.HeadcountFactory(union__parent=town, staff=40, members=None, women=None)
    book = book_of(town)
    assert book.value("职工数") == 40
    assert [book.value(name) for name in ("会员数", "女职工数", "入会率")] == [None] * 3
    assert book.figure("女职工数").display == "–"
    make.HeadcountFactory(union__parent=town, staff=40, members=0, women=0)
    book = book_of(town)
    assert [book.value(name) for name in ("会员数", "女职工数", "入会率")] == [0] * 3


def test_a_rate_over_nobody_is_unknown(town):
    make.HeadcountFactory(union__parent=town, staff=0, members=0)
    book = book_of(town)
    assert (book.value("职工数"), book.value("入会率")) == (0, None)


@pytest.mark.parametrize(
    ("members", "staff", "shown"),
    [
        (17915, 18299, "97.9"),
        (1, 16, "6.3"),  # 6.25: half up, where floats and bankers give 6.2
        (9997, 10000, "100.0"),
        (9994, 10000, "99.9"),
        (1, 3, "33.3"),
        (2, 3, "66.7"),
        (1, 8, "12.5"),
        (7, 7, "100"),
    ],
)
def test_a_rate_is_shown_to_one_decimal_rounded_half_up(town, members, staff, shown):
    make.HeadcountFactory(union__parent=town, staff=staff, members=members)
    book = book_of(town)
    assert book.figure("入会率").display == shown
    exact = Fraction(members * 100, staff)
    assert abs(Fraction(Decimal(book.value("入会率"))) - exact) < Fraction(1, 10**20)


def test_rounding_is_half_up_on_decimals():
    assert str(rounded(Decimal("0.285"), 2)) == "0.29"
    assert str(rounded(Decimal("2.5"), 0)) == "3"
    assert str(rounded(Decimal("-2.5"), 0)) == "-3"


def test_growth_is_unknown_when_last_year_is(town):
    union = make.UnionFactory(parent=town)
    make.HeadcountFactory(union=union, as_of=date(2009, 9, 30), members=80)
    assert book_of(town).value("会员净增数") is None
    make.HeadcountFactory(union=union, as_of=date(2008, 10, 31), members=75)
    assert book_of(town).value("会员净增数") == 5
    make.HeadcountFactory(union=union, as_of=date(2008, 10, 30), members=99)
    assert book_of(town).value("会员净增数") == 5


def test_a_return_without_women_does_not_report_women(town):
    union = make.UnionFactory(parent=town)
    make.HeadcountFactory(union=union, as_of=date(2009, 10, 31), staff=30, women=None)
    book = book_of(town)
    assert book.figure("headcounts.staff").coverage == Coverage(1, 1)
    assert book.figure("headcounts.women").coverage == Coverage(0, 1)
